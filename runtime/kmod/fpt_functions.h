/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_FUNCTIONS_H
#define FPT_FUNCTIONS_H

/*
 * The functions of a probe of many.  They are not in the generated code: the host tells them before it
 * attaches (FPT_IOC_FUNCTIONS), by address, and a handler finds its own among them again.
 *
 * fprobe refuses all addresses for one that ftrace does not know: a function's whose module went away
 * meanwhile.  So ftrace is asked beforehand, with a filter that nobody uses, and those are left out.
 */

#define FPT_FUNCTIONS_MAX (1u << 20)

struct fpt_functions {
	u32 n;				/* 0: not told */
	struct fpt_function *v;		/* by address */
};

static void fpt_functions_free(struct fpt_functions *f)
{
	kvfree(f->v);
	*f = (struct fpt_functions){};
}

/* The one whose patched place is `ip'. */
static noinline const struct fpt_function *fpt_function_at(const struct fpt_functions *f, unsigned long ip)
{
	u32 low = 0, high = f->n, mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (f->v[mid].address <= ip)
			low = mid;
		else
			high = mid;
	}
	return &f->v[low];
}

/* As an argument's number: $it, which is another one in each function. */
#define FPT_IT 15

#define FPT_FUNCTION(c) fpt_function_at(&(c)->probe->functions, (c)->ip)
#define FPT_FUNC(id, c) (FPT_FUNCTION(c)->start)

static bool fpt_functions_are_ordered(const struct fpt_functions *f)
{
	u32 i;

	for (i = 1; i < f->n; i++)
		if (f->v[i - 1].address > f->v[i].address)
			return false;
	return true;
}

/* Leaves out what ftrace does not take. */
static int fpt_functions_ask_each(struct fpt_functions *f, struct ftrace_ops *filter, struct fpt_functions_arg *a)
{
	u32 i, n = 0;
	int err;

	for (i = 0; i < f->n; i++) {
		err = ftrace_set_filter_ip(filter, f->v[i].address, 0, 1);
		if (err == -ENOMEM)
			return err;
		if (!err)
			f->v[n++] = f->v[i];
		else if (!a->refused++)
			a->first = f->v[i].address;
		cond_resched();
	}
	f->n = n;
	return 0;
}

/* A copy of the addresses alone; NULL: no memory.  To be freed. */
static unsigned long *fpt_functions_addresses(const struct fpt_functions *f)
{
	unsigned long *v = kvmalloc_array(f->n, sizeof(*v), GFP_KERNEL);
	u32 i;

	for (i = 0; v && i < f->n; i++)
		v[i] = f->v[i].address;
	return v;
}

/* The filter is a new one each time: up to 6.12, freeing one leaves what is freed in it. */
static int fpt_functions_ask(struct fpt_functions *f, struct fpt_functions_arg *a)
{
	struct ftrace_ops *filter = kzalloc(sizeof(*filter), GFP_KERNEL);
	unsigned long *v = fpt_functions_addresses(f);
	int err = -ENOMEM;

	if (filter && v) {
		err = ftrace_set_filter_ips(filter, v, f->n, 0, 1);
		if (err && err != -ENOMEM)
			err = fpt_functions_ask_each(f, filter, a);
		ftrace_free_filter(filter);
	}
	kvfree(v);
	kfree(filter);
	return err;
}

static int fpt_functions_take(struct fpt_functions *f, struct fpt_functions_arg *a)
{
	struct fpt_function *v;

	v = vmemdup_user(u64_to_user_ptr(a->functions), array_size(a->n, sizeof(*v)));
	if (IS_ERR(v))
		return PTR_ERR(v);
	*f = (struct fpt_functions){ a->n, v };
	return fpt_functions_are_ordered(f) ? fpt_functions_ask(f, a) : -EINVAL;
}

#endif
