/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_IOCTL_H
#define FPT_IOCTL_H

/*
 * The device of a loaded module, /dev/NAME where NAME is the module's name.  Read by the module and
 * by the host; u32 and u64 are defined before it.
 *
 *	open()		one opener at a time (EBUSY); closing detaches
 *	mmap()		offset 0, shared: the state words of wire.h
 *	ioctl()		below
 *
 * A module attaches once in its life.  Records are not got by read(), since many a script probes
 * vfs_read() and would see us.
 */

#include <linux/ioctl.h>

struct fpt_attach {
	u32 probe;		/* out: the probe that failed */
	u32 reserved;
};

/* A function of a probe of many. */
struct fpt_function {
	u64 address;		/* where it is patched, or where it begins */
	u64 start;		/* where it begins: func() */
	u64 it;			/* argument slot of $it */
};

struct fpt_functions_arg {
	u32 probe;		/* in */
	u32 n;			/* in: at least 1 */
	u64 functions;		/* in: address of as many struct fpt_function, by their addresses */
	u64 first;		/* out: the address of the first one that ftrace does not take */
	u32 refused;		/* out: how many those are; they are left out */
	u32 reserved;
};

struct fpt_missed {
	u32 probe;		/* in */
	u32 reserved;
	u64 count;		/* out: hits that the kernel's own counter has as missed */
};

struct fpt_drain {
	u64 to;			/* address of a buffer */
	u64 room;		/* its bytes, at least WIRE_MAX (EINVAL) */
};

/*
 * Maps.  A store is what a map of the script's consists of: FPT_STORE_map, a second one (other) when it
 * is drained, and the counts of its quantiles (buckets); stacks of n frames are the store `stacks' n.
 *
 * Keys and values lie as struct map says.  A value that each CPU has is so many values, one per
 * possible CPU.  ENOENT: there is no such key, or no more of them.
 */
enum fpt_store_what { FPT_STORE_map, FPT_STORE_other, FPT_STORE_buckets, FPT_STORE_stacks };

struct fpt_map_op {
	u32 what;		/* enum fpt_store_what */
	u32 map;
	u32 index;		/* NEXT: in: look from this one on; out: the one found */
	u32 reserved;
	u64 key;		/* addresses */
	u64 value;		/* NEXT: 0: it is not asked for */
};

/* Registers all probes; on failure none is left registered. */
#define FPT_IOC_ATTACH _IOWR('f', 1, struct fpt_attach)
/* Unregisters all probes and waits until no handler runs any more. */
#define FPT_IOC_DETACH _IO('f', 2)
#define FPT_IOC_MISSED _IOWR('f', 3, struct fpt_missed)
/* Whole records, oldest first, of all CPUs, up to the time of the call.  Returns bytes; 0: no more. */
#define FPT_IOC_DRAIN _IOW('f', 4, struct fpt_drain)
/* Runs the handler of a begin, end or timer (its id). */
#define FPT_IOC_RUN _IO('f', 5)
/* Returns when all handlers that run have ended. */
#define FPT_IOC_WAIT _IO('f', 6)
#define FPT_IOC_MAP_GET _IOW('f', 7, struct fpt_map_op)
/* ENOSPC: no room for another key.  A value that each CPU has is set on all of them. */
#define FPT_IOC_MAP_SET _IOW('f', 8, struct fpt_map_op)
#define FPT_IOC_MAP_DELETE _IOW('f', 9, struct fpt_map_op)
/* What there is from a number on; numbers begin with 1, and a key keeps its own. */
#define FPT_IOC_MAP_NEXT _IOWR('f', 10, struct fpt_map_op)
/* Values of tasks that are gone are deleted. */
#define FPT_IOC_SWEEP _IO('f', 11)
/* What a probe of many functions means; once, before attaching. */
#define FPT_IOC_FUNCTIONS _IOWR('f', 12, struct fpt_functions_arg)

#endif
