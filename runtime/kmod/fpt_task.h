/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_TASK_H
#define FPT_TASK_H

/* Who runs, where and when.  Ids are those of the initial namespaces, as in BPF. */

static __always_inline u64 fpt_pid(void)
{
	return (u32)current->tgid;
}

static __always_inline u64 fpt_tid(void)
{
	return (u32)current->pid;
}

static __always_inline u64 fpt_uid(void)
{
	return __kuid_val(current_uid());
}

static __always_inline u64 fpt_gid(void)
{
	return __kgid_val(current_gid());
}

static __always_inline u64 fpt_cpu(void)
{
	return raw_smp_processor_id();
}

/* CLOCK_MONOTONIC, in any context. */
static __always_inline u64 fpt_now(void)
{
	return ktime_get_mono_fast_ns();
}

static __always_inline char *fpt_comm(char *d)
{
	strscpy_pad(d, current->comm, TASK_COMM_LEN);
	return d;
}

/* See the same in the runtime for BPF. */
static __always_inline u64 fpt_at_most(unsigned int word, u64 most, u64 ns)
{
	u64 now = fpt_now() / ns << 16, old = fpt_g_get(word);
	u64 new = old >> 16 == now >> 16 ? old + 1 : now + 1;

	return new - 1 < now + most && atomic64_cmpxchg(fpt_word(word), old, new) == old;
}

#endif
