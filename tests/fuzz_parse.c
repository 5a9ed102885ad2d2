// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Fuzzes the parser, its messages and its dumps: any bytes are a script.
 *
 *	clang -fsanitize=fuzzer,address,undefined -DFPT_ARENA_MALLOC … fuzz_parse.c
 *	fuzz_parse CORPUS tests/scripts tests/cases/parse
 */

#include <stdint.h>
#include <stdlib.h>

#include "parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static FILE *nowhere(void)
{
	static FILE *f;

	if (!f)
		f = fopen("/dev/null", "w");
	if (!f)
		abort();
	return f;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script *script;
	struct session s;

	session_init(&s);
	script = parse_text(&s, "fuzz", (const char *)data, size);
	ast_dump(script, nowhere());
	diags_print(&s.diags, nowhere(), DIAG_COLOR_ALWAYS);
	parser_dump_tokens(&s, "fuzz", (const char *)data, size, nowhere());
	session_free(&s);
	return 0;
}
