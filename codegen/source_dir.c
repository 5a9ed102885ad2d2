// SPDX-License-Identifier: GPL-2.0-or-later
/* A module as a directory of sources: `fptap build --backend=module -o DIR'.  See build.h. */

#include "codegen/build.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define MODULE "fptap_00000000"	/* as runtime/kmod/Kbuild has it */

static const char makefile[] =
	"# Builds the module for the running kernel, or: make KDIR=…/linux-headers-…\n"
	"KDIR ?= /lib/modules/$(shell uname -r)/build\n"
	"\n"
	"modules clean:\n"
	"\t$(MAKE) -C $(KDIR) M=$(CURDIR) CONFIG_DEBUG_INFO_BTF_MODULES= $@\n"
	"\n"
	".PHONY: modules clean\n";

static const char readme[] =
	"This is the kernel module that fptap makes of a script, as sources.\n"
	"\n"
	"\t" MODULE ".c\tthe script's handlers, in the words of fptap's dialect; offsets of members\n"
	"\t\t\tare those of the kernel that it was made for: %s\n"
	"\trt/kmod/\t\twhat the words mean; fpt_rt.h begins with a list of the files\n"
	"\trt/wire.h\t\trecords and counters\n"
	"\tMakefile, Kbuild\t`make' builds it, with the headers of that kernel\n"
	"\n"
	"Loading it makes a device, /dev/" MODULE ", and attaches nothing.  What the device does is said in\n"
	"rt/kmod/fpt_ioctl.h: probes are attached when it is asked to, records are read from it, and all\n"
	"probes are gone when it is closed.\n";

static bool failed(struct session *s, const char *path)
{
	diag(&s->diags, FILE_ERROR, NO_SPAN, path, strerror(errno));
	return false;
}

static bool make_dir(struct session *s, const char *path)
{
	return !mkdir(path, 0777) || errno == EEXIST || failed(s, path);
}

static bool write_text(struct session *s, const char *dir, const char *name, const char *text)
{
	const char *path = arena_printf(&s->arena, "%s/%s", dir, name);
	FILE *f = fopen(path, "we");

	if (!f)
		return failed(s, path);
	fputs(text, f);
	return !(ferror(f) | fclose(f)) || failed(s, path);
}

static bool copy_file(struct session *s, const char *from_dir, const char *to_dir, const char *name)
{
	const char *from = arena_printf(&s->arena, "%s/%s", from_dir, name);
	const char *to = arena_printf(&s->arena, "%s/%s", to_dir, name);
	FILE *in = fopen(from, "re"), *out = in ? fopen(to, "we") : NULL;
	char part[4096];
	size_t n;
	bool ok = out;

	while (ok && (n = fread(part, 1, sizeof(part), in)))
		ok = fwrite(part, 1, n, out) == n;
	ok = ok && !ferror(in);
	if (in)
		fclose(in);
	if (out)
		ok = !fclose(out) && ok;
	return ok || failed(s, in ? to : from);
}

/* The headers of one folder of the runtime. */
static bool copy_headers(struct session *s, const char *from, const char *to)
{
	DIR *d = opendir(from);
	const struct dirent *e;
	size_t n;
	bool ok;

	if (!d)
		return failed(s, from);
	ok = make_dir(s, to);
	while (ok && (e = readdir(d))) {
		n = strlen(e->d_name);
		if (n > 2 && !strcmp(e->d_name + n - 2, ".h"))
			ok = copy_file(s, from, to, e->d_name);
	}
	closedir(d);
	return ok;
}

bool build_module_sources(struct session *s, const struct build_options *o, const char *c_text,
			  const char *dir)
{
	static const char *const folders[] = { "", "/kmod", "/kmod/kapi" };
	const char *kmod = arena_printf(&s->arena, "%s/kmod", o->runtime_dir);
	size_t i;

	if (!make_dir(s, dir))
		return false;
	for (i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (!copy_headers(s, arena_printf(&s->arena, "%s%s", o->runtime_dir, folders[i]),
				  arena_printf(&s->arena, "%s/rt%s", dir, folders[i])))
			return false;
	return copy_file(s, kmod, dir, "Kbuild") && write_text(s, dir, "Makefile", makefile) &&
	       write_text(s, dir, "README", arena_printf(&s->arena, readme, o->release)) &&
	       write_text(s, dir, MODULE ".c", c_text);
}
