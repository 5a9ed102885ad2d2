// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which functions a probe of many means, for the module: where each is patched, where it begins, and which of
 * its arguments $it is.  See module_int.h and runtime/kmod/fpt_functions.h.
 */

#include "runtime/host/module_int.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "runtime/host/ksyms.h"

static int by_address(const void *a, const void *b)
{
	const struct fpt_function *x = a, *y = b;

	return x->address < y->address ? -1 : x->address > y->address;
}

/* Of the probe's functions those whose address is known; how many. */
static u32 fill(const struct probe *p, struct ksyms *names, struct fpt_function *v)
{
	struct symbol symbol;
	u32 n = 0;

	for (unsigned i = 0; i < p->nfunctions; i++) {
		const struct probe_function *f = &p->functions[i];

		if (!f->address)
			continue;
		v[n] = (struct fpt_function){ .address = f->address, .start = f->address, .it = f->it };
		/* func() is an address that others compare: that of the name. */
		if (names && ksyms_find(names, f->address, &symbol))
			v[n].start -= symbol.offset;
		n++;
	}
	qsort(v, n, sizeof(*v), by_address);
	return n;
}

static const char *name_at(const struct probe *p, u64 address)
{
	for (unsigned i = 0; i < p->nfunctions; i++)
		if (p->functions[i].address == address)
			return p->functions[i].name;
	return "";
}

static void warn_refused(struct module_backend *m, const struct probe *p, unsigned n, u64 first,
			 const char *why)
{
	if (n)
		diag(module_diags(m), NOT_ATTACHED, p->span, n, p->nfunctions, p->name,
		     name_at(p, first), why);
}

/* False: errno. */
static bool tell(struct module_backend *m, const struct probe *p, struct ksyms *names)
{
	struct fpt_function *v = malloc(p->nfunctions * sizeof(*v));
	struct fpt_functions_arg arg = { .probe = p->id, .functions = (u64)(uintptr_t)v };
	bool ok;

	if (!v)
		abort();
	arg.n = fill(p, names, v);
	errno = EACCES;
	ok = arg.n && !ioctl(m->fd, FPT_IOC_FUNCTIONS, &arg);
	free(v);
	if (!ok)
		return false;
	warn_refused(m, p, p->nfunctions - arg.n, 0, "its address is not known");
	warn_refused(m, p, arg.refused, arg.first, "ftrace does not know it any more");
	return true;
}

static bool failed(struct module_backend *m, const struct probe *p, int err)
{
	if (err == EACCES)
		diag(module_diags(m), NO_PRIVILEGE, p->span, "a module's probe of many functions",
		     "to see addresses in /proc/kallsyms (kernel.kptr_restrict)");
	else
		diag(module_diags(m), ATTACH_FAILED, p->span, p->name, strerror(err));
	return false;
}

bool module_functions(struct module_backend *m)
{
	const struct program *p = m->b.p;
	struct ksyms names;
	bool ok = true;

	ksyms_init(&names, NULL);
	for (unsigned i = 0; ok && i < p->nprobes; i++) {
		const struct probe *probe = &p->probes[i];

		if (!probe->in_kernel || !probe->is_many || probe->kind != PROBE_FPROBE)
			continue;
		ok = tell(m, probe, p->func_by_address ? &names : NULL) || failed(m, probe, errno);
	}
	ksyms_free(&names);
	return ok;
}
