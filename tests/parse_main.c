// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Prints what the parser makes of a script: parse-main tokens|ast|err FILE
 *
 * Messages go to standard output, with the file's last component as its name, and the exit status
 * says whether there were errors.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"

static char *read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *text = malloc(SOURCE_MAX_BYTES + 1);

	if (!f || !text) {
		perror(path);
		exit(2);
	}
	*len = fread(text, 1, SOURCE_MAX_BYTES + 1, f);
	fclose(f);
	return text;
}

int main(int argc, char **argv)
{
	const struct script *script;
	const char *name;
	struct session s;
	bool failed;
	size_t len;
	char *text;

	if (argc != 3) {
		fputs("usage: parse-main tokens|ast|err FILE\n", stderr);
		return 2;
	}
	name = strrchr(argv[2], '/') ? strrchr(argv[2], '/') + 1 : argv[2];
	session_init(&s);
	text = read_file(argv[2], &len);
	if (!strcmp(argv[1], "tokens")) {
		parser_dump_tokens(&s, name, text, len, stdout);
	} else {
		script = parse_text(&s, name, text, len);
		if (!strcmp(argv[1], "ast") && !diags_failed(&s.diags))
			ast_dump(script, stdout);
	}
	failed = diags_failed(&s.diags);
	diags_print(&s.diags, stdout, DIAG_COLOR_NEVER);
	free(text);
	session_free(&s);
	return failed;
}
