// Divisions, remainders, shifts and negations of numbers that the verifier knows something about.
param zero = 0
probe fprobe("vfs_read").exit {
	r = $return; c = $count; s = (s32)$return; b = (u8)$count; h = (s16)r
	println(r / 3, r % 3, c / 7, c % 7, -r / 5, -r % 5, s / -1, s % -1, b / 3, h % 100, (r / (b | 1)), c / (c | 1), r / (h | 1))
	println(r << b, c >> b, r >> (b & 63), c << h, s << 70, 1 << s, -1 >> b, (u64)-1 >> b, (s8)c >> 3, ~b, -b, -h, ~r & 0xff)
	println((r > 0 ? r : -r) % 64, 100 / ((b & 7) + 1), (c & 0xfff) / ((r & 0xf) + 1), r * c, r * r * r, (r + c) * (r - c), c - 1 > c, r == c)
	try { println(c / zero) } catch { n++ }
	try { println(r % (b - b)) } catch { n++ }
	x = 0x8000_0000_0000_0000; y = (s64)x / -1; z = (s64)x % -1
	println(y, z, (u8)(b + 255), (s8)(b + 127), (u16)(h * 3), (s32)(c * 0x1_0000_0001), r < c, r <= c, c >= r, s < b, h > c)
}
global n
