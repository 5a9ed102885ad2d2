/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_PAIR_H
#define FPT_PAIR_H

/*
 * Pairs: two words, 16-byte aligned, that are exchanged at once.  Where the processor cannot,
 * fpt_has_pairs() is false.
 *
 * On x86 this is the kernel's own try_cmpxchg128() but for the u128, which makes the compiler align the
 * stack of whoever has one: eight instructions for a hit.
 */

struct fpt_pair {
	u64 turn, value;
} __aligned(16);

#ifdef system_has_cmpxchg128
#define fpt_has_pairs() system_has_cmpxchg128()
#else
#define fpt_has_pairs() false
#endif

/* True: the pair was {turn, *old}, and is {turn, new}.  Else they are what is there. */
static __always_inline bool fpt_pair_try(struct fpt_pair *p, u64 *turn, u64 *old, u64 new)
{
#ifdef CONFIG_X86_64
	u64 same = *turn;
	bool done;

	asm volatile(LOCK_PREFIX "cmpxchg16b %[p]"
		     : "=@ccz"(done), [p] "+m"(*p), "+a"(*turn), "+d"(*old)
		     : "b"(same), "c"(new)
		     : "memory");
	return done;
#elif defined(system_has_cmpxchg128)
	u128 was = (u128)*old << 64 | *turn, then = (u128)new << 64 | *turn;
	bool done = try_cmpxchg128((u128 *)p, &was, then);

	*turn = was;
	*old = was >> 64;
	return done;
#else
	return false;
#endif
}

#endif
