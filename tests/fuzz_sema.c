// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws scripts at everything between their text and the C: parser, checker, verifier, emitter.
 *
 *	clang -target bpf -g -O2 -c tests/btf/mini.c -o mini.o
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -DFPT_ARENA_MALLOC -I. -IBUILD … -o fuzz_sema
 *	FPTAP_FUZZ_BTF=mini.o ./fuzz_sema CORPUS
 *
 * The first byte chooses the back end.  What is accepted must be right: a program that the verifier of
 * the IR refuses, or an expression that went missing without a message, is a crash here.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codegen/emit.h"
#include "parser/parser.h"
#include "sema/ktypes.h"
#include "sema/sema.h"
#include "tests/fuzz_types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool said_internal(const struct diags *d)
{
	const struct diag *i;

	for (i = d->first; i; i = i->next)
		if (i->code == DIAG_INTERNAL)
			return true;
	return false;
}

static void check(struct session *s, const uint8_t *data, size_t size)
{
	static char min[] = "--min=5ms", word[] = "mini_read";
	char *words[] = { min, word };
	struct script_args args = { words, 2 };
	struct target target = { .s = s, .arch = "x86_64", .release = "6.0.0", .kt = types, .tried = true };
	const struct script *script;
	struct program *p;
	struct str text;

	target.backend = *data & 1 ? BACKEND_MODULE : BACKEND_BPF;
	args.n = *data >> 1 & 3 ? (*data >> 1 & 3) - 1 : 0;
	script = parse_text(s, "fuzz.fp", (const char *)data + 1, size - 1);
	if (diags_failed(&s->diags))
		return;
	p = sema_check(s, &target, script, "fuzz.fp", &args);
	must(!said_internal(&s->diags), "an internal error");
	if (diags_failed(&s->diags))
		return;
	must(ir_verify(p), "a program that its verifier refuses");
	str_init(&text, &s->arena);
	if (p->needs_kernel)
		emit_c(p, &text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session s;
	FILE *none;

	if (!size)
		return 0;
	session_init(&s);
	check(&s, data, size);
	none = fopen("/dev/null", "w");
	if (none) {
		diags_print(&s.diags, none, DIAG_COLOR_DEBUG);
		fclose(none);
	}
	session_free(&s);
	return 0;
}
