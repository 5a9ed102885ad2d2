// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What somebody would write by hand for one job: the yardstick of bench/module.sh.  The job is a
 * parameter; each has handlers of its own.
 *
 *	empty	an fprobe at the entry	exit	one at the exit
 *	count	calls by process	total	the sum of what the exit returns, by an argument
 *	hist	a histogram of the time that the call took
 *	print	three numbers into the kernel's ring buffer
 */
#include <linux/fprobe.h>
#include <linux/hash.h>
#include <linux/ktime.h>
#include <linux/log2.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/ring_buffer.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>

static char *job = "empty";
module_param(job, charp, 0444);
static char *symbol = "__do_sys_getppid";
module_param(symbol, charp, 0444);

#define BITS 14

struct slot {
	u64 key;
	atomic64_t count, sum;
};

static struct slot *table;
static DEFINE_PER_CPU(u64[64], hist);
static struct trace_buffer *ring;

/* Linear probing; nothing is ever deleted. */
static struct slot *find(u64 key)
{
	u32 i = hash_64(key, BITS), n;
	u64 old;

	for (n = 0; n < 64; n++, i = (i + 1) & ((1 << BITS) - 1)) {
		old = READ_ONCE(table[i].key);
		if (old == key + 1)
			return &table[i];
		if (!old && !cmpxchg64(&table[i].key, 0, key + 1))
			return &table[i];
		if (READ_ONCE(table[i].key) == key + 1)
			return &table[i];
	}
	return NULL;
}

static int empty(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	return 0;
}

static void leave(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
}

static int count(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	struct slot *s = find(current->tgid);

	if (s)
		atomic64_inc(&s->count);
	return 0;
}

static int keep(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	*(u64 *)data = ftrace_regs_get_argument(regs, 2);
	return 0;
}

static void total(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	struct slot *s = find(*(u64 *)data);

	if (s) {
		atomic64_inc(&s->count);
		atomic64_add(ftrace_regs_get_return_value(regs), &s->sum);
	}
}

static int begin(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	*(u64 *)data = ktime_get_mono_fast_ns();
	return 0;
}

static void took(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	u64 ns = ktime_get_mono_fast_ns() - *(u64 *)data;

	this_cpu_inc(hist[ns ? ilog2(ns) : 0]);
}

static int print(struct fprobe *fp, unsigned long ip, unsigned long ret, struct ftrace_regs *regs, void *data)
{
	struct ring_buffer_event *event = ring_buffer_lock_reserve(ring, 40);
	u64 *to;

	if (!event)
		return 0;
	to = ring_buffer_event_data(event);
	to[0] = raw_smp_processor_id();
	to[1] = ktime_get_mono_fast_ns();
	to[2] = current->tgid;
	to[3] = ftrace_regs_get_argument(regs, 1);
	to[4] = ftrace_regs_get_argument(regs, 2);
	ring_buffer_unlock_commit(ring);
	return 0;
}

static const struct {
	const char *name;
	typeof(((struct fprobe *)0)->entry_handler) entry;
	typeof(((struct fprobe *)0)->exit_handler) exit;
	size_t kept;
} jobs[] = {
	{ "empty", empty }, { "exit", NULL, leave }, { "count", count }, { "total", keep, total, 8 },
	{ "hist", begin, took, 8 }, { "print", print },
};

static struct fprobe probe;

static int __init hand_init(void)
{
	const char *names[] = { symbol };
	unsigned int i;

	table = vzalloc(sizeof(*table) << BITS);
	ring = ring_buffer_alloc(1 << 20, RB_FL_OVERWRITE);
	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		if (strcmp(jobs[i].name, job))
			continue;
		probe.entry_handler = jobs[i].entry;
		probe.exit_handler = jobs[i].exit;
		probe.entry_data_size = jobs[i].kept;
		return register_fprobe_syms(&probe, names, 1);
	}
	return -EINVAL;
}

static void __exit hand_exit(void)
{
	unregister_fprobe(&probe);
	ring_buffer_free(ring);
	vfree(table);
}

module_init(hand_init);
module_exit(hand_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("what somebody would write by hand");
