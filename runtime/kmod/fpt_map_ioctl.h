/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_MAP_IOCTL_H
#define FPT_MAP_IOCTL_H

/* The stores as the host sees them (fpt_ioctl.h), and their memory.  Process context; one at a time. */

struct fpt_store_row {
	enum fpt_store_what what;
	u32 n;
	struct fpt_store *store;	/* NULL: the end */
};

static const struct fpt_store_row fpt_stores[];

/* ---- memory ---- */

#define FPT_MEMORY_SHARE 4		/* stores may have one part in so many of the machine's */

static int fpt_stores_alloc(void)
{
	u64 bytes = 0, most = (u64)totalram_pages() * PAGE_SIZE / FPT_MEMORY_SHARE;
	const struct fpt_store_row *r;
	int err = 0;

	for (r = fpt_stores; r->store; r++)
		bytes += fpt_store_bytes(r->store);
	if (bytes > most) {
		pr_err("%s: the script's maps take %llu MB, the limit is %llu MB: lower their limits\n",
		       KBUILD_MODNAME, bytes >> 20, most >> 20);
		return -ENOMEM;
	}
	for (r = fpt_stores; r->store && !err; r++)
		err = fpt_store_alloc(r->store);
	return err;
}

static void fpt_stores_free(void)
{
	const struct fpt_store_row *r;

	for (r = fpt_stores; r->store; r++)
		fpt_store_free(r->store);
}

/* ---- values: `to' and `from' are the kernel's memory ---- */

static bool fpt_is_per_cpu(const struct fpt_store *s)
{
	return s->kind >= FPT_KIND_IS_CPU || s->kind == FPT_KIND_IS_AGG_HASH;
}

static size_t fpt_value_bytes(const struct fpt_store *s)
{
	return (size_t)s->value * (fpt_is_per_cpu(s) ? num_possible_cpus() : 1);
}

/* Word by word: what has one word, and each of an aggregate's, may change meanwhile. */
static void fpt_copy_words(void *to, const void *from, u32 bytes)
{
	const u64 *f = from;
	u64 *t = to;
	u32 i;

	for (i = 0; i < bytes / 8; i++)
		WRITE_ONCE(t[i], READ_ONCE(f[i]));
}

/* An aggregate's value of one CPU; nothing where there was no hit, or the first one is not complete. */
static void fpt_copy_own(const struct fpt_store *s, const void *from, char *to)
{
	const struct fpt_agg *a = (const void *)to;

	if (from)
		fpt_copy_words(to, from, s->value);
	if (!from || (s->kind != FPT_KIND_IS_CPU && a->min > a->max))
		memset(to, 0, s->value);
}

/* An element's bucket is locked. */
static void fpt_copy_cpus(const struct fpt_store *s, const u32 *of, char *to)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		if (!of)
			fpt_copy_own(s, s->values + (size_t)cpu * s->value, to);
		else
			fpt_copy_own(s, of[cpu] ? fpt_shard(s, of[cpu], s->value) : NULL, to);
		to += s->value;
	}
}

/* An element's value: its bucket is locked. */
static void fpt_copy_value(const struct fpt_store *s, const struct fpt_elem *e, char *to)
{
	if (s->kind == FPT_KIND_IS_AGG_HASH)
		fpt_copy_cpus(s, fpt_shards_of(e, s->key), to);
	else
		fpt_copy_words(to, fpt_value_of(e, s->key), s->value);
}

static int fpt_store_get(struct fpt_store *s, const void *key, char *to)
{
	u32 b = fpt_is_table(s) ? fpt_bucket_of_key(&s->table, key, s->key) : 0;
	u32 *lock = fpt_is_table(s) ? &s->table.buckets[b].lock : &s->lock;
	struct fpt_elem *e = NULL;
	unsigned long flags;

	if (!fpt_is_table(s) && fpt_is_per_cpu(s)) {
		fpt_copy_cpus(s, NULL, to);
		return 0;
	}
	if (!fpt_lock(lock, &flags))
		return -EAGAIN;
	if (fpt_is_table(s))
		e = fpt_find(&s->table, b, key, s->key, s->table.elems.stride);
	else
		fpt_copy_words(to, s->values, s->value);
	if (e)
		fpt_copy_value(s, e, to);
	fpt_unlock(lock, flags);
	return e || !fpt_is_table(s) ? 0 : -ENOENT;
}

static void fpt_agg_reset_own(void *store)
{
	struct fpt_store *s = store;

	fpt_agg_init(fpt_own(s, s->value), s->value);
}

/* On the CPU itself, between two instructions of a handler there. */
static void fpt_agg_reset(struct fpt_store *s, int cpu)
{
	if (smp_call_function_single(cpu, fpt_agg_reset_own, s, 1))	/* it is offline */
		fpt_agg_init(s->values + (size_t)cpu * s->value, s->value);
}

static int fpt_store_set(struct fpt_store *s, const void *key, const void *value)
{
	struct fpt_hold h;
	int cpu;

	if (s->kind == FPT_KIND_IS_AGG_HASH)
		return -EINVAL;
	if (fpt_is_per_cpu(s)) {
		for_each_possible_cpu(cpu) {
			if (s->kind == FPT_KIND_IS_AGG_ONE)
				fpt_agg_reset(s, cpu);
			else
				fpt_copy_words(s->values + (size_t)cpu * s->value, value, s->value);
		}
		return 0;
	}
	if (fpt_is_table(s))
		fpt_hold_keyed(s, key, s->key, s->value, true, s->kind == FPT_KIND_IS_LRU, &h);
	else
		fpt_hold_one(s, &h);
	if (!h.value)
		return -ENOSPC;
	fpt_copy_words(h.value, value, s->value);
	fpt_let_go_locked(&h);
	return 0;
}

static int fpt_store_next(struct fpt_store *s, u32 *index, char *key, char *value)
{
	struct fpt_elem *e;
	unsigned long flags;
	u32 *lock, i;
	bool refused;	/* no NMI is here */

	if (!fpt_is_table(s))
		return -EINVAL;
	for (i = max(*index, 1u); i <= s->n; i++) {
		lock = fpt_lock_element(&s->table, i, &flags, &refused);
		if (!lock)
			continue;
		e = fpt_item(&s->table.elems, i, s->table.elems.stride);
		memcpy(key, e + 1, s->key);
		fpt_copy_value(s, e, value);
		fpt_unlock(lock, flags);
		*index = i;
		return 0;
	}
	return -ENOENT;
}

static bool fpt_is_gone(const struct fpt_who *who)
{
	struct task_struct *task;
	bool gone;

	rcu_read_lock();
	task = pid_task(find_pid_ns(who->tid, &init_pid_ns), PIDTYPE_PID);
	gone = !task || task->start_time != who->start;
	rcu_read_unlock();
	return gone;
}

/* A value per task goes with its task. */
static void fpt_store_sweep(struct fpt_store *s, char *value)
{
	struct fpt_who who;
	u32 i;

	for (i = 1; !fpt_store_next(s, &i, (char *)&who, value); i++) {
		if (fpt_is_gone(&who))
			fpt_drop(s, &who, sizeof(who));
		cond_resched();
	}
}

static long fpt_sweep(void)
{
	const struct fpt_store_row *r;
	char *value;

	for (r = fpt_stores; r->store; r++) {
		if (r->store->kind != FPT_KIND_IS_THREAD)
			continue;
		value = kvzalloc(r->store->value, GFP_KERNEL);
		if (!value)
			return -ENOMEM;
		fpt_store_sweep(r->store, value);
		kvfree(value);
	}
	return 0;
}

static void fpt_stores_reclaim(void)
{
	const struct fpt_store_row *r;

	for (r = fpt_stores; r->store; r++)
		if (r->store->kind == FPT_KIND_IS_AGG_HASH)
			fpt_reclaim(r->store);
}

/* ---- ioctl ---- */

static struct fpt_store *fpt_store_of(const struct fpt_map_op *op)
{
	const struct fpt_store_row *r;

	for (r = fpt_stores; r->store; r++)
		if (r->what == op->what && r->n == op->map)
			return r->store;
	return NULL;
}

static int fpt_map_do(unsigned int cmd, struct fpt_map_op *op, struct fpt_store *s, char *key, char *value)
{
	void __user *to = u64_to_user_ptr(op->value);
	int ret;

	if (cmd != FPT_IOC_MAP_NEXT &&
	    copy_from_user(key, u64_to_user_ptr(op->key), s->key))
		return -EFAULT;
	switch (cmd) {
	case FPT_IOC_MAP_GET:
		ret = fpt_store_get(s, key, value);
		return ret ?: copy_to_user(to, value, fpt_value_bytes(s)) ? -EFAULT : 0;
	case FPT_IOC_MAP_SET:
		if (copy_from_user(value, to, s->value))
			return -EFAULT;
		return fpt_store_set(s, key, value);
	case FPT_IOC_MAP_DELETE:
		fpt_stores_reclaim();
		return fpt_is_table(s) ? fpt_drop(s, key, s->key) ? 0 : -EAGAIN : -EINVAL;
	}
	ret = fpt_store_next(s, &op->index, key, value);
	if (!ret && copy_to_user(u64_to_user_ptr(op->key), key, s->key))
		ret = -EFAULT;
	if (!ret && op->value && copy_to_user(to, value, fpt_value_bytes(s)))
		ret = -EFAULT;
	return ret;
}

static long fpt_map_ioctl(unsigned int cmd, struct fpt_map_op __user *arg)
{
	struct fpt_map_op op;
	struct fpt_store *s;
	char *key, *value;
	long ret = -ENOMEM;

	if (cmd != FPT_IOC_MAP_GET && cmd != FPT_IOC_MAP_SET && cmd != FPT_IOC_MAP_DELETE &&
	    cmd != FPT_IOC_MAP_NEXT)
		return -ENOTTY;
	if (copy_from_user(&op, arg, sizeof(op)))
		return -EFAULT;
	s = fpt_store_of(&op);
	if (!s)
		return -EINVAL;
	key = kvzalloc(s->key + 8, GFP_KERNEL);
	value = kvzalloc(fpt_value_bytes(s) + 8, GFP_KERNEL);
	if (key && value)
		ret = fpt_map_do(cmd, &op, s, key, value);
	if (!ret && cmd == FPT_IOC_MAP_NEXT && copy_to_user(arg, &op, sizeof(op)))
		ret = -EFAULT;
	kvfree(key);
	kvfree(value);
	return ret;
}

#endif
