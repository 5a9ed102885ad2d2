// `probe' may be left out after a declaration too, which needs no `;' then
global at: u64, seen[who: string] limit 10 lru
fprobe("kfree") { at = 1 } global n timer(1s) { n++ }
const A = 3 begin { exit() }
param q = "x"
vfs.read { x = q }
