// Params: units, switches, negative numbers, words in order; strings are constants.
// args: --min=5ms --size=8K --flag --off=false --st=STATE_BUSY --text=hello 7 mini_open
param min = 1ms
param size = 4K
param flag = false
param off = true
param st: enum state = STATE_IDLE
param text = "default"
param number: s32
param fn
param unset = -5
probe begin { println(min, size, flag, off, st, text, number, unset) }
probe fprobe(fn) if (text == "hello" && $flags > number) { println(text) }
