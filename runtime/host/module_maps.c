// SPDX-License-Identifier: GPL-2.0-or-later
/* Maps and stacks of a module, by its device.  See module_int.h and runtime/kmod/fpt_ioctl.h. */

#include "runtime/host/module_int.h"

#include <bpf/libbpf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#define MAX_BUCKETS (4u << 20)

/*
 * Of a map that is drained there are two; a word of the state says which one is in use.  While it is
 * drained, the host means the one that was.
 */
static struct fpt_map_op op_on(struct module_backend *m, unsigned map, const void *key, const void *value)
{
	const struct map *def = m->b.p->maps[map];
	bool other = def->drained && (m->b.state[def->which] != 0) != m->draining[map];

	return (struct fpt_map_op){
		.what = other ? FPT_STORE_other : FPT_STORE_map,
		.map = map,
		.key = (u64)(uintptr_t)key,
		.value = (u64)(uintptr_t)value,
	};
}

void module_map_turn(struct backend *b, unsigned map, bool begin)
{
	struct module_backend *m = module_of(b);

	m->draining[map] = begin;
	if (!begin)
		return;
	__atomic_xor_fetch(&b->state[b->p->maps[map]->which], 1, __ATOMIC_SEQ_CST);
	ioctl(m->fd, FPT_IOC_WAIT);
}

unsigned module_map_shards(struct backend *b)
{
	int n = libbpf_num_possible_cpus();	/* no more to do with BPF than counting them */

	(void)b;
	return n > 0 ? (unsigned)n : 1;
}

/* A thread's variable is known by its task alone. */
bool module_map_get(struct backend *b, unsigned map, const void *key, void *values)
{
	struct fpt_map_op op = op_on(module_of(b), map, key, values);

	return b->p->maps[map]->kind != MAP_THREAD &&
	       !ioctl(module_of(b)->fd, FPT_IOC_MAP_GET, &op);
}

bool module_map_set(struct backend *b, unsigned map, const void *key, const void *value)
{
	struct fpt_map_op op = op_on(module_of(b), map, key, value);

	return b->p->maps[map]->kind != MAP_THREAD &&
	       !ioctl(module_of(b)->fd, FPT_IOC_MAP_SET, &op);
}

void module_map_delete(struct backend *b, unsigned map, const void *key)
{
	const struct map *def = b->p->maps[map];
	struct fpt_map_op op = op_on(module_of(b), map, key, NULL);
	void *nothing;

	if (def->nkeys) {
		ioctl(module_of(b)->fd, FPT_IOC_MAP_DELETE, &op);
		return;
	}
	nothing = calloc(1, def->value_bytes);
	if (!nothing)
		abort();
	module_map_set(b, map, key, nothing);
	free(nothing);
}

/* The number of the last key is remembered: keys are asked for in a row. */
bool module_map_next(struct backend *b, unsigned map, const void *key, void *next)
{
	struct module_backend *m = module_of(b);
	struct fpt_map_op op = op_on(m, map, next, NULL);

	op.index = key ? m->cursors[map] + 1 : 1;
	if (ioctl(m->fd, FPT_IOC_MAP_NEXT, &op))
		return false;
	m->cursors[map] = op.index;
	return true;
}

size_t module_buckets(struct backend *b, unsigned map, u64 **triples)
{
	struct fpt_map_op op = { .what = FPT_STORE_buckets, .map = map, .index = 1 };
	u64 triple[3], *all = NULL;
	size_t n = 0, cap = 0;

	op.key = (u64)(uintptr_t)triple;
	op.value = (u64)(uintptr_t)&triple[2];
	while (n < MAX_BUCKETS && !ioctl(module_of(b)->fd, FPT_IOC_MAP_NEXT, &op)) {
		if (n == cap) {
			cap = cap ? cap * 2 : 1024;
			all = realloc(all, cap * sizeof(triple));
			if (!all)
				abort();
		}
		memcpy(all + 3 * n++, triple, sizeof(triple));
		op.index++;
	}
	*triples = all;
	return n;
}

void module_bucket_delete(struct backend *b, unsigned map, const void *id_and_bucket)
{
	struct fpt_map_op op = {
		.what = FPT_STORE_buckets, .map = map, .key = (u64)(uintptr_t)id_and_bucket,
	};

	ioctl(module_of(b)->fd, FPT_IOC_MAP_DELETE, &op);
}

unsigned module_stack(struct backend *b, unsigned depth, u32 number, u64 *frames)
{
	struct fpt_map_op op = { .what = FPT_STORE_stacks, .map = depth, .index = number + 1 };
	unsigned n = 0;

	memset(frames, 0, STACK_MAX * sizeof(*frames));
	op.key = (u64)(uintptr_t)frames;
	if (ioctl(module_of(b)->fd, FPT_IOC_MAP_NEXT, &op) || op.index != number + 1)
		return 0;
	while (n < depth && frames[n])
		n++;
	return n;
}
