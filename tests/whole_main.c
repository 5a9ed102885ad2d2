// SPDX-License-Identifier: GPL-2.0-or-later
/* whole-main BTF text|deep|json: shows a struct whole that the compiler has filled. */

#include <stdio.h>
#include <string.h>

#include "runtime/host/json.h"
#include "runtime/host/whole.h"
#include "sema/ktypes.h"
#include "tests/btf/whole.h"

static const struct whole filled = {
	.minus = -128,
	.flag = 1,
	.colour = GREEN,
	.odd = 3,
	.one = 1,
	.seven = 85,
	.three = -3,
	.far = 0x2aaaabbbbccccull,
	.text = "a\"\\\n",
	.bad = { 'x', -1, '\t', 'z' },
	.bytes = { 0, 1, 255 },
	.inner = { -1, 2 },
	.two = { { 3, 4 }, { 5, 6 } },
	.word = 0x12345678,
	.error = (void *)-2l,
	.many = { 1, -2 },
	.real = 1.5,
};

int main(int argc, char **argv)
{
	struct program p = { 0 };
	struct session s;
	struct value_context values = { .p = &p };
	struct type t = { .kind = TY_STRUCT, .width = sizeof(filled) };
	struct output out;
	struct ktypes *kt;
	struct json json;
	const char *why = "";

	if (argc != 3)
		return 2;
	session_init(&s);
	kt = ktypes_open_file(&s.arena, argv[1], &why);
	if (!kt || !output_open(&out, NULL)) {
		fprintf(stderr, "%s: %s\n", argv[1], why);
		return 1;
	}
	p.s = &s;
	p.kt = kt;
	t.ktype = ktypes_find(kt, KK_STRUCT, "whole");
	if (!strcmp(argv[2], "json")) {
		json_open(&json, &out, &values);
		json_stored(&json, t, &filled);
		json_close(&json);
	} else {
		whole_put(&values, t, (const char *)&filled, !strcmp(argv[2], "deep"), &out);
	}
	output_put(&out, "\n", 1);
	ktypes_close(kt);
	return !output_close(&out);
}
