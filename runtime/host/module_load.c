// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See module_int.h.  Each load has a name of its own, written over the one that the module was built
 * with, so that a script can run twice at a time and a cached module needs no rebuild.
 */

#include "runtime/host/module_int.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "codegen/build.h"
#include "common/str.h"

#define NAME_PREFIX "fptap_"
#define SIGNATURE "~Module signature appended~\n"
#define CAP_SYS_MODULE 16
#define BUFFER_BYTES (1u << 20)		/* default of the record buffer, per CPU */
#define LOAD_TRIES 3
#define UNLOAD_TRIES 20			/* of UNLOAD_PAUSE each */
#define UNLOAD_PAUSE_NS 10000000

/* ---- the kernel's list of modules ---- */

/* What a load of ours is called. */
static bool is_ours(const char *name)
{
	if (strlen(name) != MODULE_NAME_LEN || strncmp(name, NAME_PREFIX, strlen(NAME_PREFIX)))
		return false;
	for (name += strlen(NAME_PREFIX); *name; name++)
		if (!isxdigit((unsigned char)*name))
			return false;
	return true;
}

/* Removes modules of runs that are gone.  One that is in use stays: the kernel refuses. */
unsigned module_remove_leftovers(void)
{
	unsigned removed = 0;
	FILE *f = fopen("/proc/modules", "re");
	char line[512], name[64], users[16];

	if (!f)
		return 0;
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%63s %*s %15s", name, users) == 2 && is_ours(name) &&
		    !strcmp(users, "0"))
			removed += !syscall(SYS_delete_module, name, O_NONBLOCK);
	fclose(f);
	return removed;
}

bool module_unload(struct module_backend *m)
{
	const struct timespec pause = { .tv_nsec = UNLOAD_PAUSE_NS };

	if (!m->loaded)
		return true;
	for (int i = 0; i < UNLOAD_TRIES; i++) {
		if (!syscall(SYS_delete_module, m->name, O_NONBLOCK) || errno == ENOENT) {
			m->loaded = false;
			return true;
		}
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EBUSY)
			break;
		nanosleep(&pause, NULL);
	}
	return false;
}

/* ---- loading ---- */

bool module_may_load(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	unsigned long long caps = ~0ull;
	char line[256];

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "CapEff: %llx", &caps) == 1)
			break;
	if (f)
		fclose(f);
	return caps >> CAP_SYS_MODULE & 1;
}

/* Writes m->name over the name in the module's image.  A signed one is left as it is. */
static bool rename_image(struct module_backend *m, char *image, size_t size)
{
	const size_t signature = strlen(SIGNATURE);
	const char *end = image + size;
	unsigned found = 0;
	char *at = image;

	if (size > signature && !memcmp(end - signature, SIGNATURE, signature)) {
		memcpy(m->name, MODULE_BUILT_AS, MODULE_NAME_LEN);
		return true;
	}
	while ((at = memmem(at, end - at, MODULE_BUILT_AS, MODULE_NAME_LEN))) {
		memcpy(at, m->name, MODULE_NAME_LEN);
		at += MODULE_NAME_LEN;
		found++;
	}
	return found > 0;
}

static const struct {
	int err;
	const char *text;
} load_errors[] = {
	{ ENOEXEC, "it was built for another kernel" },
	{ EKEYREJECTED, "this kernel loads signed modules only" },
	{ ENOKEY, "this kernel loads signed modules only" },
	{ EPERM, "the security policy forbids it: lockdown, only signed ones, or modules_disabled" },
	{ ENOENT, "it needs a symbol that this kernel does not export" },
	{ EINVAL, "it does not fit this kernel's configuration" },
	{ ENOSYS, "the kernel is built without loadable modules" },
	{ ENOMEM, "there is not enough memory for its maps and buffers" },
	{ EMSGSIZE, "this kernel's trace buffer cannot hold records as large as the script's" },
};

static const char *load_error(int err)
{
	for (unsigned i = 0; i < sizeof(load_errors) / sizeof(*load_errors); i++)
		if (load_errors[i].err == err)
			return load_errors[i].text;
	return strerror(err);
}

/* The last line about the module in what the kernel has logged since `log` was opened. */
static const char *last_message(struct module_backend *m, int log)
{
	char line[2048];
	const char *found = NULL, *text;
	ssize_t n;

	while (log >= 0 && ((n = read(log, line, sizeof(line) - 1)) > 0 || errno == EPIPE)) {
		line[n > 0 ? n : 0] = 0;
		text = strchr(line, ';');
		if (text && strstr(text, m->name))
			found = arena_strndup(&m->b.p->s->arena, text + 1,
					      strcspn(text + 1, "\n"));
	}
	return found;
}

/* Bytes of the script's largest record. */
static unsigned largest_record(const struct program *p)
{
	unsigned max = 0;

	for (unsigned i = 0; i < p->nsites; i++)
		if (p->sites[i].kind == SITE_PRINT && p->sites[i].print->bytes > max)
			max = p->sites[i].print->bytes;
	return WIRE_HEADER + max;
}

/* False after a diagnostic. */
static bool load(struct module_backend *m, const struct built *built)
{
	size_t buffer = m->b.opt.buffer ? m->b.opt.buffer : BUFFER_BYTES;
	int log, failed;
	struct str params;
	char *image;

	str_init(&params, &m->b.p->s->arena);
	str_printf(&params, "buffer=%zu record=%u", buffer, largest_record(m->b.p));
	if (!module_vars(m, &params))
		return false;
	image = malloc(built->size);
	if (!image)
		abort();
	memcpy(image, built->data, built->size);
	if (!rename_image(m, image, built->size)) {
		diag(module_diags(m), INSMOD, NO_SPAN, "this is no module of fptap's");
		free(image);
		return false;
	}
	log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (log >= 0)
		lseek(log, 0, SEEK_END);
	failed = syscall(SYS_init_module, image, built->size, params.text) ? errno : 0;
	free(image);
	m->loaded = !failed;
	if (failed) {
		const char *said = last_message(m, log);

		diag(module_diags(m), INSMOD, NO_SPAN, load_error(failed));
		if (said)
			diag_hint(module_diags(m), "the kernel says: %s", said);
	}
	if (log >= 0)
		close(log);
	return !failed;
}

static void new_name(struct module_backend *m)
{
	unsigned id = 0;

	while (!id)
		if (getrandom(&id, sizeof(id), GRND_NONBLOCK) != sizeof(id))
			id = getpid();
	snprintf(m->name, sizeof(m->name), NAME_PREFIX "%08x", id);
}

/*
 * Loads the module and opens its device.  Between the two another run may take the module for a
 * leftover and remove it; then there is no device, and we begin again.
 */
bool module_load(struct module_backend *m, const struct built *built)
{
	char path[64];

	for (int i = 0; i < LOAD_TRIES; i++) {
		new_name(m);
		if (!load(m, built))
			return false;
		snprintf(path, sizeof(path), "/dev/%s", m->name);
		m->fd = open(path, O_RDWR | O_CLOEXEC);
		if (m->fd >= 0)
			return true;
		if (errno != ENOENT)
			break;
		module_unload(m);
	}
	diag(module_diags(m), FILE_ERROR, NO_SPAN, path, strerror(errno));
	return false;
}
