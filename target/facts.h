/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_FACTS_H
#define TARGET_FACTS_H

/* What is known of a kernel's configuration: the rows of facts.def. */

#include <stdbool.h>
#include <stddef.h>

#include "common/str.h"

enum fact {
#define FACT(option, function) FACT_##option,
#include "target/facts.def"
#undef FACT
	FACT_COUNT
};

enum fact_value { FACT_UNKNOWN, FACT_OFF, FACT_ON };

struct facts {
	enum fact_value v[FACT_COUNT];
};

const char *fact_option(enum fact f);
/* The function of its row; "": none. */
const char *fact_function(enum fact f);

/*
 * Lines of a configuration file: CONFIG_X=y (m counts as set), `# CONFIG_X is not set'.  What is
 * not in a whole configuration is off.
 */
void facts_read(struct facts *f, const char *text, size_t n, bool is_whole);
/* … as facts_read() takes them, those that are known. */
void facts_write(const struct facts *f, struct str *out);

/* The first option of "CONFIG_A, CONFIG_B" that is off; NULL: none that is known to be. */
const char *facts_missing(const struct facts *f, const char *options);

#endif
