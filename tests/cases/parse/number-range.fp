// the largest numbers pass, those above do not; digits that are none
probe begin {
	d = [0x, 0b, 0b12, 0xfg, 1_000_, 0x_]
	e = [18446744073709551615, 18446744073709551616, 0xffffffffffffffff, 0x10000000000000000]
	f = [213503d, 213504d, 16777215T, 16777216T]
}
probe begin(-9223372036854775808), begin(-9223372036854775809) { }
global a: u32[2147483648]
