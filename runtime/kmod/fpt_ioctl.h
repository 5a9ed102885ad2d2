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

struct fpt_missed {
	u32 probe;		/* in */
	u32 reserved;
	u64 count;		/* out: hits that the kernel's own counter has as missed */
};

struct fpt_drain {
	u64 to;			/* address of a buffer */
	u64 room;		/* its bytes, at least WIRE_MAX (EINVAL) */
};

/* Registers all probes; on failure none is left registered. */
#define FPT_IOC_ATTACH _IOWR('f', 1, struct fpt_attach)
/* Unregisters all probes and waits until no handler runs any more. */
#define FPT_IOC_DETACH _IO('f', 2)
#define FPT_IOC_MISSED _IOWR('f', 3, struct fpt_missed)
/* Whole records, oldest first, of all CPUs, up to the time of the call.  Returns bytes; 0: no more. */
#define FPT_IOC_DRAIN _IOW('f', 4, struct fpt_drain)

#endif
