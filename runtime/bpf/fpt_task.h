/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_TASK_H
#define FPT_TASK_H

/*
 * What the current task's struct knows.  Its members are found by relocation; the kernel has no ___fpt in
 * its types' names.
 */

/* A pointer that the verifier types. */
#define fpt_task(T) ((T *)fpt_h_task())

static u64 (*const fpt_h_cgroup)(void) = (void *)80;
static u64 (*const fpt_h_ancestor)(u32 level) = (void *)123;

#define FPT_RELOCATED __attribute__((preserve_access_index))

struct cred___fpt {
	struct {
		u32 val;
	} euid;
} FPT_RELOCATED;

struct mm_struct___fpt {
	u64 arg_start, arg_end;
} FPT_RELOCATED;

struct thread_info___fpt {
	unsigned long flags;
	u32 status;
} FPT_RELOCATED;

struct task_struct___fpt {
	struct thread_info___fpt thread_info;
	struct task_struct___fpt *real_parent;
	struct cred___fpt *cred;
	struct mm_struct___fpt *mm;
	s32 pid, tgid;
} FPT_RELOCATED;

FPT_CONST struct task_struct___fpt *fpt_current(void)
{
	return fpt_h_task();
}

FPT_CONST u64 fpt_ppid(void)
{
	struct task_struct___fpt *parent = ((struct task_struct___fpt *)fpt_h_task())->real_parent;

	return parent ? (u32)parent->tgid : 0;
}

FPT_CONST u64 fpt_euid(void)
{
	struct cred___fpt *cred = ((struct task_struct___fpt *)fpt_h_task())->cred;

	return cred ? cred->euid.val : 0;
}

FPT_CONST u64 fpt_cgroup(void)
{
	return fpt_h_cgroup();
}

FPT_CONST u64 fpt_cgroup_at(u64 level)
{
	return level < 1 << 16 ? fpt_h_ancestor(level) : 0;
}

#define fpt_real() (fpt_now() + fpt_g_get(WIRE_REAL))
#define fpt_real_us() (fpt_real() / 1000)
#define fpt_real_ms() (fpt_real() / 1000000)
#define fpt_real_s() (fpt_real() / 1000000000)

#define FPT_CMDLINE 256		/* bytes: a built-in's width */

/* 0x20 for each byte that is 0. */
FPT_CONST u64 fpt_blanks(u64 x)
{
	u64 low = 0x7f7f7f7f7f7f7f7f;

	return ~(((x & low) + low) | x | low) >> 2;
}

/*
 * Words of the command line have NULs behind them.  Up to n bytes are there, zeros behind; a function of
 * its own, since the verifier follows each end of the loop.
 */
static FPT_NOINLINE __attribute__((unused)) u64 fpt_join_words(char *d, u64 n)
{
	u64 *w = (u64 *)d, i;

	if (!d || !n)
		return 0;
#pragma clang loop unroll(disable)
	for (i = 0; i < FPT_CMDLINE / 8; i++) {
		if (n <= 8 * i)
			break;
		w[i] |= fpt_blanks(w[i]);
	}
	n = (n - 1) & (FPT_CMDLINE - 1);
	FPT_UNKNOWN(n);
	n &= FPT_CMDLINE - 1;
	w[n / 8] &= (1ull << 8 * (n & 7)) - 1;
	return 0;
}

FPT_INLINE char *fpt_cmdline(char *d)
{
	struct mm_struct___fpt *mm = ((struct task_struct___fpt *)fpt_h_task())->mm;
	u64 from = mm ? mm->arg_start : 0, n = mm ? mm->arg_end - from : 0;

	__builtin_memset(d, 0, FPT_CMDLINE);
	FPT_UNKNOWN(n);
	if (n > FPT_CMDLINE - 1)
		n = FPT_CMDLINE - 1;
	if (fpt_h_probe_read_user(d, n, (const void *)from) < 0)
		n = 0;
	fpt_join_words(d, n);
	return d;
}

#endif
