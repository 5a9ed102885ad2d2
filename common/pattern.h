/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_PATTERN_H
#define COMMON_PATTERN_H

/*
 * Names by pattern: "vfs_{read,write}*, tcp_?".  A list has commas between; braces hold alternatives,
 * one inside of the other too; * ? [a-z] are those of the shell.
 */

#include <stdbool.h>

#include "common/str.h"

/* It is a name: no list, and nothing that matches others. */
bool pattern_is_one_name(const char *pattern);

/* The parts of a list, in the arena; returns how many. */
unsigned pattern_split(struct arena *a, const char *list, const char ***parts);

/* Does one part of a list match the name? */
bool pattern_matches(const char *part, const char *name);

#endif
