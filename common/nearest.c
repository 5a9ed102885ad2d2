// SPDX-License-Identifier: GPL-2.0-or-later
/* See nearest.h. */

#include "common/nearest.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORD 64

void nearest_init(struct nearest *n, const char *word)
{
	unsigned limit = (unsigned)(strlen(word) / 3);

	if (limit < 1)
		limit = 1;
	if (limit > 3)
		limit = 3;
	*n = (struct nearest){ .word = word, .distance = limit + 1 };
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

/* Optimal string alignment distance; three rows are enough. */
static unsigned distance(const char *a, size_t la, const char *b, size_t lb)
{
	unsigned rows[3][MAX_WORD + 1], *before = rows[0], *prev = rows[1], *cur = rows[2], *t;
	size_t i, j;

	for (j = 0; j <= lb; j++)
		prev[j] = (unsigned)j;
	for (i = 1; i <= la; i++) {
		cur[0] = (unsigned)i;
		for (j = 1; j <= lb; j++) {
			cur[j] = least(prev[j] + 1, cur[j - 1] + 1,
				       prev[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < cur[j])
				cur[j] = before[j - 2] + 1;
		}
		t = before;
		before = prev;
		prev = cur;
		cur = t;
	}
	return prev[lb];
}

void nearest_offer(struct nearest *n, const char *candidate)
{
	size_t la = strlen(n->word), lb = strlen(candidate);
	unsigned d;

	/* The lengths alone decide nearly always: a kernel has 50,000 functions. */
	if (la > MAX_WORD || lb > MAX_WORD || (la > lb ? la - lb : lb - la) >= n->distance)
		return;
	d = distance(n->word, la, candidate, lb);
	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}
