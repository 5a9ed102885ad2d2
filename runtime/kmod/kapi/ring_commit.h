/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_KAPI_RING_COMMIT_H
#define FPT_KAPI_RING_COMMIT_H

/*
 * Committing what was reserved takes the event, which nothing is done with, up to 6.1.
 *
 * Delete this, and call ring_buffer_unlock_commit(), when 6.1 is no target any more.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define fpt_ring_commit(ring) ring_buffer_unlock_commit(ring, NULL)
#else
#define fpt_ring_commit(ring) ring_buffer_unlock_commit(ring)
#endif

#endif
