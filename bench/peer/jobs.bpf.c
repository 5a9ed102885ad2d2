// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What one would write by hand for the jobs of bench/mechanisms.sh: each counts what finds no room, and the
 * sums are per CPU where they can be.  Compiled once for each sort of context (registers REGS, many functions
 * FUNC, else one function's arguments), and with the programs of sessions (SESSION).
 */

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

#if REGS && ARM64	/* struct user_pt_regs */
#define ARG1(c) (*(__u64 *)((char *)(c) + 0))
#define ARG3(c) (*(__u64 *)((char *)(c) + 16))
#elif REGS	/* struct pt_regs of x86_64 */
#define ARG1(c) (*(__u64 *)((char *)(c) + 112))
#define ARG3(c) (*(__u64 *)((char *)(c) + 96))
#elif FUNC	/* a trampoline of many functions */
static __always_inline __u64 argument(void *c, __u32 n)
{
	__u64 v = 0;

	bpf_get_func_arg(c, n, &v);
	return v;
}
#define ARG1(c) argument(c, 0)
#define ARG3(c) argument(c, 2)
#else		/* a trampoline's slots */
#define ARG1(c) ((c)[0])
#define ARG3(c) ((c)[2])
#endif

__u64 hits, lost;

/* ---- nothing ---- */

SEC("entry") int nothing(__u64 *c)
{
	__sync_fetch_and_add(&hits, 1);
	return 0;
}

/* ---- count by key ---- */

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, __u64);
} counts SEC(".maps");

SEC("entry") int count(__u64 *c)
{
	__u64 key = bpf_get_current_pid_tgid() >> 32, one = 1, *n = bpf_map_lookup_elem(&counts, &key);

	if (n)
		__sync_fetch_and_add(n, 1);
	else if (bpf_map_update_elem(&counts, &key, &one, BPF_NOEXIST))
		__sync_fetch_and_add(&lost, 1);
	return 0;
}

/* ---- a record of three values ---- */

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 << 20);
} ring SEC(".maps");

struct record {
	__u64 site, ns, tid, count, file;
};

SEC("entry") int print(__u64 *c)
{
	struct record *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	r->site = bpf_get_smp_processor_id();
	r->ns = bpf_ktime_get_ns();
	r->tid = (__u32)bpf_get_current_pid_tgid();
	r->count = ARG3(c);
	r->file = ARG1(c);
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	return 0;
}

/* ---- elapsed time: count, sum, least, most, a histogram ---- */

struct elapsed {
	__u64 count, sum, min, max, buckets[66];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct elapsed);
} times SEC(".maps");

static __always_inline __u32 log2(__u64 v)
{
	__u32 r, shift;

	r = (v > 0xffffffff) << 5; v >>= r;
	shift = (v > 0xffff) << 4; v >>= shift; r |= shift;
	shift = (v > 0xff) << 3; v >>= shift; r |= shift;
	shift = (v > 0xf) << 2; v >>= shift; r |= shift;
	shift = (v > 0x3) << 1; v >>= shift; r |= shift;
	return r | (v >> 1);
}

static __always_inline void take(__u64 d)
{
	__u32 zero = 0, b;
	struct elapsed *e = bpf_map_lookup_elem(&times, &zero);

	if (!e)
		return;
	e->count++;
	e->sum += d;
	if (e->count == 1 || d < e->min)
		e->min = d;
	if (d > e->max)
		e->max = d;
	b = log2(d) + 2;
	if (b < 66)
		e->buckets[b]++;
}

#ifdef SESSION
extern __u64 *bpf_session_cookie(void *c) __ksym;
extern _Bool bpf_session_is_return(void *c) __ksym;

SEC("entry") int session(__u64 *c)
{
	__u64 *start = bpf_session_cookie(c), now = bpf_ktime_get_ns();

	if (!bpf_session_is_return(c)) {
		*start = now;
		return 0;
	}
	if (!*start) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	take(now - *start);
	return 0;
}
#endif

/* Where there is no session: by thread, as everybody does, though a function that calls itself is lost. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} started SEC(".maps");

SEC("entry") int begun(__u64 *c)
{
	__u32 tid = (__u32)bpf_get_current_pid_tgid();
	__u64 now = bpf_ktime_get_ns();

	if (bpf_map_update_elem(&started, &tid, &now, BPF_ANY))
		__sync_fetch_and_add(&lost, 1);
	return 0;
}

SEC("entry") int ended(__u64 *c)
{
	__u64 now = bpf_ktime_get_ns(), *start;
	__u32 tid = (__u32)bpf_get_current_pid_tgid();

	start = bpf_map_lookup_elem(&started, &tid);
	if (!start) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	take(now - *start);
	bpf_map_delete_elem(&started, &tid);
	return 0;
}
