// SPDX-License-Identifier: GPL-2.0-or-later
/* differential SEED NUMBER: prints a random script that is right by the language's rules and ends. */

#include <stdio.h>
#include <stdlib.h>

#include "tests/generate/gen.h"

static void globals(struct gen *g)
{
	static const struct {
		const char *type, *values[4];
	} kinds[] = {
		{ "", { "0", "-1", "0x8000000000000000", "5" } },
		{ ": u64", { "0xffffffffffffffff", "0", "9223372036854775808", "3" } },
		{ ": s64", { "-9223372036854775808", "9223372036854775807", "1", "-2" } },
		{ ": s32", { "-2147483648", "2147483647", "0", "-7" } },
		{ ": u32", { "4294967295", "2147483648", "0", "9" } },
		{ ": s16", { "-32768", "32767", "-1", "300" } },
		{ ": u16", { "65535", "32768", "0", "300" } },
		{ ": s8", { "-128", "127", "-1", "5" } },
		{ ": u8", { "255", "128", "0", "7" } },
		{ ": bool", { "true", "false", "true", "false" } },
	};
	unsigned i, k;

	printf("global c0 = 0\n");
	for (i = 1; i < 6; i++) {
		k = below(g, 10);
		printf("global c%u%s = %s\n", i, kinds[k].type, kinds[k].values[below(g, 4)]);
	}
	for (i = 0; i < NGLOBALS; i++) {
		k = i == NGLOBALS - 1 ? 9 : below(g, 9);
		printf("global g%u%s = %s\n", i, kinds[k].type, kinds[k].values[below(g, 4)]);
	}
	printf("global t0 = \"%s\"\nglobal t1: string\nthread t2: string\npercpu t3: string\n", text_literal(g));
	printf("thread th: %s\npercpu pc: %s\n", chance(g, 50) ? "u64" : "s16", chance(g, 50) ? "u64" : "s32");
	printf("global m3[%s]: %s\n", chance(g, 50) ? "s8" : "u64", chance(g, 50) ? "u8" : "s32");
	printf("global m4[u64]: u64 limit %u\n", 1 + below(g, 5));
	printf("global h: hist_log\nglobal lin: hist_linear(%d, 100, %u)\n", -(int)below(g, 20), 1 + below(g, 30));
}

static void function(struct gen *g, unsigned i)
{
	static const char *const types[] = { "", "", "", ": s8", ": u64", ": u16", ": bool", ": s64" };
	struct function *f = &g->f[i];
	unsigned k;

	*f = (struct function){ .nparams = below(g, NPARAMS + 1), .text = chance(g, 30), .nothing = chance(g, 15) };
	printf("function f%u(", i);
	for (k = 0; k < f->nparams; k++) {
		f->param_text[k] = chance(g, 30);
		printf("%sp%u%s", k ? ", " : "", k, f->param_text[k] ? "" : PICK(g, types));
	}
	printf(")%s", f->text || f->nothing ? "" : PICK(g, types));
	g->s = (struct scope){ .fn = f };
	g->budget = 8;
	g->returns = false;
	g->weight = g->nest = 0;
	open_block(g);
	block(g, 2 + below(g, 4));
	if (!f->nothing && !g->s.dead) {
		line(g);
		fputs("return ", stdout);
		g->returns = true;
		if (f->text)
			stored(g, 2);
		else
			number(g, 2);
	}
	close_block(g);
	putchar('\n');
	f->nothing = !g->returns;
	f->weight = g->weight + 1;
	f->nest = g->nest;
}

int main(int argc, char **argv)
{
	struct gen g = { 0 };
	unsigned i;

	if (argc != 3) {
		fputs("usage: differential SEED NUMBER\n", stderr);
		return 2;
	}
	g.state = strtoull(argv[1], NULL, 0);
	g.state = next(&g) ^ strtoull(argv[2], NULL, 0) * 0xd1342543de82ef95;
	printf("// seed %s, number %s\n", argv[1], argv[2]);
	globals(&g);
	g.nfuncs = below(&g, NFUNCS + 1);
	for (i = 0; i < g.nfuncs; i++)
		function(&g, i);
	g.s = (struct scope){ 0 };
	g.budget = STATEMENTS;
	g.weight = g.nest = 0;
	fputs("probe begin", stdout);
	open_block(&g);
	line(&g);
	fputs("m0[0] = 1; m1[\"a\", 1] = 2; m2[true, 3, \"b\"] = 3; m3[0] = 4; sm[0] = \"zero\"; t1 = \"\"; t2 = t3 = \"t\"", stdout);
	line(&g);
	fputs("m4[1] = 1; th = 1; pc = 2; h <<< 1; hk[\"a\"] <<< 2; lin <<< 3; w[1, \"b\"] = 1; tm[0] = [1, \"t\", 2]", stdout);
	while (g.budget && !g.s.dead)
		statement(&g);
	close_block(&g);
	fputs("\nprobe begin(1) { println(g0, g1, g2, g3, g4, g5, t0, t1, th)", stdout);
	fputs("; println(m0[0], m0[1], m1[\"a\", 1], m3[0], m4[1], sm[0], sm[1], tm[0], tm[1][2]) }\n", stdout);
	return 0;
}
