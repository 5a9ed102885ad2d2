// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A text in the dialect of the generated C, for kmod_rt.t: each thing that the module's runtime does,
 * at functions that the test calls.  What kmod_rt_main.c expects is said there.
 */
#define FPT_PROBES_N 14
#define FPT_FAULT_WORD 100
#define FPT_STATE_WORDS 130
#define FPT_USES_EXIT 1
#define FPT_USES_RING 1
#define FPT_TIMED_0 1
#define FPT_TIMED_1 0
#define FPT_TIMED_5 1
#define FPT_MAP_WORD 97
#define FPT_HELD_WORD 98
#define FPT_VIA_0 fprobe_exit
#define FPT_VIA_1 fprobe_exit
#define FPT_VIA_2 fprobe_exit
#define FPT_VIA_3 fprobe_entry
#define FPT_VIA_4 fprobe_entry
#define FPT_VIA_5 fprobe_exit
#define FPT_VIA_6 fprobe_entry
#define FPT_VIA_7 fprobe_entry
#define FPT_VIA_8 fprobe_entry
#define FPT_VIA_9 fprobe_entry
#define FPT_VIA_10 fprobe_entry
#define FPT_VIA_11 fprobe_entry
#define FPT_VIA_13 fprobe_entry
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 1
#define FPT_HAS_ENTRY_2 0
#define FPT_HAS_EXIT_2 1
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 0
#define FPT_HAS_ENTRY_4 1
#define FPT_HAS_EXIT_4 0
#define FPT_HAS_ENTRY_5 1
#define FPT_HAS_EXIT_5 1
#define FPT_HAS_ENTRY_6 1
#define FPT_HAS_EXIT_6 0
#define FPT_HAS_ENTRY_7 1
#define FPT_HAS_EXIT_7 0
#define FPT_HAS_ENTRY_8 1
#define FPT_HAS_EXIT_8 0
#define FPT_HAS_ENTRY_9 1
#define FPT_HAS_EXIT_9 0
#define FPT_HAS_ENTRY_10 1
#define FPT_HAS_EXIT_10 0
#define FPT_HAS_ENTRY_11 1
#define FPT_HAS_EXIT_11 0
#define FPT_HAS_ENTRY_13 1
#define FPT_HAS_EXIT_13 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 1
#define FPT_TURN_ENTRY_1 1
#define FPT_TURN_EXIT_1 1
#define FPT_TURN_EXIT_2 1
#define FPT_TURN_ENTRY_3 1
#define FPT_TURN_ENTRY_4 1
#define FPT_TURN_ENTRY_5 1
#define FPT_TURN_EXIT_5 1
#define FPT_TURN_ENTRY_6 1
#define FPT_TURN_ENTRY_7 1
#define FPT_TURN_ENTRY_8 1
#define FPT_TURN_ENTRY_9 1
#define FPT_TURN_ENTRY_10 1
#define FPT_TURN_ENTRY_11 1
#define FPT_TURN_ENTRY_13 1
struct fpt_scratch {
	char e1_0[128], e1_1[16], e3_0[16];
};
#include "fpt_rt.h"

FPT_PAIR(0, 1, 1, 0)
FPT_PAIR(1, 1, 0, 4096)
FPT_PAIR(5, 0, 0, 0)
#define FPT_TIMED_2 0

/* vfs_read: what is kept fits beside the tag. */
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	if (fpt_pid() != fpt_target())
		goto next;
	FPT_OPEN(0, c, k, fault);
	FPT_KEEP_ARG(0, c, k, 0, 2);
	FPT_KEEP_U(0, k, 0, fpt_tid());
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
FPT_EXIT(0)
{
	FPT_ENTER(0);
	FPT_TAKE(0, c, k, fault);
	u64 elapsed = FPT_ELAPSED(0, k);
	FPT_RECORD(0, r, 1, 40);
	if (r) {
		FPT_PUT_U(r, 0, FPT_KEPT_U(0, k, 0));
		FPT_PUT_U(r, 8, FPT_KEPT_ARG_U(0, c, k, 0, 2));
		FPT_PUT_U(r, 16, FPT_RET_U(0, c, 4));
		FPT_PUT_U(r, 24, elapsed);
		FPT_PUT_U(r, 32, fpt_tid());
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}

/* vfs_write: a side slot, of which there are 256 at this size. */
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	if (fpt_pid() != fpt_target())
		goto next;
	fpt_str_kernel(z->e1_0, 128, ({
		struct file *p0 = FPT_ARG_P(1, c, 0, struct file);
		struct dentry *p1 = FPT_STEP(p0, struct file, f_path.dentry,
					     offsetof(struct file, f_path.dentry), struct dentry,
					     fault, 6);
		u64 v = FPT_READ(p1, struct dentry, d_name.name,
				 offsetof(struct dentry, d_name.name), u64, fault, 6);
		u64 at = FPT_PEEK_AT(KERNEL, FPT_AT(p1, struct dentry, d_name.name,
					    offsetof(struct dentry, d_name.name)), u64, fault, 6);
		fpt_g_set(96, v == at);
		if (FPT_DOUBT(v)) {
			u64 q = FPT_PEEK(KERNEL, (u64)p0, struct file, f_path.dentry,
					 offsetof(struct file, f_path.dentry), u64, fault, 6);
			v = FPT_PEEK(KERNEL, q, struct dentry, d_name.name,
				     offsetof(struct dentry, d_name.name), u64, fault, 6);
		}
		v; }), 0, fault, 6);
	FPT_OPEN(1, c, k, fault);
	FPT_KEEP_ARG(1, c, k, 0, 2);
	FPT_KEEP_S(1, k, 3968, z->e1_0, 128);
	FPT_CLOSE(1, k);
	FPT_LEAVE(1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(1, c);
	FPT_LEAVE(1);
}
FPT_EXIT(1)
{
	FPT_ENTER(1);
	FPT_TAKE(1, c, k, fault);
	char *name = FPT_KEPT_S(1, k, 3968);
	char *comm = fpt_comm(z->e1_1);
	FPT_RECORD(1, r, 2, 160);
	if (r) {
		FPT_PUT_U(r, 0, FPT_KEPT_ARG_U(1, c, k, 0, 2));
		FPT_PUT_U(r, 8, FPT_RET_U(1, c, 4));
		FPT_PUT_S(r, 16, name, 128);
		FPT_PUT_S(r, 144, comm, 16);
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(1, k);
	FPT_LEAVE(1);
}

/* vfs_fallocate, the exit alone. */
FPT_EXIT(2)
{
	FPT_ENTER(2);
	FPT_TAKE(2, c, k, fault);
	FPT_RECORD(2, r, 3, 8);
	if (r) {
		FPT_PUT_U(r, 0, FPT_EXT(FPT_RET_U(2, c, 4), 4, 1));
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(2, k);
	FPT_LEAVE(2);
}

/* vfs_fallocate, the entry alone: arguments, context, arithmetic, strings. */
FPT_ENTRY(3)
{
	FPT_ENTER(3);
	u64 min = (u64)1 << 63, minus = (u64)-1;
	u64 base = (u64)z->e3_0;
	u64 quotient = fpt_sdiv(min, minus, fault, 7), rest = fpt_srem(min, minus, fault, 7);
	u64 neg = fpt_sdiv(-(u64)7, 2, fault, 7), negrest = fpt_srem(-(u64)7, 2, fault, 7);
	char *copy = fpt_str_copy(z->e3_0, 16, FPT_LIT("a text that is too long", 24), 24);
	u64 third = FPT_PEEK_AT(KERNEL, FPT_ELEM(base, 2, 1, 3, fault, 7), u8, fault, 7);
	u64 bits = FPT_PEEK_BITS(KERNEL, base, char, x, 0, u16, 4, 8, fault, 7);
	u64 sbits = FPT_PEEK_BITS(KERNEL, base, char, x, 0, s16, 4, 3, fault, 7);
	FPT_RECORD(3, r, 4, 160);
	if (r) {
		FPT_PUT_U(r, 0, FPT_EXT(FPT_ARG_U(3, c, 1), 4, 1));
		FPT_PUT_U(r, 8, FPT_ARG_U(3, c, 2));
		FPT_PUT_U(r, 16, FPT_ARG_U(3, c, 3));
		FPT_PUT_U(r, 24, fpt_pid());
		FPT_PUT_U(r, 32, fpt_tid());
		FPT_PUT_U(r, 40, fpt_uid() << 32 | fpt_gid());
		FPT_PUT_U(r, 48, fpt_cpu());
		FPT_PUT_U(r, 56, quotient);
		FPT_PUT_U(r, 64, rest);
		FPT_PUT_U(r, 72, neg);
		FPT_PUT_U(r, 80, negrest);
		FPT_PUT_U(r, 88, third);
		FPT_PUT_U(r, 96, bits);
		FPT_PUT_U(r, 104, sbits);
		FPT_PUT_U(r, 112, fpt_str_cmp(copy, 16, FPT_LIT("a text", 8), 8));
		FPT_PUT_U(r, 120, fpt_sult(minus, 0) << 4 | fpt_uslt(0, minus) << 3 |
					  fpt_sueq(minus, minus) << 2 | fpt_sule(0, 0) << 1 |
					  fpt_usle(minus, minus));
		FPT_PUT_U(r, 128, fpt_sar(min, 63 + 64));
		FPT_PUT_U(r, 136, fpt_shl(1, 65) + fpt_shr(min, 127));
		FPT_PUT_S(r, 144, copy, 16);
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(3);
}

/* copy_from_kernel_nofault, which the handlers themselves call. */
FPT_ENTRY(4)
{
	FPT_ENTER(4);
	fpt_g_add(90, 1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(4);
}

/* __x64_sys_read, around vfs_read; nothing is kept but the time. */
FPT_ENTRY(5)
{
	FPT_ENTER(5);
	if (fpt_pid() != fpt_target())
		goto next;
	FPT_OPEN(5, c, k, fault);
	FPT_CLOSE(5, k);
	FPT_LEAVE(5);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(5, c);
	FPT_LEAVE(5);
}
FPT_EXIT(5)
{
	FPT_ENTER(5);
	FPT_TAKE(5, c, k, fault);
	u64 elapsed = FPT_ELAPSED(5, k);
	FPT_RECORD(5, r, 5, 24);
	if (r) {
		FPT_PUT_U(r, 0, fpt_tid());
		FPT_PUT_U(r, 8, FPT_RET_U(5, c, 1));
		FPT_PUT_U(r, 16, elapsed);
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(5, k);
	FPT_LEAVE(5);
}

/* vfs_fallocate: one fault each.  Word 91 is a user address, 92 a zero, both set by the host. */
#define FAULTING(id, site, what)                                                                   \
	FPT_ENTRY(id)                                                                              \
	{                                                                                          \
		FPT_ENTER(id);                                                                     \
		what;                                                                              \
		fpt_g_add(93, 1);                                                                  \
		FPT_LABEL(fault)                                                                   \
		FPT_LABEL(next)                                                                    \
		FPT_LEAVE(id);                                                                     \
	}
FAULTING(6, 8, fpt_g_set(94, FPT_PEEK_AT(KERNEL, 8, u64, fault, 8)))
FAULTING(7, 9, fpt_g_set(94, FPT_PEEK_AT(KERNEL, fpt_g_get(91), u64, fault, 9)))
FAULTING(8, 10, fpt_g_set(94, FPT_PEEK_AT(KERNEL, (u64)1 << 62, u64, fault, 10)))
FAULTING(9, 11, fpt_g_set(94, fpt_udiv(1, fpt_g_get(92), fault, 11)))
FAULTING(10, 12, fpt_g_set(94, FPT_ELEM(0, fpt_g_get(92) - 1, 8, 4, fault, 12)))
FAULTING(11, 13, fpt_str_kernel(z->e1_0, 128, fpt_g_get(91), 0, fault, 13))

/* vfs_fallocate: the largest record; a mode of 0x7777 is exit(). */
FPT_ENTRY(13)
{
	FPT_ENTER(13);
	FPT_RECORD(13, r, 14, 4048);
	if (r) {
		FPT_PUT_U(r, 0, 0x1122334455667788);
		FPT_PUT_U(r, 4040, fpt_g_or(95, 6) + fpt_g_and(95, 4) + fpt_g_xor(95, 1));
		FPT_SEND(r);
	}
	if (FPT_EXT(FPT_ARG_U(13, c, 1), 4, 0) == 0x7777)
		FPT_STOP();
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(13);
}

/* Probe 12 is one of the host's. */
#define FPT_PROBES(X)                                                                              \
	X(0, vfs_read) X(1, vfs_write) X(2, vfs_fallocate) X(3, vfs_fallocate)                     \
	X(4, copy_from_kernel_nofault) X(5, __x64_sys_read) X(6, vfs_fallocate)                    \
	X(7, vfs_fallocate) X(8, vfs_fallocate) X(9, vfs_fallocate) X(10, vfs_fallocate)           \
	X(11, vfs_fallocate) X(13, vfs_fallocate)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
