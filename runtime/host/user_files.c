// SPDX-License-Identifier: GPL-2.0-or-later
/* See user_files.h. */

#include "runtime/host/user_files.h"

#include <fcntl.h>
#include <inttypes.h>
#include <link.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/host/elf_symbols.h"

#define HASH_SIZE 4096
#define PATH_SIZE 4608			/* a path and what goes in front of it */
#define VDSO_LIMIT (256u << 10)		/* bytes */

/* Symbols and the file that they are of. */
struct shared_symbols {
	dev_t dev;
	ino_t inode;
	off_t size;
	struct timespec modified;
	u32 refs;
	struct elf_symbols *elf;
	struct shared_symbols *next;
};

bool user_files_init(struct user_files *fs, const char *proc, const char *debug_dir)
{
	*fs = (struct user_files){
		.proc = proc,
		.debug_dir = debug_dir,
		.hash = calloc(HASH_SIZE, sizeof(*fs->hash)),
	};
	return fs->hash;
}

/* ---- symbols ---- */

static void symbols_put(struct user_files *fs, struct shared_symbols *s)
{
	struct shared_symbols **at = &fs->all;

	if (!s || --s->refs)
		return;
	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	fs->memory -= elf_symbols_memory(s->elf);
	elf_symbols_free(s->elf);
	free(s);
}

static bool is_same(const struct shared_symbols *s, const struct stat *st)
{
	return s->dev == st->st_dev && s->inode == st->st_ino && s->size == st->st_size &&
	       s->modified.tv_sec == st->st_mtim.tv_sec &&
	       s->modified.tv_nsec == st->st_mtim.tv_nsec;
}

static struct shared_symbols *symbols_add(struct user_files *fs, const struct stat *st,
					  struct elf_symbols *elf)
{
	struct shared_symbols *s = elf ? malloc(sizeof(*s)) : NULL;

	if (!s) {
		elf_symbols_free(elf);
		return NULL;
	}
	*s = (struct shared_symbols){ st->st_dev, st->st_ino, st->st_size, st->st_mtim,
				      1, elf, fs->all };
	fs->all = s;
	fs->memory += elf_symbols_memory(elf);
	fs->reads++;
	return s;
}

static void drop_oldest(struct user_files *fs);

static struct shared_symbols *symbols_of(struct user_files *fs, int fd, const struct stat *st)
{
	struct shared_symbols *s;

	for (s = fs->all; s; s = s->next)
		if (is_same(s, st)) {
			s->refs++;
			return s;
		}
	while (fs->memory >= USER_FILES_MEMORY && fs->oldest)
		drop_oldest(fs);
	if (fs->memory >= USER_FILES_MEMORY) {
		fs->refused++;
		return NULL;
	}
	return symbols_add(fs, st, elf_symbols_read(fd, fs->debug_dir));
}

/* ---- the set of files ---- */

static u32 hash_of(const struct user_file *f)
{
	u64 h = f->inode * 0x9e3779b97f4a7c15 + f->minor * 31 + f->major;

	return (h ^ h >> 32) & (HASH_SIZE - 1);
}

static void unlink_unused(struct user_files *fs, struct user_file *f)
{
	*(f->older ? &f->older->newer : &fs->oldest) = f->newer;
	*(f->newer ? &f->newer->older : &fs->newest) = f->older;
	f->older = f->newer = NULL;
	fs->unused--;
}

static void drop_oldest(struct user_files *fs)
{
	struct user_file *f = fs->oldest, **at = &fs->hash[hash_of(f)];

	unlink_unused(fs, f);
	while (*at != f)
		at = &(*at)->next;
	*at = f->next;
	symbols_put(fs, f->symbols);
	free(f->path);
	free(f);
}

void user_file_put(struct user_files *fs, struct user_file *f)
{
	if (!f || --f->refs)
		return;
	f->older = fs->newest;
	*(fs->newest ? &fs->newest->newer : &fs->oldest) = f;
	fs->newest = f;
	if (++fs->unused > USER_FILES_UNUSED)
		drop_oldest(fs);
}

void user_files_free(struct user_files *fs)
{
	while (fs->oldest)
		drop_oldest(fs);
	free(fs->hash);
	fs->hash = NULL;
}

static struct user_file *make(const struct user_file *like, const char *path, size_t n)
{
	struct user_file *f = calloc(1, sizeof(*f));
	char *slash;

	if (!f)
		return NULL;
	*f = (struct user_file){
		.major = like->major,
		.minor = like->minor,
		.inode = like->inode,
		.generation = like->generation,
		.path = strndup(path, n),
	};
	if (!f->path) {
		free(f);
		return NULL;
	}
	slash = strrchr(f->path, '/');
	f->base = slash ? slash + 1 : f->path;
	return f;
}

static bool is_like(const struct user_file *f, const struct user_file *like, const char *path,
		    size_t n)
{
	return f->inode == like->inode && f->major == like->major && f->minor == like->minor &&
	       f->generation == like->generation && strlen(f->path) == n &&
	       !memcmp(f->path, path, n);
}

/* How the kernel marks a file that was removed; its name does not. */
static size_t without_mark(const char *path, size_t n)
{
	static const char mark[] = " (deleted)";
	const size_t m = sizeof(mark) - 1;

	return n > m && !memcmp(path + n - m, mark, m) ? n - m : n;
}

struct user_file *user_files_get(struct user_files *fs, const struct user_file *like,
				 const char *path, size_t n)
{
	struct user_file **slot = &fs->hash[hash_of(like)], *f;

	n = without_mark(path, strnlen(path, n));
	for (f = *slot; f && !is_like(f, like, path, n); f = f->next)
		;
	if (!f) {
		f = make(like, path, n);
		if (!f)
			return NULL;
		f->next = *slot;
		*slot = f;
	} else if (!f->refs) {
		unlink_unused(fs, f);
	}
	f->refs++;
	f->is_stale = true;
	f->failed_pid = 0;
	return f;
}

/* ---- finding the file ---- */

/*
 * Devices differ on some file systems between a mapping and stat(); so do the upper bits of inodes
 * where overlayfs puts the layer there.  Generations are told by some file systems only.
 */
static bool is_the_file(const struct user_file *f, int fd, const struct stat *st)
{
	int generation;

	if (!S_ISREG(st->st_mode) || (u32)st->st_ino != (u32)f->inode)
		return false;
	return fd < 0 || !f->generation || ioctl(fd, FS_IOC_GETVERSION, &generation) ||
	       (u32)generation == (u32)f->generation;
}

/* The file when it is at this path, else -1.  Nothing but a regular file is opened. */
static int open_there(const struct user_file *f, const char *path, struct stat *st)
{
	char self[64];
	int handle, fd = -1;

	handle = open(path, O_PATH | O_CLOEXEC);
	if (handle < 0)
		return -1;
	if (!fstat(handle, st) && is_the_file(f, -1, st)) {
		snprintf(self, sizeof(self), "/proc/self/fd/%d", handle);
		fd = open(self, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	}
	close(handle);
	if (fd >= 0 && !is_the_file(f, fd, st)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int open_file(const struct user_files *fs, const struct user_file *f,
		     const struct user_place *at, struct stat *st)
{
	char path[PATH_SIZE];
	int fd;

	snprintf(path, sizeof(path), "%s/%u/map_files/%" PRIx64 "-%" PRIx64, fs->proc, at->pid,
		 at->start, at->end);
	fd = open_there(f, path, st);
	if (fd < 0 && snprintf(path, sizeof(path), "%s/%u/root%s", fs->proc, at->pid, f->path) <
			      (int)sizeof(path))
		fd = open_there(f, path, st);
	return fd < 0 ? open_there(f, f->path, st) : fd;
}

/* ---- the vdso ---- */

static size_t image_size(const ElfW(Ehdr) *head)
{
	size_t table = (size_t)head->e_shnum * head->e_shentsize;

	/* Its section headers come last, and it has been made by the kernel. */
	return head->e_shoff < VDSO_LIMIT && table < VDSO_LIMIT ? head->e_shoff + table : 0;
}

/* A process of 32 bits has another one. */
static struct shared_symbols *read_vdso(struct user_files *fs, const struct user_place *place)
{
	const ElfW(Ehdr) *head = (const void *)getauxval(AT_SYSINFO_EHDR);
	const struct stat none = { 0 };
	struct shared_symbols *s;

	if (!head || (sizeof(long) == 8 && place->start <= UINT32_MAX))
		return NULL;
	for (s = fs->all; s; s = s->next)
		if (is_same(s, &none)) {
			s->refs++;
			return s;
		}
	return symbols_add(fs, &none, elf_symbols_of_memory(head, image_size(head)));
}

/* ---- look-up ---- */

static void refresh(struct user_files *fs, struct user_file *f, const struct user_place *place)
{
	struct shared_symbols *s = NULL;
	struct stat st;
	int fd;

	if (f->inode) {
		fd = open_file(fs, f, place, &st);
		if (fd < 0) {
			f->failed_pid = place->pid;
			return;
		}
		s = symbols_of(fs, fd, &st);
		close(fd);
	} else if (!strcmp(f->path, "[vdso]")) {
		s = read_vdso(fs, place);
	}
	f->is_stale = false;
	symbols_put(fs, f->symbols);
	f->symbols = s;
}

bool user_file_find(struct user_files *fs, struct user_file *f, const struct user_place *place,
		    u64 offset, struct symbol *out)
{
	u64 within;

	*out = (struct symbol){ .module = f->base, .offset = offset };
	if (f->is_stale && f->failed_pid != place->pid)
		refresh(fs, f, place);
	if (f->symbols)
		out->name = elf_symbols_find(f->symbols->elf, offset, &within);
	if (out->name)
		out->offset = within;
	return out->name;
}
