/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The end of a generated file.  The handlers are the programs (fpt_via.h) but where one program has both,
 * and the host knows from the script what each attaches to.
 *
 * Handlers of system calls are no programs but what two programs lead to.  Whose number it is costs
 * other calls a comparison or two.
 */

#define FPT_PROGRAM(id, symbol) FPT_CAT(FPT_PROGRAM_, FPT_VIA_##id)(id)
FPT_PROBES(FPT_PROGRAM)

#ifdef FPT_SYSCALLS
#define FPT_ON_SYSCALL(id, side)                                                                   \
	if (FPT_CALLED_##id(nr) && fpt_is_compat() == FPT_COMPAT_##id)                             \
		fpt_##side##id(c);

#define FPT_ON_ENTER_sys_enter(id) FPT_ON_SYSCALL(id, e)
#define FPT_ON_ENTER_sys_exit(id)
#define FPT_ON_ENTER_sys_pair(id) FPT_ON_SYSCALL(id, e)
#define FPT_ON_EXIT_sys_enter(id)
#define FPT_ON_EXIT_sys_exit(id) FPT_ON_SYSCALL(id, x)
#define FPT_ON_EXIT_sys_pair(id) FPT_ON_SYSCALL(id, x)
#define FPT_ON_ENTER(id) FPT_CAT(FPT_ON_ENTER_, FPT_VIA_##id)(id)
#define FPT_ON_EXIT(id) FPT_CAT(FPT_ON_EXIT_, FPT_VIA_##id)(id)

#if FPT_SYS_ENTERS
FPT_SEC("tp_btf") int fpt_sys_enter(FPT_CONTEXT)
{
	u64 nr = FPT_SLOT(c, 1);

	FPT_SYSCALLS(FPT_ON_ENTER)
	return 0;
}
#endif

#if FPT_SYS_EXITS
FPT_SEC("tp_btf") int fpt_sys_exit(FPT_CONTEXT)
{
	u64 nr = FPT_SYS_REG(c, FPT_SYS_NUMBER, FPT_SYS_NUMBER_TYPE);

	FPT_SYSCALLS(FPT_ON_EXIT)
	return 0;
}
#endif
#endif /* FPT_SYSCALLS */
