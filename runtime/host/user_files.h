/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_USER_FILES_H
#define RUNTIME_HOST_USER_FILES_H

/*
 * The files that processes have mapped to execute, and their symbols.
 *
 * A file is what the kernel tells of a mapping: device, inode, generation and path.  It is opened
 * when an address in it is asked for: through the process while that lives, else by its path.
 * What is found there counts only if it is the same inode.  Its symbols are shared by all files
 * that turn out to be the same, so that each is read once; a file that is mapped anew is looked at
 * again, for it may have been written since.
 *
 * A file that nothing maps is kept for the next process, up to USER_FILES_UNUSED of them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "runtime/host/symbol.h"

#define USER_FILES_UNUSED 1024
#define USER_FILES_MEMORY ((size_t)512 << 20)	/* bytes of symbols; more are not read */

struct shared_symbols;

struct user_file {
	u32 major, minor;		/* as in /proc/PID/maps: may differ from what stat() says */
	u64 inode;			/* 0: of no file ([vdso]) */
	u64 generation;			/* 0: not known */
	char *path;			/* as its process saw it */
	const char *base;		/* path's last part */
	u32 refs;
	u32 failed_pid;			/* that it was not found through; 0: none */
	bool is_stale;			/* to be looked at (again) */
	struct shared_symbols *symbols;	/* NULL: none yet */
	struct user_file *next;		/* of the same hash */
	struct user_file *older, *newer;/* while it is unused */
};

struct user_files {
	const char *proc, *debug_dir;	/* "/proc"; NULL: the usual one */
	struct user_file **hash;
	struct user_file *oldest, *newest;
	u32 unused;
	struct shared_symbols *all;
	size_t memory;			/* bytes of symbols */
	u64 reads;			/* files that were read for their symbols */
	u64 refused;			/* files whose symbols found no room */
};

/* Which process maps it where: the ways to find the file. */
struct user_place {
	u32 pid;
	u64 start, end;
};

bool user_files_init(struct user_files *fs, const char *proc, const char *debug_dir);
/* All references must have been put. */
void user_files_free(struct user_files *fs);

/*
 * A reference to the file; NULL when there is no memory.  `like` has the first four members set;
 * the path, `n` bytes of it, needs no NUL.
 */
struct user_file *user_files_get(struct user_files *fs, const struct user_file *like,
				 const char *path, size_t n);

static inline struct user_file *user_file_ref(struct user_file *f)
{
	if (f)
		f->refs++;
	return f;
}

/* f may be NULL. */
void user_file_put(struct user_files *fs, struct user_file *f);

/* The function at an offset of the file; module and offset are set in any case. */
bool user_file_find(struct user_files *fs, struct user_file *f, const struct user_place *place,
		    u64 offset, struct symbol *out);

#endif
