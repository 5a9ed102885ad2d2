// Initial values that are not known, depend on themselves, or do not fit.
const a = b + 1
const b = a * 2
const c = pid()
param p = 5
const d = p + 1
global g = 0
const e = g
global narrow: u8 = 300
global sign: u32 = -1
global flag: bool = 2
param text: string = 5
global mixed: u32 = "x"
probe begin { println(a, b, c, d, e, narrow, sign, flag, text, mixed) }
