/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tests/bpf_rt_main.c runs as "pair": every mechanism of a function, on reads of its own
 * process.
 *
 * vfs_read(file, buf, count, pos)       0 pair, 1 fexit, 2 fentry
 * __ip_queue_xmit(sk, skb, fl, tos)     3 pair: nests
 * tracepoint sched_pi_setprio(tsk, pi)  4: pi may be NULL
 */
#define FPT_PROBES_N 5
#define FPT_STATE_WORDS 64
#define FPT_FAULT_WORD 40
#define FPT_USES_EXIT 1
#define FPT_USES_RING 1
#define FPT_VIA_0 pair
#define FPT_VIA_1 fexit
#define FPT_VIA_2 fentry
#define FPT_VIA_3 pair
#define FPT_VIA_4 tp_btf
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_KEPT_1 nothing
#define FPT_VIA_ARGS_1 0
#define FPT_VIA_KEPT_3 table
#define FPT_VIA_ARGS_3 0
#define FPT_VIA_REUSE_3 0
#define FPT_SCRATCHES 1
#define FPT_TIMED_0 1
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TIMED_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TIMED_2 0
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TIMED_3 1
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TIMED_4 0
#define FPT_CLAIMS_4 0
#define FPT_SLEEPS_4 0
struct fpt_scratch {
	char e0_0[64];
	char x0_0[16];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct qstr {
	u32 len;
	void *name;
};
struct dentry {
	struct qstr d_name;
};
struct path {
	struct dentry *dentry;
};
struct file {
	u32 f_flags;
	struct path f_path;
};
struct sock_common {
	unsigned char skc_reuse : 4;
	unsigned char skc_reuseport : 1;
};
struct sock {
	struct sock_common __sk_common;
};
struct sk_buff;
struct task_struct {
	int pid;
};
#pragma clang attribute pop
#endif
FPT_PAIR(0, 1, 1, 64)
FPT_PAIR(1, 1, 0, 0)
FPT_PAIR(3, 1, 1, 0)
#line 3 "pair.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	u64 v_n = 0;
	if (fpt_pid() != fpt_target())
		goto next;
	if (FPT_ARG_U(0, c, 2) == 99)
		goto next;
#line 4 "pair.fp"
	fpt_str_kernel(z->e0_0, 64, ({
		struct file *p0 = FPT_ARG_P(0, c, 0, struct file);
		struct dentry *p1 = FPT_STEP(p0, struct file, f_path.dentry, 72, struct dentry, fault, 1);
		u64 v = FPT_READ(p1, struct dentry, d_name.name, 40, u64, fault, 1);
		if (FPT_DOUBT(v)) {
			u64 q = FPT_PEEK(KERNEL, (u64)p0, struct file, f_path.dentry, 72, u64, fault, 1);
			v = FPT_PEEK(KERNEL, q, struct dentry, d_name.name, 40, u64, fault, 1);
		}
		v; }), 5, fault, 2);
	v_n = FPT_ARG_U(0, c, 2);
	FPT_OPEN(0, c, k, fault);
	FPT_KEEP_ARG(0, c, k, 0, 2);
	FPT_KEEP_U(0, k, 0, v_n * 3);
	FPT_KEEP_S(0, k, 0, z->e0_0, 64);
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
	{
		char *a0 = fpt_comm(z->x0_0);
		char *a1 = FPT_KEPT_S(0, k, 0);
		u64 flags = ({
			struct file *p0 = FPT_KEPT_ARG_P(0, c, k, 0, 0, struct file);
			u64 v = FPT_READ(p0, struct file, f_flags, 64, u32, fault, 3);
			if (FPT_DOUBT(v))
				v = FPT_PEEK(KERNEL, (u64)p0, struct file, f_flags, 64, u32, fault, 3);
			v; });
		FPT_RECORD(0, r, 1, 16 + 64 + 6 * 8);
		if (r) {
			FPT_PUT_U(r, 0, fpt_tid());
			FPT_PUT_U(r, 8, FPT_KEPT_U(0, k, 0));
			FPT_PUT_U(r, 16, FPT_KEPT_ARG_U(0, c, k, 0, 2));
			FPT_PUT_U(r, 24, FPT_EXT(FPT_RET_U(0, c, 4), 8, 1));
			FPT_PUT_U(r, 32, elapsed);
			FPT_PUT_U(r, 40, flags);
			FPT_PUT_S(r, 48, a1, 64);
			FPT_PUT_S(r, 112, a0, 16);
			FPT_SEND(r);
		}
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
#line 9 "pair.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	FPT_OPEN(1, c, k, fault);
	FPT_KEEP_ARG(1, c, k, 0, 2);
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
	if (fpt_pid() != fpt_target())
		goto next;
	fpt_g_add(50, 1);
	fpt_g_add(51, FPT_RET_U(1, c, 4));
	fpt_g_add(52, FPT_KEPT_ARG_U(1, c, k, 0, 2));
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(1, k);
	FPT_LEAVE(1);
}
#line 12 "pair.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
	if (fpt_pid() != fpt_target())
		goto next;
	fpt_g_add(53, 1);
	{	/* the position is NULL for a pipe: a fault */
		u64 pos = FPT_ARG_U(2, c, 3);
		u64 p = FPT_ARG_S(2, c, 0);
		fpt_g_add(54, p == FPT_NUMBER(FPT_ARG_P(2, c, 0, struct file)) && p >> 63);
		fpt_g_set(55, FPT_PEEK_AT(KERNEL, pos, s64, fault, 4));
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#line 20 "pair.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
	FPT_OPEN(3, c, k, fault);
	FPT_KEEP_ARG(3, c, k, 0, 1);
	FPT_KEEP_U(3, k, 0, FPT_ARG_S(3, c, 1));
	FPT_CLOSE(3, k);
	FPT_LEAVE(3);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(3, c);
	FPT_LEAVE(3);
}
FPT_EXIT(3)
{
	FPT_ENTER(3);
	FPT_TAKE(3, c, k, fault);
	u64 elapsed = FPT_ELAPSED(3, k);
	{
		struct sock *sk = FPT_KEPT_ARG_P(3, c, k, 0, 0, struct sock);
		u64 a0 = FPT_KEPT_U(3, k, 0) == FPT_KEPT_ARG_S(3, c, k, 0, 1);
		u64 a1 = FPT_BITS(sk, struct sock, __sk_common.skc_reuse, 16, u8, 0, 4, fault, 5);
		u64 a2 = FPT_PEEK_BITS(KERNEL, FPT_NUMBER(sk), struct sock, __sk_common.skc_reuseport, 16, u8, 4, 1, fault, 5);
		u64 a3 = FPT_BITS(sk, struct sock, __sk_common.skc_reuseport, 16, s8, 4, 1, fault, 5);
		FPT_RECORD(3, r, 2, 48);
		if (r) {
			FPT_PUT_U(r, 0, fpt_tid());
			FPT_PUT_U(r, 8, a0);
			FPT_PUT_U(r, 16, elapsed);
			FPT_PUT_U(r, 24, a1);
			FPT_PUT_U(r, 32, a2);
			FPT_PUT_U(r, 40, a3);
			FPT_SEND(r);
		}
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(3, k);
	FPT_LEAVE(3);
}
#line 30 "pair.fp"
FPT_ENTRY(4)
{
	FPT_ENTER(4);
	if (fpt_pid() != fpt_target())
		goto next;
	fpt_g_add(56, 1);
	{
		struct task_struct *pi = FPT_ARG_P(4, c, 1, struct task_struct);
		u64 v = 0;

		FPT_FOLLOW(pi)
			v = FPT_READ(pi, struct task_struct, pid, 0, s32, fault, 6);
		if (FPT_DOUBT(v))
			v = FPT_PEEK(KERNEL, (u64)pi, struct task_struct, pid, 0, s32, fault, 6);
		fpt_g_set(57, v);
		fpt_g_add(58, FPT_NUMBER(pi) != 0);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(4);
}
#define FPT_PROBES(X) X(0, vfs_read) X(1, vfs_read) X(2, vfs_read) X(3, __ip_queue_xmit) X(4, sched_pi_setprio)
#include "fpt_frame.h"
