/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DRIVER_OPTIONS_H
#define DRIVER_OPTIONS_H

/*
 * The command line.
 *
 * fptap's options are known wherever they stand; other words after the script are the script's own,
 * and so is everything after `--'.
 */

#include "common/session.h"

struct options {
	const char *subcommand;		/* "run" when none is given */
	const char *file;		/* the script; NULL with -e */
	char **args;			/* the script's words */
	unsigned nargs;
	/* One field per row of options.def: the value, "" for a switch, NULL when not given. */
	/* Each time that an option was given, in order: options_next(). */
	struct given {
		const char *name, *value;
	} *given;
	unsigned ngiven, cap_given;
	char **files;			/* of a command that takes files: the words before `--' */
	unsigned nfiles, cap_files;
#define OPTION(name, letter, value, help) const char *name;
#include "driver/options.def"
#undef OPTION
};

/* False after a diagnostic. */
bool options_parse(struct session *s, int argc, char **argv, struct options *o);
/*
 * The values of an option that may be given several times: for (i = 0; (v = options_next(o, "arch",
 * &i));).  NULL after the last.
 */
const char *options_next(const struct options *o, const char *name, unsigned *i);
/* --color, for messages on standard error. */
enum diag_color options_color(const struct options *o);
void options_help(FILE *out);

/* The options as words again, without those named in `but` (NULL-terminated); for run --vm. */
char **options_words(struct session *s, const struct options *o, const char *const *but);

#endif
