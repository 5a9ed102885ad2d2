// SPDX-License-Identifier: GPL-2.0-or-later
/* JSON: values of each type, strings of any bytes, lines.  That they are JSON is for tests/json.t. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/format.h"
#include "runtime/host/json.h"
#include "sema/ktypes.h"
#include "tests/host_test.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* A writer into memory. */
struct writer {
	struct test t;
	struct formatter f;
	struct json j;
	struct output out;
	char text[OUTPUT_BUFFER + 1];
};

static void start(struct writer *w, bool terminal)
{
	w->out = (struct output){ .fd = -1, .is_terminal = terminal, .buffer = w->text };
	if (!formatter_init(&w->f, &w->t.p, &w->out))
		ok(false, "a formatter");
	json_open(&w->j, &w->out, &w->f.values);
}

static const char *written(struct writer *w)
{
	w->text[w->out.used] = 0;
	w->out.used = 0;
	return w->text;
}

static struct writer *writer_new(bool terminal)
{
	static const char *names[] = { "vfs_read" };
	struct writer *w = calloc(1, sizeof(*w));

	test_init(&w->t, "probe end { printf(1 / x) }");
	w->t.p.symbols = names;
	w->t.p.nsymbols = 1;
	add_probe(&w->t, PROBE_END, "end");
	start(w, terminal);
	return w;
}

static void writer_free(struct writer *w)
{
	json_close(&w->j);
	test_free(&w->t);
	free(w);
}

/* ---- values ---- */

#define INT(size, is_signed) { TY_INT, SHOW_PLAIN, size, is_signed, false, 0, 0 }
#define SHOWN(name) { TY_INT, SHOW_##name, 8, true, false, 0, 0 }
#define KIND(name) { TY_##name, SHOW_PLAIN, 8, false, false, 0, 0 }

static const struct {
	struct type type;
	u64 v;
	const char *want;
} values[] = {
	{ INT(8, true), 0, "0" },
	{ INT(8, true), -(u64)1, "-1" },
	{ INT(8, true), 1ull << 63, "-9223372036854775808" },
	{ INT(8, false), -(u64)1, "18446744073709551615" },
	{ INT(8, false), (1ull << 53) + 1, "9007199254740993" },
	{ INT(4, false), 0xffffffff, "4294967295" },
	{ INT(4, true), -(u64)5, "-5" },
	{ SHOWN(DURATION), 1250000, "1250000" },
	{ SHOWN(TIME), 81234567890, "81234567890" },
	{ SHOWN(SIZE), 4096, "4096" },
	{ SHOWN(ERRNO), -(u64)2, "-2" },
	{ SHOWN(CHAR), 'a', "97" },
	{ KIND(BOOL), 0, "false" },
	{ KIND(BOOL), 1, "true" },
	{ KIND(PTR), 0xffff888003c7a000, "\"0xffff888003c7a000\"" },
	{ KIND(PTR), 0, "\"0x0\"" },
	{ KIND(PTR), -(u64)2, "\"0xfffffffffffffffe\"" },
	{ KIND(STRUCT), 0x1000, "\"0x1000\"" },
	{ KIND(ARRAY), 0x1000, "\"0x1000\"" },
	{ KIND(SYMBOL), 0, "\"vfs_read\"" },
	{ KIND(SYMBOL), 7, "\"?7\"" },
};

static void test_values(struct writer *w)
{
	char want[64];
	size_t i;

	for (i = 0; i < COUNT(values); i++) {
		json_value(&w->j, values[i].type, values[i].v);
		json_end_line(&w->j);
		snprintf(want, sizeof(want), "%s\n", values[i].want);
		is_text(written(w), want, values[i].want);
	}
}

static void test_enum(struct writer *w)
{
	struct type type = { .kind = TY_ENUM, .size = 4 };
	const char *why = "";
	struct ktypes *kt = ktypes_open_running(&w->t.s.arena, &why);

	type.ktype = kt ? ktypes_find(kt, KK_ENUM, "pid_type") : 0;
	if (!type.ktype) {
		skip("enums by name", why);
		return;
	}
	w->t.p.kt = kt;
	json_begin_array(&w->j);
	json_value(&w->j, type, 1);
	json_value(&w->j, type, 77);
	json_end_array(&w->j);
	json_end_line(&w->j);
	is_text(written(w), "[\"PIDTYPE_TGID\",\"pid_type?77\"]\n", "enums by name");
	ktypes_close(kt);
	w->t.p.kt = NULL;
}

/* ---- strings ---- */

#define BAD "\xef\xbf\xbd"

static const struct {
	const char *text, *want, *on_terminal;	/* NULL: as in a file */
} strings[] = {
	{ "", "", NULL },
	{ "plain /dev/null", "plain /dev/null", NULL },
	{ "\"a\\b\"", "\\\"a\\\\b\\\"", NULL },
	{ "\n\r\t\b\f", "\\n\\r\\t\\b\\f", NULL },
	{ "\x1b[2J\x01\x1f", "\\u001B[2J\\u0001\\u001F", NULL },
	{ "gr\xc3\xb6\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\xa7",
	  "gr\xc3\xb6\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\xa7", NULL },
	{ "\x7f<\xc2\x9b>\n\xc2\xa0", "\x7f<\xc2\x9b>\\n\xc2\xa0", "\\u007f<\\u009b>\\n\xc2\xa0" },
	{ "\x9b" "31m", BAD "31m", NULL },
	{ "\xc0\x9b", BAD BAD, NULL },
	{ "\xe0\x82\x9b", BAD BAD BAD, NULL },
	{ "\xed\xa0\x80", BAD BAD BAD, NULL },
	{ "\xf4\x90\x80\x80.", BAD BAD BAD BAD ".", NULL },
	{ "cut \xe2\x82", "cut " BAD BAD, NULL },
	{ "\xff\"\xc3\xb6\xfe", BAD "\\\"\xc3\xb6" BAD, NULL },
};

static void test_strings(struct writer *w, bool terminal)
{
	char want[128], name[64];
	size_t i;

	for (i = 0; i < COUNT(strings); i++) {
		const char *text = terminal && strings[i].on_terminal ? strings[i].on_terminal
								      : strings[i].want;

		json_string(&w->j, strings[i].text, strlen(strings[i].text));
		json_end_line(&w->j);
		snprintf(want, sizeof(want), "\"%s\"\n", text);
		snprintf(name, sizeof(name), "string %zu %s", i, terminal ? "on a terminal" : "");
		is_text(written(w), want, name);
	}
}

/* ---- lines ---- */

static void test_lines(void)
{
	struct writer *w = writer_new(false);
	struct wire_record head = { .cpu = 3, .ns = ~0ull };
	struct span place = place_of(&w->t, "1 / x", 0);
	struct {
		u64 n;
		char s[16];
	} record = { -(u64)5, "" };
	unsigned fault = add_fault_site(&w->t, FAULT_DIVIDE, place);
	unsigned site = add_print(&w->t, "%d \"%s\"\n", "ls"), bare = add_print(&w->t, NULL, "");

	json_close(&w->j);
	start(w, false);	/* sites must be known */
	memset(record.s, 'x', sizeof(record.s));	/* without a NUL: the width is the end */
	head.site = site;
	ok(json_record(&w->j, &head, &record, sizeof(record)), "a record");
	is_text(written(w), "{\"ns\":18446744073709551615,\"cpu\":3,\"probe\":\"end\","
		"\"format\":\"%d \\\"%s\\\"\\n\",\"args\":{\"v1\":-5,\"v2\":\"xxxxxxxxxxxxxxxx\"}}\n",
		"… and its line");
	ok(!json_record(&w->j, &head, &record, sizeof(record) - 8), "no record that is too short");
	head.site = bare;
	ok(json_record(&w->j, &head, &record, 0), "a println of nothing");
	is_text(written(w), "{\"ns\":18446744073709551615,\"cpu\":3,\"probe\":\"end\",\"args\":{}}\n",
		"… has no format");
	head.site = fault;
	ok(!json_record(&w->j, &head, &record, sizeof(record)), "no record of a fault's site");
	head.site = 0;
	ok(!json_record(&w->j, &head, &record, sizeof(record)), "no record of site 0");
	head.site = 1000;
	ok(!json_record(&w->j, &head, &record, sizeof(record)), "no record after the last site");
	json_event(&w->j, "fault", place, NULL, "bad address", 17);
	json_event(&w->j, "lost", NO_SPAN, &w->t.p.probes[0], "hits", 1);
	is_text(written(w), "{\"event\":\"fault\",\"place\":\"script.fp:1:20\","
		"\"text\":\"bad address\",\"count\":17}\n"
		"{\"event\":\"lost\",\"probe\":\"end\",\"text\":\"hits\",\"count\":1}\n", "events");
	writer_free(w);
}

void test_json(void)
{
	struct writer *file = writer_new(false), *terminal = writer_new(true);

	test_values(file);
	test_enum(file);
	test_strings(file, false);
	test_strings(terminal, true);
	test_lines();
	writer_free(file);
	writer_free(terminal);
}
