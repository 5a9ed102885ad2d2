/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_MODULE_INT_H
#define RUNTIME_HOST_MODULE_INT_H

/*
 * Between the parts of the module back end.
 *
 *	backend_module.c	attaching, records, the life of a run
 *	module_functions.c	which functions probes of many mean
 *	module_load.c		loading and removing, names of modules, the kernel's refusals
 *	module_maps.c		maps and stacks
 *	module_vars.c		addresses of the kernel's variables
 */

#include "runtime/host/backend.h"

#include "common/str.h"
#include "runtime/host/modules.h"
#include "runtime/kmod/fpt_ioctl.h"

#define MODULE_BUILT_AS "fptap_00000000"
#define MODULE_NAME_LEN (sizeof(MODULE_BUILT_AS) - 1)

struct module_backend {
	struct backend b;
	char name[MODULE_NAME_LEN + 1];
	int fd;				/* the device */
	size_t state_bytes;
	bool loaded, attached;
	char *buffer;			/* for records */
	bool *draining;			/* of each map */
	u32 *cursors;			/* of each map: number of the key that map_next() gave last */
	bool sweeps;			/* there are values per task */
	u64 swept;			/* when, in ns */
};

static inline struct module_backend *module_of(struct backend *b)
{
	return (struct module_backend *)b;
}

static inline struct diags *module_diags(struct module_backend *m)
{
	return &m->b.p->s->diags;
}

/* ---- module_load.c ---- */

/* Loads under a new name and opens the device.  False after a diagnostic. */
bool module_load(struct module_backend *m, const struct built *built);
/* False, and errno, when it is still there. */
bool module_unload(struct module_backend *m);

/* ---- module_functions.c ---- */

/* Tells the module; what it leaves out is a warning.  False after a diagnostic. */
bool module_functions(struct module_backend *m);

/* ---- module_vars.c ---- */

/* Appends the parameters that tell where variables are.  False after a diagnostic. */
bool module_vars(struct module_backend *m, struct str *params);

/* ---- module_maps.c: the back end's functions of these names ---- */

void module_map_turn(struct backend *b, unsigned map, bool begin);
unsigned module_map_shards(struct backend *b);
bool module_map_get(struct backend *b, unsigned map, const void *key, void *values);
bool module_map_set(struct backend *b, unsigned map, const void *key, const void *value);
void module_map_delete(struct backend *b, unsigned map, const void *key);
bool module_map_next(struct backend *b, unsigned map, const void *key, void *next);
size_t module_buckets(struct backend *b, unsigned map, u64 **triples);
void module_bucket_delete(struct backend *b, unsigned map, const void *id_and_bucket);
unsigned module_stack(struct backend *b, unsigned depth, u32 number, u64 *frames);

#endif
