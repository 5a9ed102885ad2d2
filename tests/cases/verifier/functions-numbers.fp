// Small functions of numbers, called in each other's arguments.
function min(a: s64, b: s64) { return a < b ? a : b }
function max(a: s64, b: s64) { return a > b ? a : b }
function clamp(x: s64, lo: s64, hi: s64) { return min(max(x, lo), hi) }
function log2(x: u64) { n = 0; while (x > 1) { x >>= 1; n++ } return n }
function gcd(a: u64, b: u64) { while (b) { t = a % b; a = b; b = t } return a }
function pow(x, n) { r = 1; for (i in 0..n) r *= x; return r }
function popcount(x: u64) { n = 0; while (x) { x &= x - 1; n++ } return n }
probe fprobe("vfs_read").exit {
	bucket[clamp(log2($count), 2, clamp(log2($count + 1), 5, 20))]++
	divisors[gcd($count, 4096), gcd($count + pow(2, clamp($return, 0, 9)), pow(2, popcount($count)))]++
	println(min(min($return, 5), min(max(3, $return), 9)), popcount((u64)$file), pow(3, popcount($count & 255)), gcd(pow(2, 10), pow(6, 5)))
}
