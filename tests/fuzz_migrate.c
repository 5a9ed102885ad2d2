// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws other tools' scripts at migrate's readers, and what they make of them at the checker.
 *
 * The first byte chooses the reader by its number (FPTAP_FUZZ_READER: it is always that one), its
 * highest bit what is written.  Each line of
 * the result has a place, and each probe of the report lies in the original.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/migrate.h"
#include "parser/parser.h"
#include "sema/ktypes.h"
#include "sema/sema.h"
#include "tests/fuzz_types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const readers[] = {
#define READER(name, title, suffixes, looks_like, read, to_tracefs) name,
#include "migrate/readers.def"
#undef READER
};

#define NREADERS (sizeof(readers) / sizeof(*readers))

static void look_at_report(const struct migration *m)
{
	const struct report_row *row;
	unsigned lines = 0;
	size_t i;

	for (row = m->report.rows; row; row = row->next)
		must(source_of(&m->s->sources, row->span.off) == m->original,
		     "a row of another text");
	for (i = 0; i < m->out.text.len; i++)
		lines += m->out.text.text[i] == '\n';
	must(lines == m->out.lines, "lines without places");
}

static void check(struct session *s, struct target *t, const struct migration *m)
{
	struct script_args none = { 0 };
	const struct script *script = parse_text(s, "out.fp", m->out.text.text, m->out.text.len);

	if (!diags_failed(&s->diags))
		sema_check(s, t, script, "out.fp", &none);
}

static const struct reader *chosen(uint8_t byte)
{
	const char *name = getenv("FPTAP_FUZZ_READER");
	const struct reader *r = reader_by_name(name ? name : readers[(byte & 0x7f) % NREADERS]);

	must(r != NULL, "FPTAP_FUZZ_READER names no reader");
	return r;
}

static void migrate(struct session *s, const uint8_t *data, size_t size)
{
	struct target target = {
		.s = s, .arch = "x86_64", .release = "6.0.0", .kt = types, .tried = true
	};
	const struct reader *reader = chosen(*data);
	struct facts facts;
	struct migration m = { .s = s, .target = &target, .facts = &facts };
	FILE *none = fopen("/dev/null", "w");

	facts_init(&facts, &s->arena);
	m.to = *data & 0x80 && reader->to_tracefs ? MIGRATE_TO_TRACEFS : MIGRATE_TO_FP;
	m.original = source_add(&s->sources, "fuzz", (const char *)data + 1, (uint32_t)(size - 1));
	migrate_script(&m, reader);
	if (diags_failed(&s->diags)) {
		fclose(none);
		return;
	}
	look_at_report(&m);
	report_show(&m.report, "fuzz", REPORT_TEXT, none);
	report_show(&m.report, "fuzz", REPORT_MARKDOWN, none);
	report_show(&m.report, "fuzz", REPORT_JSON, none);
	fclose(none);
	if (m.to == MIGRATE_TO_FP)
		check(s, &target, &m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session s;

	if (!size || memchr(data + 1, 0, size - 1))
		return 0;
	session_init(&s);
	migrate(&s, data, size);
	session_free(&s);
	return 0;
}
