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

static __always_inline u64 fpt_euid(void)
{
	return __kuid_val(current_euid());
}

#define fpt_task(T) ((T *)current)

static __always_inline u64 fpt_ppid(void)
{
	u64 pid;

	rcu_read_lock();
	pid = (u32)rcu_dereference(current->real_parent)->tgid;
	rcu_read_unlock();
	return pid;
}

static __always_inline u64 fpt_cgroup(void)
{
	u64 id = 0;

#ifdef CONFIG_CGROUPS
	rcu_read_lock();
	id = cgroup_id(task_dfl_cgroup(current));
	rcu_read_unlock();
#endif
	return id;
}

static __always_inline u64 fpt_cgroup_at(u64 level)
{
	u64 id = 0;

#ifdef CONFIG_CGROUPS
	struct cgroup *at;

	rcu_read_lock();
	at = level < 1 << 16 ? cgroup_ancestor(task_dfl_cgroup(current), level) : NULL;
	id = at ? cgroup_id(at) : 0;
	rcu_read_unlock();
#endif
	return id;
}

#define fpt_real() (fpt_now() + fpt_g_get(WIRE_REAL))
#define fpt_real_us() (fpt_real() / 1000)
#define fpt_real_ms() (fpt_real() / 1000000)
#define fpt_real_s() (fpt_real() / 1000000000)

/* Words of the command line have NULs behind them. */
static inline char *fpt_cmdline(char *d)
{
	const struct mm_struct *mm = current->mm;
	unsigned long n = mm ? mm->arg_end - mm->arg_start : 0, i;

	memset(d, 0, 256);
	n = n > 255 ? 255 : n;
	if (!n || copy_from_user_nofault(d, (const void __user *)mm->arg_start, n))
		return memset(d, 0, 256);
	for (i = 0; i + 1 < n; i++)
		d[i] = d[i] ? d[i] : ' ';
	d[n - 1] = 0;
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
