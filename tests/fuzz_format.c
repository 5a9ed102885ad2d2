// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws text at the reader of events' formats: as those of a kernel, event by event, and as the
 * lines of one. What comes out of a format lies in a record.
 */

#include <stdlib.h>
#include <string.h>

#include "probes/tracepoint/format.h"
#include "target/files.h"
#include "target/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_lines(struct arena *a, const char *text, size_t size)
{
	struct format f;
	const char *why = NULL;
	unsigned i;

	if (!format_read(a, text, size, &f, &why)) {
		if (!why)
			abort();
		return;
	}
	if (f.n > FORMAT_FIELDS_MAX)
		abort();
	for (i = 0; i < f.n; i++) {
		const struct field *field = &f.v[i];

		if (field->offset > FORMAT_RECORD_MAX ||
		    field->size > FORMAT_RECORD_MAX - field->offset || !*field->name ||
		    !*field->type || !*field->shown || format_field(&f, field->name) != field ||
		    (field->place != FIELD_HERE && field->size != 4))
			abort();
	}
}

struct reader {
	const struct formats *f;
	struct arena *a;
	unsigned n;
};

static void read_event(void *arg, const char *system, const char *name)
{
	struct reader *r = arg;
	struct bytes text;

	if (r->n++ > 100)
		return;
	if (!formats_get(r->f, r->a, system, name, &text))
		return;
	read_lines(r->a, (const char *)text.at, text.size);
	file_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct formats formats = { .text = { data, size } };
	struct arena a = { 0 };
	struct reader r = { &formats, &a, 0 };
	struct str out;

	read_lines(&a, (const char *)data, size);
	formats_each(&formats, read_event, &r);
	str_init(&out, &a);
	formats_write(&formats, &a, &out);
	arena_free(&a);
	return 0;
}
