// SPDX-License-Identifier: GPL-2.0-or-later
/* Formats and values: against libc's printf where it has the conversion, else against tables. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "runtime/host/errno_names.h"
#include "runtime/host/format.h"
#include "sema/ktypes.h"
#include "tests/host_test.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* Formats one record without any file; the text is valid until the next call. */
static const char *show(struct test *t, unsigned site, const void *payload, bool terminal)
{
	static char text[OUTPUT_BUFFER + 1];
	struct output out = { .fd = -1, .is_terminal = terminal, .buffer = text };
	struct formatter f;

	if (!formatter_init(&f, &t->p, &out))
		return "(bad format)";
	if (!format_record(&f, site, payload, t->p.sites[site].print->bytes))
		return "(bad record)";
	text[out.used] = 0;
	return text;
}

static const char *show_value(const char *format, struct type type, u64 v)
{
	static char text[1024];
	struct test t;

	test_init(&t, "");
	snprintf(text, sizeof(text), "%s",
		 show(&t, add_print_types(&t, format, &type, 1), &v, false));
	test_free(&t);
	return text;
}

static const char *show_string(const char *format, const char *s, bool terminal)
{
	static char text[1024];
	struct type type = type_string(64);
	char payload[64];
	struct test t;

	memset(payload, '#', sizeof(payload));	/* what comes after the NUL is not specified */
	memcpy(payload, s, strlen(s) + 1);
	test_init(&t, "");
	snprintf(text, sizeof(text), "%s",
		 show(&t, add_print_types(&t, format, &type, 1), payload, terminal));
	test_free(&t);
	return text;
}

/* ---- against libc ---- */

static const char *const specs[] = {
	"",    "1",    "5",    "12",   "-12",  "012",  "+",    " ",   "+12", "-+12", "+-8",
	" 8",  "+ 8",  "#",    "#12",  "#012", "-#12", ".0",   ".1",  ".5",  ".20",  "12.5",
	"-12.5", "012.5", "+.5", "#.5", "#.0",  "#12.3", "0",   "-012", "#20.10", "+020", "30.25",
};

static const u64 numbers[] = {
	0, 1, 7, 8, 9, 10, 42, 99, 100, 255, 12345, 4096, 0x7fffffff, 0xffffffff, 1000000007,
	0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, -(u64)12345, -(u64)100,
	10000000000000000000u, 9999999999u,
};

static void libc_number(const char *spec, char conversion, u64 v, unsigned *rows, unsigned *bad)
{
	char ours[32], theirs[32], want[256];
	const char *got;

	snprintf(ours, sizeof(ours), "<%%%s%c>", spec, conversion);
	snprintf(theirs, sizeof(theirs), "<%%%sll%c>", spec, conversion);
	snprintf(want, sizeof(want), theirs, (unsigned long long)v);
	got = show_value(ours, type_int(8, true), v);
	++*rows;
	if (strcmp(got, want)) {
		++*bad;
		printf("#  %s of %#llx: got %s, libc %s\n", ours, (unsigned long long)v, got, want);
	}
}

static void test_libc_numbers(void)
{
	char probe[16] = "", conversions[] = "diuxXob";
	unsigned rows = 0, bad = 0;
	size_t i, j, k, n = strlen(conversions);
	char binary[] = "%b";

	snprintf(probe, sizeof(probe), binary, 5);
	if (strcmp(probe, "101"))
		n--;		/* an older libc */
	for (i = 0; i < n; i++)
		for (j = 0; j < COUNT(specs); j++)
			for (k = 0; k < COUNT(numbers); k++)
				libc_number(specs[j], conversions[i], numbers[k], &rows, &bad);
	ok(!bad && rows > 4000, "%u integers as libc prints them", rows);
}

static void test_libc_strings(void)
{
	static const char *const formats[] = {
		"%s", "%10s", "%-10s", "%.3s", "%10.3s", "%-10.3s", "%.0s", "%2s", "%.60s", "%60s",
		"a%sb", "%%%s%%", "%-2.1s|", "%100s", "%-100s|",
	};
	static const char *const words[] = {
		"", "a", "swapper/0", "\x1b[31m", "gr\xc3\xb6\xc3\x9f",
	};
	unsigned bad = 0;
	size_t i, j;
	char want[256];

	for (i = 0; i < COUNT(formats); i++) {
		for (j = 0; j < COUNT(words); j++) {
			const char *got = show_string(formats[i], words[j], false);

			snprintf(want, sizeof(want), formats[i], words[j]);
			if (strcmp(got, want)) {
				bad++;
				printf("#  %s: got %s, libc %s\n", formats[i], got, want);
			}
		}
	}
	ok(!bad, "strings as libc prints them");
	for (i = 1, bad = 0; i < 256; i++) {
		snprintf(want, sizeof(want), "%c|%3c|%-3c|", (int)i, (int)i, (int)i);
		bad += strcmp(show_value("%c", type_int(1, false), i), (char[]){ i, 0 }) != 0;
		bad += strncmp(show_value("%c|", type_int(1, false), i), want, 2) != 0;
		bad += strncmp(show_value("%3c|", type_int(1, false), i), want + 2, 4) != 0;
		bad += strncmp(show_value("%-3c|", type_int(1, false), i), want + 6, 4) != 0;
	}
	ok(!bad, "%%c as libc prints it");
}

/* ---- tables ---- */

#define U64 { .kind = TY_INT, .size = 8 }
#define S64 { .kind = TY_INT, .size = 8, .is_signed = true }
#define S32 { .kind = TY_INT, .size = 4, .is_signed = true }
#define S16 { .kind = TY_INT, .size = 2, .is_signed = true }
#define S8 { .kind = TY_INT, .size = 1, .is_signed = true }
#define U32 { .kind = TY_INT, .size = 4 }
#define BOOL { .kind = TY_BOOL, .size = 1 }
#define ENUM { .kind = TY_ENUM, .size = 4, .is_signed = true }
#define PTR { .kind = TY_PTR, .size = 8 }
#define USER_PTR { .kind = TY_PTR, .size = 8, .is_user = true }
#define SHOWN(how) { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_##how }
#define SHOWN_U64(how) { .kind = TY_INT, .size = 8, .show = SHOW_##how }

static const struct {
	const char *format;
	struct type type;
	u64 v;
	const char *want;
} values[] = {
	/* of the type's own bytes */
	{ "%x", S32, -(u64)1, "ffffffff" },
	{ "%x", S16, -(u64)1, "ffff" },
	{ "%X", S8, -(u64)2, "FE" },
	{ "%o", S8, -(u64)1, "377" },
	{ "%b", S8, -(u64)128, "10000000" },
	{ "%#b", S8, 5, "0b101" },
	{ "%u", S32, -(u64)1, "4294967295" },
	{ "%x", S64, -(u64)1, "ffffffffffffffff" },
	{ "%x", U32, 0xffffffff, "ffffffff" },
	{ "%d", U32, 0xffffffff, "4294967295" },
	{ "%d", S32, -(u64)2147483648, "-2147483648" },
	{ "%lld %%", S64, 5, "5 %" },
	{ "%hhu", U32, 300, "300" },
	{ "%zd", S64, 5, "5" },
	/* bool, pointers, enums with the conversions of numbers and words */
	{ "%d", BOOL, 1, "1" },
	{ "%d", BOOL, 0, "0" },
	{ "%s", BOOL, 1, "true" },
	{ "%-6s|", BOOL, 0, "false |" },
	{ "%d", ENUM, 7, "7" },
	{ "%p", PTR, 0, "0x0" },
	{ "%p", PTR, 0xffff888012345678, "0xffff888012345678" },
	{ "%20p", PTR, 0xffff888012345678, "  0xffff888012345678" },
	{ "%-6p|", PTR, 0xab, "0xab  |" },
	{ "%p", S64, 4096, "0x1000" },
	{ "%x", PTR, 0xffff888012345678, "ffff888012345678" },
	{ "%s", SHOWN(ERRNO), -(u64)2, "-ENOENT" },
	{ "%s", SHOWN(DURATION), 1500, "1.5us" },
	{ "%d", SHOWN(DURATION), 1500, "1500" },
	/* %v of plain types */
	{ "%v", S64, 0, "0" },
	{ "%v", S64, -(u64)1, "-1" },
	{ "%v", S64, 1ull << 63, "-9223372036854775808" },
	{ "%v", U64, ~0ull, "18446744073709551615" },
	{ "%v", U32, 0xffffffff, "4294967295" },
	{ "%10v|", S64, 42, "        42|" },
	{ "%-10v|", S64, 42, "42        |" },
	{ "%v", BOOL, 1, "true" },
	{ "%v", BOOL, 0, "false" },
	{ "%v", ENUM, 7, "?7" },
	{ "%v", ENUM, -(u64)7, "?-7" },
	{ "%v", PTR, 0, "0x0" },
	{ "%v", PTR, 0xffffffff81000000, "0xffffffff81000000" },
	{ "%v", PTR, -(u64)2, "ERR_PTR(-ENOENT)" },
	{ "%v", PTR, -(u64)4095, "ERR_PTR(-4095)" },
	{ "%v", PTR, -(u64)4096, "0xfffffffffffff000" },
	{ "%v", PTR, -(u64)512, "ERR_PTR(-ERESTARTSYS)" },
	{ "%v", USER_PTR, -(u64)2, "0xfffffffffffffffe" },
	{ "%20v|", PTR, -(u64)12, "    ERR_PTR(-ENOMEM)|" },
	/* errno */
	{ "%v", SHOWN(ERRNO), 0, "0" },
	{ "%v", SHOWN(ERRNO), 4096, "4096" },
	{ "%v", SHOWN(ERRNO), -(u64)11, "-EAGAIN" },
	{ "%v", SHOWN(ERRNO), -(u64)133, "-EHWPOISON" },
	{ "%v", SHOWN(ERRNO), -(u64)517, "-EPROBE_DEFER" },
	{ "%v", SHOWN(ERRNO), -(u64)5000, "-5000" },
	{ "%v", SHOWN(ERRNO), -(u64)41, "-41" },
	{ "%v", SHOWN_U64(ERRNO), -(u64)2, "18446744073709551614" },
	{ "%-10v|", SHOWN(ERRNO), -(u64)2, "-ENOENT   |" },
	/* durations */
	{ "%v", SHOWN(DURATION), 0, "0ns" },
	{ "%v", SHOWN(DURATION), 1, "1ns" },
	{ "%v", SHOWN(DURATION), 999, "999ns" },
	{ "%v", SHOWN(DURATION), 1000, "1us" },
	{ "%v", SHOWN(DURATION), 1004, "1us" },
	{ "%v", SHOWN(DURATION), 1005, "1.01us" },
	{ "%v", SHOWN(DURATION), 1500, "1.5us" },
	{ "%v", SHOWN(DURATION), 9994, "9.99us" },
	{ "%v", SHOWN(DURATION), 9995, "10us" },
	{ "%v", SHOWN(DURATION), 12300, "12.3us" },
	{ "%v", SHOWN(DURATION), 12345, "12.3us" },
	{ "%v", SHOWN(DURATION), 99949, "99.9us" },
	{ "%v", SHOWN(DURATION), 99950, "100us" },
	{ "%v", SHOWN(DURATION), 123456, "123us" },
	{ "%v", SHOWN(DURATION), 999499, "999us" },
	{ "%v", SHOWN(DURATION), 999500, "1ms" },
	{ "%v", SHOWN(DURATION), 1250000, "1.25ms" },
	{ "%v", SHOWN(DURATION), 3200000000, "3.2s" },
	{ "%v", SHOWN(DURATION), 59940000000, "59.9s" },
	{ "%v", SHOWN(DURATION), 59950000000, "1m" },
	{ "%v", SHOWN(DURATION), 60000000000, "1m" },
	{ "%v", SHOWN(DURATION), 125000000000, "2m5s" },
	{ "%v", SHOWN(DURATION), 125500000000, "2m6s" },
	{ "%v", SHOWN(DURATION), 3599400000000, "59m59s" },
	{ "%v", SHOWN(DURATION), 3599500000000, "1h" },
	{ "%v", SHOWN(DURATION), 12300000000000, "3h25m" },
	{ "%v", SHOWN(DURATION), 86400000000000, "1d" },
	{ "%v", SHOWN(DURATION), 86390000000000, "1d" },
	{ "%v", SHOWN(DURATION), 100800000000000, "1d4h" },
	{ "%v", SHOWN(DURATION), -(u64)1250000, "-1.25ms" },
	{ "%v", SHOWN(DURATION), 1ull << 63, "-106752d" },
	{ "%v", SHOWN_U64(DURATION), ~0ull, "213504d" },
	{ "%8v|", SHOWN(DURATION), 1250000, "  1.25ms|" },
	/* sizes */
	{ "%v", SHOWN(SIZE), 0, "0B" },
	{ "%v", SHOWN(SIZE), 1023, "1023B" },
	{ "%v", SHOWN(SIZE), 1024, "1KiB" },
	{ "%v", SHOWN(SIZE), 4096, "4KiB" },
	{ "%v", SHOWN(SIZE), 1536, "1.5KiB" },
	{ "%v", SHOWN(SIZE), 1572864, "1.5MiB" },
	{ "%v", SHOWN(SIZE), 1048064, "1MiB" },
	{ "%v", SHOWN(SIZE), 1048063, "1023KiB" },
	{ "%v", SHOWN(SIZE), 10240000, "9.77MiB" },
	{ "%v", SHOWN(SIZE), 1ull << 40, "1TiB" },
	{ "%v", SHOWN(SIZE), 1ull << 63, "-8EiB" },
	{ "%v", SHOWN_U64(SIZE), ~0ull, "16EiB" },
	/* characters */
	{ "%v", SHOWN(CHAR), 'a', "'a'" },
	{ "%v", SHOWN(CHAR), '\n', "'\\n'" },
	{ "%v", SHOWN(CHAR), 0, "'\\0'" },
	{ "%v", SHOWN(CHAR), '\'', "'\\''" },
	{ "%v", SHOWN(CHAR), '\\', "'\\\\'" },
	{ "%v", SHOWN(CHAR), 0x1b, "'\\e'" },
	{ "%v", SHOWN(CHAR), 0x7f, "'\\x7f'" },
	{ "%v", SHOWN(CHAR), 0xe4, "'\\xe4'" },
	{ "%v", SHOWN(CHAR), -(u64)28, "'\\xe4'" },
	{ "%v", SHOWN(CHAR), 256, "256" },
	{ "%v", SHOWN(CHAR), -(u64)129, "-129" },
};

static void test_values(void)
{
	char name[64];
	size_t i;

	for (i = 0; i < COUNT(values); i++) {
		snprintf(name, sizeof(name), "%s of %#llx, row %zu", values[i].format,
			 (unsigned long long)values[i].v, i);
		is_text(show_value(values[i].format, values[i].type, values[i].v), values[i].want,
			name);
	}
}

static void test_terminal(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "plain", "plain" },
		{ "a\tb\nc", "a\tb\nc" },
		{ "\x1b[2J", "\\x1b[2J" },
		{ "\r\a\x7f", "\\x0d\\x07\\x7f" },
		{ "gr\xc3\xb6\xc3\x9f", "gr\xc3\xb6\xc3\x9f" },
		{ "\xe2\x82\xac \xf0\x9f\x90\xa7", "\xe2\x82\xac \xf0\x9f\x90\xa7" },
		{ "\x9b" "31m", "\\x9b31m" },
		{ "\xc2\x9b" "31m", "\\xc2\\x9b31m" },	/* U+009B is CSI too */
		{ "\xc0\x9b", "\\xc0\\x9b" },
		{ "\xe0\x82\x9b", "\\xe0\\x82\\x9b" },
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },
		{ "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80" },
		{ "cut \xe2\x82", "cut \\xe2\\x82" },
	};
	char name[64];
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		snprintf(name, sizeof(name), "on a terminal, row %zu", i);
		is_text(show_string("%s", rows[i].text, true), rows[i].want, name);
		is_text(show_string("%s", rows[i].text, false), rows[i].text, "… and in a file");
	}
	is_text(show_string("%-6s|", "\x1b", true), "\\x1b  |", "width counts what is shown");
	is_text(show_string("\x1b[1m%s", "x", true), "\x1b[1mx", "the format's own text is not");
}

/* ---- errno, symbols, enums, time ---- */

static void test_errno_names(void)
{
	unsigned bad = 0, known = 0;
	int i;

	for (i = 0; i < 200; i++) {
		const char *theirs = strerrorname_np(i), *ours = errno_name(i);

		if (!i || (!theirs && !ours))
			continue;
		known++;
		if (!theirs || !ours || strcmp(theirs, ours)) {
			bad++;
			printf("#  %d: got %s, libc %s\n", i, ours ? ours : "none",
			       theirs ? theirs : "none");
		}
	}
	ok(!bad && known > 120, "%u names of error numbers as in libc", known);
	ok(!errno_name(4096) && !errno_name(~0ull), "no name beyond the table");
}

static void test_symbol(void)
{
	static const char *names[] = { "vfs_read", "tcp_ack" };
	struct type type = { .kind = TY_SYMBOL, .size = 8 };
	u64 v = 1, beyond = 2;
	unsigned site;
	struct test t;

	test_init(&t, "");
	t.p.symbols = names;
	t.p.nsymbols = 2;
	site = add_print_types(&t, "%s|", &type, 1);
	is_text(show(&t, site, &v, false), "tcp_ack|", "%s of a symbol");
	site = add_print_types(&t, "%-10v|", &type, 1);
	is_text(show(&t, site, &v, false), "tcp_ack   |", "%v of a symbol");
	is_text(show(&t, site, &beyond, false), "?2        |", "a symbol that is not there");
	test_free(&t);
}

static void test_enum(void)
{
	struct type type = { .kind = TY_ENUM, .size = 4 };
	u64 known = 1, unknown = 77;
	const char *why = "";
	struct test t;
	struct ktypes *kt;
	unsigned site;

	test_init(&t, "");
	kt = ktypes_open_running(&t.s.arena, &why);
	type.ktype = kt ? ktypes_find(kt, KK_ENUM, "pid_type") : 0;
	if (!type.ktype) {
		skip("enums by name", why);
		test_free(&t);
		return;
	}
	t.p.kt = kt;
	site = add_print_types(&t, "%v %s %d", (struct type[]){ type, type, type }, 3);
	is_text(show(&t, site, (u64[]){ known, known, known }, false),
		"PIDTYPE_TGID PIDTYPE_TGID 1", "an enum's constant");
	is_text(show(&t, site, (u64[]){ unknown, unknown, unknown }, false),
		"pid_type?77 pid_type?77 77", "a value without a name");
	ktypes_close(kt);
	test_free(&t);
}

/* The text of a time must be between those of two clock readings around it. */
static void test_time(void)
{
	struct type type = SHOWN_U64(TIME);
	char before[32], after[32], got[64];
	struct timespec mono, real;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &real);
	strftime(before, sizeof(before), "%H:%M:%S", localtime_r(&real.tv_sec, &tm));
	sprintf(before + 8, ".%06ld", real.tv_nsec / 1000);
	clock_gettime(CLOCK_MONOTONIC, &mono);
	snprintf(got, sizeof(got), "%s",
		 show_value("%v", type, mono.tv_sec * 1000000000ull + mono.tv_nsec));
	clock_gettime(CLOCK_REALTIME, &real);
	real.tv_nsec += 100000;		/* two clocks are read, one after the other */
	strftime(after, sizeof(after), "%H:%M:%S", localtime_r(&real.tv_sec, &tm));
	sprintf(after + 8, ".%06ld", real.tv_nsec / 1000);
	ok(strlen(got) == 15 && (strcmp(before, after) > 0 ||
				 (strcmp(before, got) <= 0 && strcmp(got, after) <= 0)),
	   "now prints as %s, between %s and %s", got, before, after);
}

/* ---- println, several values, what does not fit ---- */

static void test_records(void)
{
	struct type types[] = { S64, { .kind = TY_STRING, .width = 16 }, PTR, SHOWN(DURATION) };
	struct {
		u64 a;
		char s[16];
		u64 p, d;
	} record = { -(u64)5, "", 0xff, 2000000 };
	struct formatter f;
	struct output out = { .fd = -1, .buffer = malloc(OUTPUT_BUFFER) };
	unsigned site, bad_site;
	struct test t;

	memset(record.s, 'x', sizeof(record.s));	/* without a NUL: the width is the end */
	test_init(&t, "");
	site = add_print_types(&t, NULL, types, 4);
	is_text(show(&t, site, &record, false), "-5 xxxxxxxxxxxxxxxx 0xff 2ms\n", "println");
	site = add_print_types(&t, NULL, types, 0);
	is_text(show(&t, site, "", false), "\n", "println of nothing");
	site = add_print_types(&t, "%d: %s %% %p took %v\n", types, 4);
	is_text(show(&t, site, &record, false), "-5: xxxxxxxxxxxxxxxx % 0xff took 2ms\n", "printf");
	site = add_print_types(&t, "100%%\n", types, 0);
	is_text(show(&t, site, "", false), "100%\n", "printf of text alone");
	site = add_print_types(&t, "", types, 0);
	is_text(show(&t, site, "", false), "", "printf of nothing");
	bad_site = add_fault_site(&t, FAULT_DIVIDE, NO_SPAN);
	ok(formatter_init(&f, &t.p, &out), "a formatter");
	ok(!format_record(&f, bad_site, &record, sizeof(record)), "no record of a fault's site");
	ok(!format_record(&f, 0, &record, sizeof(record)), "no record of site 0");
	ok(!format_record(&f, 1000, &record, sizeof(record)), "no record of a site after the last");
	ok(!format_record(&f, 1, &record, sizeof(record) - 8), "no record that is too short");
	ok(format_record(&f, 1, &record, sizeof(record)) && out.used, "one that is right");
	test_free(&t);
	free(out.buffer);
}

static void test_misfits(void)
{
	static const struct {
		const char *format, *kinds;
	} rows[] = {
		{ "%d", "" }, { "x", "l" }, { "%d", "s" }, { "%x", "s" }, { "%", "l" },
		{ "%y", "l" }, { "%d %d", "l" }, { "%5", "l" },
	};
	struct output out = { .fd = -1 };
	struct formatter f;
	struct test t;
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		test_init(&t, "");
		add_print(&t, rows[i].format, rows[i].kinds);
		ok(!formatter_init(&f, &t.p, &out) && t.s.diags.first->code == DIAG_INTERNAL,
		   "`%s' with (%s) is refused", rows[i].format, rows[i].kinds);
		test_free(&t);
	}
}

void test_text(void)
{
	test_libc_numbers();
	test_libc_strings();
	test_values();
	test_terminal();
	test_errno_names();
	test_symbol();
	test_enum();
	test_time();
	test_records();
	test_misfits();
}
