// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws text at the readers of a running kernel's lists and of configurations.  The input is cut
 * in four where bytes are 0xff; what becomes of the lists is opened as a .fpk would.
 */

#include <stdlib.h>
#include <string.h>

#include "target/facts.h"
#include "target/running.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bytes cut(const uint8_t **data, size_t *size)
{
	const uint8_t *end = *size ? memchr(*data, 0xff, *size) : NULL;
	struct bytes b = { *data, end ? (size_t)(end - *data) : *size };
	size_t used = b.size + !!end;

	*data += used;
	*size -= used;
	return b;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct function_texts t;
	struct facts facts = { { 0 } };
	struct arena a = { 0 };
	struct functions f;
	struct bytes config;
	struct str out;

	config = cut(&data, &size);
	t.kallsyms = cut(&data, &size);
	t.traceable = cut(&data, &size);
	t.blacklist = cut(&data, &size);
	facts_read(&facts, (const char *)config.at, config.size, true);
	str_init(&out, &a);
	facts_write(&facts, &out);
	str_clear(&out);
	function_texts_read(&t, &a, &out);
	if (out.len) {
		const char *why = functions_open(&f, out.text, out.len);

		/* Names come from a kernel; bytes that are no part of one may be in a list made by
		 * hand. */
		if (why && !strstr(why, "control characters"))
			abort();
	}
	arena_free(&a);
	return 0;
}
