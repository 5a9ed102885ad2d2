// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * relocations-main OBJECT BTF		what target/relocations.h says: "INSN WHAT: WHY", then the
 *number of records relocations-main OBJECT BTF libbpf	what libbpf says when it loads the object
 *for these types: "INSN" of each instruction that it makes invalid, "refused" where it gives up
 */

#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "target/files.h"
#include "target/relocations.h"

static void show(void *arg, const struct relocation *r)
{
	(void)arg;
	printf("%u %s: %s\n", r->at / 8, r->what, r->why);
}

static int with_fptap(const char *object, const char *types)
{
	struct arena a = { 0 };
	const char *why = NULL;
	struct ktypes *kt = ktypes_open_file(&a, types, &why);
	struct bytes file = { NULL, 0 };
	int n = -1;

	if (kt && file_read(&a, object, 1 << 20, &file, &why))
		n = relocations_check(&a, file.at, file.size, kt, show, NULL, &why);
	if (n < 0)
		printf("%s\n", why);
	else
		printf("%d records\n", n);
	file_free(&file);
	if (kt)
		ktypes_close(kt);
	arena_free(&a);
	return n < 0;
}

static bool relocated;

static int log_line(enum libbpf_print_level level, const char *format, va_list args)
{
	char text[1024];
	unsigned insn;
	const char *at;

	(void)level;
	vsnprintf(text, sizeof(text), format, args);
	relocated |= strstr(text, ": relo #") != NULL;
	at = strstr(text, "substituting insn #");
	if (at && sscanf(at, "substituting insn #%u", &insn) == 1)
		printf("%u\n", insn);
	if (strstr(text, "ambiguity") || strstr(text, "accesses field incorrectly"))
		printf("refused\n");
	return 0;
}

static int with_libbpf(const char *object, const char *types)
{
	struct bpf_object_open_opts o = { .sz = sizeof(o), .btf_custom_path = types };
	struct bpf_object *obj;

	libbpf_set_print(log_line);
	obj = bpf_object__open_file(object, &o);
	if (obj)
		bpf_object__load(obj); /* the kernel's answer is of no interest */
	bpf_object__close(obj);
	return !relocated;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	return argc > 3 ? with_libbpf(argv[1], argv[2]) : with_fptap(argv[1], argv[2]);
}
