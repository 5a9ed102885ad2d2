/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_STACK_H
#define FPT_STACK_H

/*
 * Stacks: of each depth there is a table of those that were seen, by their frames; a stack's number is
 * that of its element, which is never given to another one.
 *
 * A kernel's stack begins at the probed function: that one first, then who called it.  What lies between
 * it and the handler (this module, fprobe, the trampoline) is left out, by looking for the caller's
 * address, which fprobe tells.  At an exit the function has left the stack already and is put back; on arm64 so is
 * its caller, which the stack has no more.
 *
 * A process's stack is walked by its frame pointers, as perf does: its memory is read as it is, and what
 * cannot be read ends the stack.
 */

#define FPT_STACKS_MAX 16384
#define FPT_FRAMES_TRACING 24		/* at most so many of tracing's own frames are left out */

#define FPT_STACKS(depth) FPT_STORE(fpt_stacks_##depth, HASH, 8 * (depth), 0, FPT_STACKS_MAX)

/* Behind a call of ftrace's at a function's beginning, which is where a trampoline returns to. */
#ifndef MCOUNT_INSN_SIZE
#define MCOUNT_INSN_SIZE 0
#endif

#define FPT_FRAME_NEAR 8	/* bytes: where ftrace stands for a breakpoint, the stack has the end of its call */

/* Frames that come before those of the kernel itself. */
static unsigned int fpt_frames_skip(const unsigned long *frames, unsigned int n, unsigned long caller)
{
	unsigned int i;

	for (i = 0; caller && i < n && i < FPT_FRAMES_TRACING; i++)
		if (frames[i] - caller < FPT_FRAME_NEAR)
			return i;
	for (i = 0; i < n && within_module(frames[i], THIS_MODULE); i++)
		;
	return i;
}

/* Whom the caller returns to: the frame pointer is the caller's.  0: not asked for, or it cannot be read. */
static unsigned long fpt_frames_above(const struct fpt_call *c)
{
#ifdef CONFIG_ARM64
	unsigned long at = c->regs ? ftrace_regs_get_frame_pointer(c->regs) : 0, above;

	if (at && !copy_from_kernel_nofault(&above, (void *)(at + sizeof(at)), sizeof(above)))
		return ptrauth_strip_kernel_insn_pac(above);
#endif
	return 0;
}

static bool fpt_frames_have(const unsigned long *frames, unsigned int n, unsigned long what)
{
	while (n && frames[n - 1] != what)
		n--;
	return n;
}

/* Returns how many; `frames' has room for FPT_FRAMES. */
static unsigned int fpt_frames_KERNEL(const struct fpt_call *c, unsigned long *frames, unsigned int depth)
{
	unsigned int n, skip, own = c->ip ? 1 : 0;
	unsigned long above;

	if (c->in_process)
		return 0;
	n = stack_trace_save(frames + own, depth + FPT_FRAMES_TRACING, 1);
	above = own && !fpt_frames_have(frames + own, n, c->ret) ? fpt_frames_above(c) : 0;
	skip = fpt_frames_skip(frames + own, n, above ? above : c->ret);
	if (own)
		frames[0] = c->ip + MCOUNT_INSN_SIZE;
	if (above && skip)
		frames[own + --skip] = c->ret;
	memmove(frames + own, frames + own + skip, (n - skip) * sizeof(*frames));
	return min(n - skip + own, depth);
}

struct fpt_user_frame {
	u64 next, ret;
};

static unsigned int fpt_frames_USER(const struct fpt_call *c, unsigned long *frames, unsigned int depth)
{
	struct pt_regs *regs = task_pt_regs(current);
	struct fpt_user_frame frame;
	unsigned int n = 0;
	u64 fp;

	if ((current->flags & PF_KTHREAD) || !current->mm)
		return 0;
	frames[n++] = instruction_pointer(regs);
	fp = frame_pointer(regs);
	while (n < depth && fp && !(fp & 7) && fpt_nofault_user(&frame, fp, sizeof(frame))) {
		frames[n++] = frame.ret;
		if (frame.next <= fp)
			break;
		fp = frame.next;
	}
	return n;
}

/* 1 + the stack's number; 0: there is no room. */
static u32 fpt_stack_number(struct fpt_store *s, const unsigned long *frames)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, frames, s->key), i = 0;
	unsigned long flags;
	struct fpt_elem *e;

	if (!fpt_lock(&t->buckets[b].lock, &flags))
		return 0;
	e = fpt_find(t, b, frames, s->key, t->elems.stride);
	if (!e)
		e = fpt_add(t, b, frames, s->key);
	if (e)
		i = fpt_number_of(t, e);
	fpt_unlock(&t->buckets[b].lock, flags);
	return i;
}

typedef unsigned int (*fpt_frames_fn)(const struct fpt_call *c, unsigned long *frames, unsigned int depth);

/* A kernel thread has no user's stack, and that is no loss. */
static noinline __maybe_unused u64 fpt_stack(const struct fpt_call *c, unsigned int id, struct fpt_store *s,
					     fpt_frames_fn take)
{
	unsigned long *frames = c->turn->frames;
	unsigned int depth = s->key / 8, n;
	u32 number;

	n = take(c, frames, depth);
	if (!n)
		return 0;
	memset(frames + n, 0, (depth - n) * sizeof(*frames));
	number = fpt_stack_number(s, frames);
	if (!number)
		fpt_count(id, WIRE_NO_STACK);
	return number;
}

#define FPT_STACK_WHO_KERNEL 0
#define FPT_STACK_WHO_USER (fpt_pid() << 32)

#define FPT_STACK(id, c, depth, W)                                                                 \
	({                                                                                         \
		u64 _n = fpt_stack(c, id, &fpt_stacks_##depth, fpt_frames_##W);                    \
		_n ? FPT_STACK_WHO_##W | _n : 0;                                                   \
	})

#endif
