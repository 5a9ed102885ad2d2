/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_RT_H
#define FPT_RT_H

/*
 * The dialect (doc/dialect.md) as a kernel module: everything that handlers use.  fpt_frame.h, at
 * the end of the generated file, makes a module of them.
 *
 *	fpt_state.h	counters and globals
 *	fpt_math.h	integers
 *	fpt_task.h	who, where, when
 *	fpt_read.h	memory, strings
 *	fpt_turn.h	scratch memory, no handler inside of itself
 *	fpt_call.h	a call of a handler
 *	fpt_kept.h	from the entry to the exit
 *	fpt_pair.h	two words at once
 *	fpt_table.h	hash tables
 *	fpt_store.h	what maps consist of
 *	fpt_cell.h	values of one word
 *	fpt_map.h	maps and aggregates
 *	fpt_stack.h	stacks
 *	fpt_functions.h	the functions of a probe of many
 *	fpt_attach.h	probes and mechanisms: fpt_fprobe.h, fpt_tracepoint.h,
 *			fpt_kprobe.h, fpt_event.h, fpt_syscall.h
 *	fpt_ring.h	records
 *	fpt_map_ioctl.h	maps, for the host
 *	fpt_device.h	life of the module
 *	kapi/		one file per difference between kernels
 *
 * Nothing that a handler calls sleeps, allocates, or waits for what may take long.
 */

#include <asm/local64.h>
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/fprobe.h>
#include <linux/fs.h>
#include <linux/ftrace.h>
#include <linux/hash.h>
#include <linux/irqflags.h>
#include <linux/kprobes.h>
#include <linux/log2.h>
#include <linux/math64.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/preempt.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/ring_buffer.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/tracepoint.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <linux/version.h>
#include <linux/vmalloc.h>
#ifdef FPT_USES_EVENTS
#include <linux/perf_event.h>		/* a tenth of a module's build */
#endif

#ifndef CONFIG_64BIT
#error "fptap needs a 64-bit kernel"
#endif

#ifndef FPT_USES_EXIT
#define FPT_USES_EXIT 0
#endif
#ifndef FPT_USES_RING
#define FPT_USES_RING 0
#endif
#ifndef FPT_USES_STACKS
#define FPT_USES_STACKS 0
#endif

/* A script does not use all of it. */
#pragma GCC diagnostic ignored "-Wunused-function"

#include "../wire.h"
#include "fpt_ioctl.h"
#include "fpt_state.h"
#include "fpt_math.h"
#include "fpt_task.h"
#include "fpt_read.h"
#include "fpt_turn.h"
#include "fpt_call.h"
#include "fpt_kept.h"
#include "fpt_pair.h"
#include "fpt_table.h"
#include "fpt_store.h"
#include "fpt_cell.h"
#include "fpt_map.h"
#if FPT_USES_STACKS
#include "fpt_stack.h"
#endif
#include "fpt_map_ioctl.h"
#include "fpt_functions.h"
#include "fpt_attach.h"
#include "fpt_fprobe.h"
#include "fpt_tracepoint.h"
#include "fpt_kprobe.h"
#ifdef FPT_USES_EVENTS
#include "fpt_event.h"
#endif
#ifdef FPT_SYSCALLS
#include "fpt_syscall.h"
#endif
#include "fpt_ring.h"

#define FPT_SCOPE()
#define FPT_SCOPED()

/* Generated code declares what it may not use. */
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"

#endif
