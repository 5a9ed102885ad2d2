// Values from the command line that do not fit.
// args: --min=5 --max=1s --small=300 --flag=maybe --n=abc --size=4s --neg=-1 --yes=2
param min = 1ms
param max = 10
param small: u8 = 1
param flag = false
param n = 1
param size = 4K
param neg: u32 = 5
param yes = true
probe begin { println(min, max, small, flag, n, size, neg, yes) }
