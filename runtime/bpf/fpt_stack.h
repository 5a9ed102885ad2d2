/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_STACK_H
#define FPT_STACK_H

/* Stacks, and who called the probed function. */

/* ---- stacks: one map per depth; a place is not given to a second stack ---- */

#define FPT_MAP_STACK_TRACE 7
#define FPT_STACKS_MAX 16384

static s64 (*const fpt_h_stackid)(void *context, void *map, u64 flags) = (void *)27;

#define FPT_STACKS(depth)                                                                          \
	struct {                                                                                   \
		u32 (*type)[FPT_MAP_STACK_TRACE];                                                  \
		u32 *key;                                                                          \
		u32 (*value_size)[8 * (depth)];                                                    \
		u32 (*max_entries)[FPT_STACKS_MAX];                                                \
	} fpt_stacks_##depth FPT_SEC(".maps")

/*
 * The program and what called it are no part of the stack: two frames on x86_64, one more on arm64,
 * which the host leaves out by their names.  A context of registers has a stack that begins at these.
 */
#define FPT_STACK_OF_KERNEL(id) FPT_CAT(FPT_STACK_SKIPS_, FPT_VIA_##id)
#define FPT_STACK_SKIPS_tp_format 0
#define FPT_STACK_SKIPS_kprobe 0
#define FPT_STACK_SKIPS_perf_event 0
#define FPT_STACK_SKIPS_kprobe_multi 0
#define FPT_STACK_SKIPS_kretprobe_multi 0
#define FPT_STACK_SKIPS_kprobe_session 0
#define FPT_STACK_SKIPS_kprobe_multi_pair 0
#define FPT_STACK_SKIPS_kprobes 0
#define FPT_STACK_SKIPS_kretprobes 0
#define FPT_STACK_SKIPS_kprobes_pair 0
#define FPT_STACK_SKIPS_uprobe 0
#define FPT_STACK_SKIPS_uretprobe 0
#define FPT_STACK_SKIPS_upair 0
#define FPT_STACK_SKIPS_fentry 2
#define FPT_STACK_SKIPS_fexit 2
#define FPT_STACK_SKIPS_pair 2
#define FPT_STACK_SKIPS_fsession 2
#define FPT_STACK_SKIPS_fentry_multi 2
#define FPT_STACK_SKIPS_fexit_multi 2
#define FPT_STACK_SKIPS_fsession_multi 2
#define FPT_STACK_SKIPS_tp_btf 2
#define FPT_STACK_SKIPS_raw_tp 2
#define FPT_STACK_SKIPS_sys_enter 2
#define FPT_STACK_SKIPS_sys_exit 2
#define FPT_STACK_SKIPS_sys_pair 2
#define FPT_STACK_SKIPS_prog_run 2
#define FPT_STACK_OF_USER(id) 256
#define FPT_STACK_WHO_KERNEL 0
#define FPT_STACK_WHO_USER (fpt_pid() << 32)
#define FPT_EEXIST -17

/* A kernel thread has no user's stack, and that is no loss. */
#define FPT_STACK(id, c, depth, W)                                                                 \
	({                                                                                         \
		s64 _n = fpt_h_stackid((c), &fpt_stacks_##depth, FPT_STACK_OF_##W(id));            \
		if (_n == FPT_EEXIST)                                                              \
			fpt_count(id, WIRE_NO_STACK);                                              \
		_n < 0 ? 0 : FPT_STACK_WHO_##W | (u32)(_n + 1);                                    \
	})

/* ---- who called the probed function ---- */

#define FPT_CALLER_NEAR 32	/* bytes: a function's frame is behind the call that traces it */

#if FPT_TSO	/* x86_64 */
/*
 * The frame above that of the function, which is there only if its trampoline was called and not jumped to,
 * as kernels from 7.0 on do at exits.  0: the stack could not be walked.
 */
FPT_CONST u64 fpt_caller(void *c, u64 skipped)
{
	u64 frames[2] = { 0 };

	fpt_h_stack(c, frames, sizeof(frames), skipped);
	return frames[0] - fpt_h_func_ip(c) < FPT_CALLER_NEAR ? frames[1] : frames[0];
}

#define FPT_CALLER_OF_TRAMPOLINE(c) fpt_caller(c, 2)
/* Their stack is that of the registers: no frame of what traces is on it. */
#define FPT_CALLER_OF_REGS(c) fpt_caller(c, 0)
#else		/* arm64 */
/*
 * The trampoline makes a frame for the function; how many frames there are below it differs.  0: it is
 * not found.
 */
FPT_CONST u64 fpt_caller(void *c)
{
	u64 frames[8] = { 0 }, ip = fpt_h_func_ip(c), found = 0;
	int i;

	fpt_h_stack(c, frames, sizeof(frames), 0);
#pragma clang loop unroll(full)
	for (i = 6; i >= 0; i--)
		if (frames[i] - ip < FPT_CALLER_NEAR)
			found = frames[i + 1];
	return found;
}

/*
 * At an entry the link register, at an exit where it goes on: before the function's frame is made, no
 * stack has it.
 */
FPT_CONST u64 fpt_reg_caller(u64 *c)
{
	u64 pc = FPT_REG_AT(c, FPT_REG_PC_AT);

	return pc - fpt_h_func_ip(c) < FPT_CALLER_NEAR ? FPT_REG_AT(c, FPT_REG_LINK_AT) : pc;
}

#define FPT_CALLER_OF_TRAMPOLINE(c) fpt_caller(c)
#define FPT_CALLER_OF_REGS(c) fpt_reg_caller(c)
#endif

#define FPT_CALLER_fentry(c) FPT_CALLER_OF_TRAMPOLINE(c)
#define FPT_CALLER_fexit(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_pair(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_fsession(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_fentry_multi(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_fexit_multi(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_fsession_multi(c) FPT_CALLER_fentry(c)
#define FPT_CALLER_kprobe_multi(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kretprobe_multi(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kprobe_session(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kprobe_multi_pair(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kprobes(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kretprobes(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER_kprobes_pair(c) FPT_CALLER_OF_REGS(c)
#define FPT_CALLER(id, c) FPT_CAT(FPT_CALLER_, FPT_VIA_##id)(c)

#endif
