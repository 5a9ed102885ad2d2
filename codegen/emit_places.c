// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the plan says of registers and of system calls: where a breakpoint finds a function's arguments,
 * where the process's registers have those of a system call and its number, and which numbers are whose
 * (runtime/bpf/fpt_sys.h).
 */

#include <inttypes.h>
#include <string.h>

#include "codegen/emit_int.h"
#include "probes/mechanism.h"
#include "probes/registers.h"

#define ARGUMENTS 6
#define COMPAT_SLOT 7		/* slots 0 to 5 are arguments, 6 the number, then arguments of compat calls */
#define FEW 4			/* so many numbers are compared one by one */
#define TIF_32BIT 22		/* arm64 */

static bool is_syscall(const struct probe *p)
{
	return p->kind == PROBE_SYSCALL;
}

static unsigned count_calls(const struct probe *p)
{
	unsigned i, n = 0;

	for (i = 0; i < SYSCALL_WORDS; i++)
		n += (unsigned)__builtin_popcountll(p->calls[i]);
	return n;
}

static void emit_numbers(const struct probe *p, struct str *out)
{
	unsigned i, n = 0;

	if (count_calls(p) > FEW) {
		str_printf(out, "#define FPT_CALLED_%u(nr) fpt_in_calls(fpt_calls_%u, nr)\n", p->id, p->id);
		str_printf(out, "static const volatile unsigned long long fpt_calls_%u[] = {", p->id);
		for (i = 0; i < SYSCALL_WORDS; i++)
			str_printf(out, "%s0x%" PRIx64, i ? ", " : " ", p->calls[i]);
		str_puts(out, " };\n");
		return;
	}
	str_printf(out, "#define FPT_CALLED_%u(nr) (", p->id);
	for (i = 0; i < SYSCALL_WORDS * 64; i++)
		if (p->calls[i / 64] >> i % 64 & 1)
			str_printf(out, "%s(nr) == %u", n++ ? " || " : "", i);
	str_puts(out, ")\n");
}

static void emit_syscall_arguments(const struct program *p, struct str *out)
{
	const struct reg *r = register_role(p->arch, "number", 0);
	unsigned i;

	for (i = 0; i < ARGUMENTS; i++) {
		const struct reg *arg = register_role(p->arch, "sys", i);
		const struct reg *compat = register_role(p->arch, "sys32", i);

		str_printf(out, "#define FPT_SYS_ARG_%u %d\n", i, arg ? arg->offset : 0);
		str_printf(out, "#define FPT_SYS_ARG_%u %d\n", COMPAT_SLOT + i, compat ? compat->offset : 0);
	}
	str_printf(out, "#define FPT_SYS_NUMBER %d\n#define FPT_SYS_NUMBER_TYPE u%d\n", r ? r->offset : 0,
		   r ? r->bytes * 8 : 64);
	str_printf(out, "#define FPT_SYS_COMPAT_FLAG %d\n", strcmp(p->arch, "arm64") ? 0 : TIF_32BIT);
}

static void emit_call_arguments(const struct program *p, struct str *out)
{
	bool calls = false, users = false;
	const struct reg *r;
	unsigned i;

	for (i = 0; i < p->nprobes; i++) {
		calls |= p->probes[i].kind == PROBE_KPROBE;
		users |= p->probes[i].user != NULL;
	}
	for (i = 0; (calls || users) && (r = register_role(p->arch, "call", i)); i++)
		str_printf(out, "#define FPT_CALL_ARG_%u %d\n", i, r->offset);
	if (!users)
		return;
	/* Without a register for it, the return address lies on the stack, and a return takes it away. */
	str_printf(out, "#define FPT_USERS 1\n#define FPT_CALL_RESULT %d\n#define FPT_CALL_SP %d\n"
			"#define FPT_CALL_POPPED %d\n",
		   register_role(p->arch, "result", 0)->offset, register_role(p->arch, "sp", 0)->offset,
		   register_role(p->arch, "caller", 0) ? 0 : 8);
}

void emit_places(const struct program *p, struct str *out)
{
	bool enters = false, exits = false, any = false;
	unsigned i;

	emit_call_arguments(p, out);
	for (i = 0; i < p->nprobes; i++) {
		const struct probe *pr = &p->probes[i];

		if (!is_syscall(pr))
			continue;
		any = true;
		enters |= mechanism_runs_entry(pr->via);
		exits |= pr->exit != NULL;
		emit_numbers(pr, out);
		str_printf(out, "#define FPT_COMPAT_%u %d\n", i, pr->compat);
	}
	if (!any)
		return;
	emit_syscall_arguments(p, out);
	str_printf(out, "#define FPT_SYS_ENTERS %d\n#define FPT_SYS_EXITS %d\n", enters, exits);
	str_puts(out, "#define FPT_SYSCALLS(X)");
	for (i = 0; i < p->nprobes; i++)
		if (is_syscall(&p->probes[i]))
			str_printf(out, " X(%u)", i);
	str_putc(out, '\n');
}
