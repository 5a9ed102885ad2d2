/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_SYSCALL_H
#define FPT_SYSCALL_H

/*
 * System calls: mechanism sys_call.  One call-back at the tracepoint sys_enter and one at sys_exit for all
 * probes of them; the plan says which numbers are whose (FPT_CALLED_n, FPT_COMPAT_n) and where struct
 * pt_regs has the arguments and the number.
 *
 * What an entry keeps lies in a table by task: a thread has one call at a time.  A call that never comes
 * back leaves its element; the thread's next one takes it over, and those of dead threads are swept.  An
 * exit without a known entry is none that got lost: the call had begun before, or it is a new process that
 * comes out of fork().
 */

#include "../sys_args.h"

#define FPT_ARG_sys_call(c, n) FPT_SAVED(c, FPT_CAT(FPT_SYS_ARG_, n), FPT_CAT(FPT_SYS_TYPE_, n))

static __always_inline bool fpt_in_calls(const volatile unsigned long long *calls, u64 nr)
{
	return nr < 512 && (calls[nr >> 6] >> (nr & 63) & 1);
}

static __always_inline bool fpt_is_compat(void)
{
#if FPT_SYS_COMPAT_FLAG
	return test_thread_flag(FPT_SYS_COMPAT_FLAG);
#else
	return current_thread_info()->status & TS_COMPAT;
#endif
}

/* What is kept: as fprobe's entry data, in an element by task. */
struct fpt_sys_kept {
	struct fpt_tag tag;
	char bytes[FPT_INLINE_BYTES];
};

/* What the last call of this thread has left: its slot is given back. */
static void fpt_sys_forget(struct fpt_probe *p, const struct fpt_who *who)
{
	struct fpt_hold h;
	struct fpt_tag tag = {};

	fpt_hold_keyed(&p->calls, who, sizeof(*who), sizeof(struct fpt_sys_kept), false, false, &h);
	if (!h.value)
		return;
	swap(tag, *(struct fpt_tag *)h.value);
	fpt_let_go_locked(&h);
	if (tag.load == fpt_load)
		fpt_kept_release(&p->slots, &tag, p->spec->kept);
	fpt_drop(&p->calls, who, sizeof(*who));
}

static __always_inline void fpt_sys_enter(unsigned int id, const struct pt_regs *regs, size_t kept,
					  fpt_body_fn body)
{
	struct fpt_sys_kept data = {};
	struct fpt_call c = { .probe = &fpt_probes[id], .saved = regs, .tag = &data.tag };
	struct fpt_who who = fpt_who();
	struct fpt_hold h;

	body(&c);
	if (c.complete) {
		data.tag.load = fpt_load;
		fpt_sys_forget(c.probe, &who);
		fpt_hold_keyed(&c.probe->calls, &who, sizeof(who), sizeof(data), true, false, &h);
		if (likely(h.value)) {
			memcpy(h.value, &data, sizeof(data));
			fpt_let_go_locked(&h);
		} else {
			fpt_count(id, WIRE_TABLE_FULL);
			fpt_kept_release(&c.probe->slots, c.tag, kept);
		}
	} else if (c.kept) {
		fpt_kept_release(&c.probe->slots, c.tag, kept);
	}
}

static __always_inline void fpt_sys_enter_alone(unsigned int id, const struct pt_regs *regs, fpt_body_fn body)
{
	struct fpt_call c = { .probe = &fpt_probes[id], .saved = regs };

	body(&c);
}

/* The element is copied and gone before the handler runs. */
static __always_inline bool fpt_sys_take(struct fpt_call *c, struct fpt_sys_kept *data, size_t kept)
{
	struct fpt_who who = fpt_who();
	struct fpt_hold h;

	fpt_hold_keyed(&c->probe->calls, &who, sizeof(who), sizeof(*data), false, false, &h);
	if (!h.value)
		return false;
	memcpy(data, h.value, sizeof(*data));
	fpt_let_go_locked(&h);
	fpt_drop(&c->probe->calls, &who, sizeof(who));
	c->tag = &data->tag;
	c->kept = fpt_kept_find(&c->probe->slots, c->tag, kept);
	return c->kept;
}

static __always_inline void fpt_sys_leave(unsigned int id, const struct pt_regs *regs, u64 result,
					  bool paired, size_t kept, fpt_body_fn body)
{
	struct fpt_call c = { .probe = &fpt_probes[id], .saved = regs, .result = result };
	struct fpt_sys_kept data;

	if (paired && !fpt_sys_take(&c, &data, kept))
		return;
	body(&c);
	if (c.kept)
		fpt_kept_release(&c.probe->slots, c.tag, kept);
}

/* ---- the two call-backs ---- */

#define FPT_SYS_IS(id) (FPT_CALLED_##id(nr) && fpt_is_compat() == FPT_COMPAT_##id)

#define FPT_SYS_ENTER_10(id) fpt_sys_enter_alone(id, regs, fpt_entry_##id)
#define FPT_SYS_ENTER_11(id) fpt_sys_enter(id, regs, sizeof(struct fpt_kept_##id), fpt_entry_##id)
#define FPT_SYS_ENTER_01(id) ((void)0)
#define FPT_SYS_LEAVE_10(id) ((void)0)
#define FPT_SYS_LEAVE_11(id)                                                                       \
	fpt_sys_leave(id, regs, ret, true, sizeof(struct fpt_kept_##id), fpt_exit_##id)
#define FPT_SYS_LEAVE_01(id) fpt_sys_leave(id, regs, ret, false, 0, fpt_exit_##id)
#define FPT_SYS_KEPT_10(id) 0
#define FPT_SYS_KEPT_11(id) sizeof(struct fpt_kept_##id)
#define FPT_SYS_KEPT_01(id) 0

#define FPT_ON_SYS_ENTER(id)                                                                       \
	if (FPT_SYS_IS(id))                                                                        \
		FPT_HANDLERS(FPT_SYS_ENTER_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id);
#define FPT_ON_SYS_EXIT(id)                                                                        \
	if (FPT_SYS_IS(id))                                                                        \
		FPT_HANDLERS(FPT_SYS_LEAVE_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id);

#define FPT_SYS_SPEC(id)                                                                           \
	[id] = { &fpt_by_syscall, .is_syscall = true,                                              \
		 .kept = FPT_HANDLERS(FPT_SYS_KEPT_, FPT_HAS_ENTRY_##id, FPT_HAS_EXIT_##id)(id) },

static void fpt_on_sys_enter(void *data, struct pt_regs *regs, long nr);
static void fpt_on_sys_exit(void *data, struct pt_regs *regs, long ret);

#define FPT_DEFINE_SYSCALLS                                                                        \
	static void fpt_on_sys_enter(void *data, struct pt_regs *regs, long nr)                    \
	{                                                                                          \
		preempt_disable_notrace();                                                         \
		FPT_SYSCALLS(FPT_ON_SYS_ENTER)                                                     \
		preempt_enable_notrace();                                                          \
	}                                                                                          \
	static void fpt_on_sys_exit(void *data, struct pt_regs *regs, long ret)                    \
	{                                                                                          \
		u64 nr = *(FPT_SYS_NUMBER_TYPE *)((char *)regs + FPT_SYS_NUMBER);                  \
		preempt_disable_notrace();                                                         \
		FPT_SYSCALLS(FPT_ON_SYS_EXIT)                                                      \
		preempt_enable_notrace();                                                          \
	}

/* ---- attaching: both, with the first probe of a system call ---- */

static struct {
	unsigned int users;
	struct tracepoint *enter, *exit;
} fpt_sys;

static struct tracepoint *fpt_tp_find(const char *name)
{
	struct fpt_tp_search s = { .name = name };

	for_each_kernel_tracepoint(fpt_tp_compare, &s);
	return s.found;
}

static int fpt_sys_attach(struct fpt_probe *p, const struct fpt_spec *spec)
{
	int err;

	if (fpt_sys.users++)
		return 0;
	fpt_uses_tracepoints = true;
	fpt_sys.enter = fpt_tp_find("sys_enter");
	fpt_sys.exit = fpt_tp_find("sys_exit");
	err = fpt_sys.enter && fpt_sys.exit ? tracepoint_probe_register(fpt_sys.exit, fpt_on_sys_exit, NULL) :
					      -ENOENT;
	if (err) {
		fpt_sys.users = 0;
		return err;
	}
	err = tracepoint_probe_register(fpt_sys.enter, fpt_on_sys_enter, NULL);
	if (err) {
		tracepoint_probe_unregister(fpt_sys.exit, fpt_on_sys_exit, NULL);
		fpt_sys.users = 0;
	}
	return err;
}

static void fpt_sys_stop(struct fpt_probe *p)
{
	if (--fpt_sys.users)
		return;
	tracepoint_probe_unregister(fpt_sys.enter, fpt_on_sys_enter, NULL);
	tracepoint_probe_unregister(fpt_sys.exit, fpt_on_sys_exit, NULL);
}

static const struct fpt_how fpt_by_syscall = {
	.attach = fpt_sys_attach,
	.stop = fpt_sys_stop,
	.detach = fpt_tp_detach,
};

#endif
