/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_SYS_ARGS_H
#define FPT_SYS_ARGS_H

/* How wide a system call's n-th argument is where FPT_SYS_ARG_n says that it lies; for both runtimes. */
#define FPT_SYS_TYPE_0 u64
#define FPT_SYS_TYPE_1 u64
#define FPT_SYS_TYPE_2 u64
#define FPT_SYS_TYPE_3 u64
#define FPT_SYS_TYPE_4 u64
#define FPT_SYS_TYPE_5 u64
#define FPT_SYS_TYPE_6 FPT_SYS_NUMBER_TYPE	/* the number is behind the arguments */
#define FPT_SYS_ARG_6 FPT_SYS_NUMBER
/* Those of a process of 32 bits. */
#define FPT_SYS_TYPE_7 u32
#define FPT_SYS_TYPE_8 u32
#define FPT_SYS_TYPE_9 u32
#define FPT_SYS_TYPE_10 u32
#define FPT_SYS_TYPE_11 u32
#define FPT_SYS_TYPE_12 u32

#endif
