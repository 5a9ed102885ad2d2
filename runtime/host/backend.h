/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BACKEND_H
#define RUNTIME_HOST_BACKEND_H

/*
 * A back end as the host sees it: something that holds compiled handlers, attaches them and yields
 * their records.  One row per back end; nothing above asks which one it is.
 *
 * Life: open → (begin handlers) → attach → drain … drain → detach → drain → close.
 * A failure is reported to the diagnostics and returns false; close() is right after any of them,
 * and leaves nothing of the run in the kernel.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sema/ir.h"

#include "runtime/wire_host.h"

struct built;			/* codegen/build.h: what was compiled */

struct backend_options {
	bool verbose;		/* the whole verifier log, insmod's messages */
	int pid;		/* probes of programs are of this process alone; 0: of all */
	size_t buffer;		/* bytes of the record buffer, per run (BPF) or CPU (module); 0: default */
};

/* Called for each record, in order.  `r` is valid during the call and at least WIRE_HEADER long. */
typedef void (*record_fn)(void *arg, const struct wire_record *r, size_t len);

struct backend_ops;

struct backend {		/* each implementation embeds this first */
	const struct backend_ops *ops;
	const struct program *p;
	struct backend_options opt;
	volatile u64 *state;	/* program->state_words words, valid from open to close */
};

struct backend_ops {
	const char *name;	/* "bpf", "module" */
	/* Loads the object; nothing is attached yet.  NULL after a diagnostic. */
	struct backend *(*open)(const struct program *p, const struct built *built,
				const struct backend_options *opt);
	/* Attaches all probes.  On false some may be attached. */
	bool (*attach)(struct backend *b);
	/*
	 * Hands over every record up to where the producers are at the time of the call.
	 * Never blocks; returns the number of records.
	 */
	unsigned (*drain)(struct backend *b, record_fn fn, void *arg);
	/* Runs the handler of a begin, end or timer that is in the kernel; returns at its end. */
	bool (*run)(struct backend *b, unsigned probe);
	/*
	 * Maps of the program that handlers in the kernel use, by number; keys and values as struct
	 * map lays them out.  map_shards is how many values a key of an aggregate has.
	 */
	/*
	 * Of a map that is drained.  begin: handlers use another one from now on, and none uses this one any
	 * more; the functions below still mean this one, until the end.
	 */
	void (*map_turn)(struct backend *b, unsigned map, bool begin);
	unsigned (*map_shards)(struct backend *b);
	bool (*map_get)(struct backend *b, unsigned map, const void *key, void *values);
	bool (*map_set)(struct backend *b, unsigned map, const void *key, const void *value);
	void (*map_delete)(struct backend *b, unsigned map, const void *key);
	/* The key after `key', which was the last that this gave (NULL: the first); false: there is none. */
	bool (*map_next)(struct backend *b, unsigned map, const void *key, void *next);
	/* All buckets of a map's quantiles: triples {id, bucket, count}, to be freed; how many. */
	size_t (*buckets)(struct backend *b, unsigned map, u64 **triples);
	void (*bucket_delete)(struct backend *b, unsigned map, const void *id_and_bucket);
	/* The frames of a stack of this depth, by its number; at most STACK_MAX.  How many. */
	unsigned (*stack)(struct backend *b, unsigned depth, u32 number, u64 *frames);
	/* Detaches all probes and waits until no handler runs any more. */
	void (*detach)(struct backend *b);
	/*
	 * Hits of one probe that the kernel knows to have missed (recursion and the like), beyond
	 * the counters in the state.  False: this kernel does not count them.
	 */
	bool (*missed)(struct backend *b, unsigned probe, u64 *count);
	void (*close)(struct backend *b);
};

extern const struct backend_ops backend_bpf;
extern const struct backend_ops backend_module;

#endif
