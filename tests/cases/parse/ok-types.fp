// C's types in their one spelling
global a: unsigned, b: long  int, c: unsigned	long long int, d: int long, e: short int unsigned
global f: signed char, g: signed, h: char[16], i: u64 *, j: __be32, k: union u **, l: bool, m: long long
global n: int internal, o: unsigned long longer
probe begin { x = p.int  + p->unsigned	* (int)3 }
