// Constants are computed: all operators, mixed signs, strings, names before their declaration.
const all = base * 2 + 7 % 4 - (100 >> 2) / (3 | 4) + (1 << 3)
const base = 6 ^ 3
const logic = 1 && 0 || !0
const mixed = -1 < 0xffffffffffffffff && 0xffffffffffffffff > -1 && -1 != 0xffffffffffffffff
const wrap = 0x7fffffffffffffff + 1
const low = -9223372036854775808 / -1
const rest = -7 % -1 + -7 % 4
const same = "abc" == "abc" && "abc" < "abd" && "b" > "abc"
const which = true ? "yes" : "no"
const narrow = (u8)300 + (s8)200 + (u16)-1 + (bool)256
const size = sizeof(u32) + sizeof(struct path) + sizeof(count_t) + sizeof(bool)
const unit = 1h / 1ms + 4KiB / 1K
probe begin { println(all, base, logic, mixed, wrap, low, rest, same, narrow, size, unit, 'a') }
probe begin { println(which, EPERM, SIGKILL) if (all == 1) println(1) else println(2) }
