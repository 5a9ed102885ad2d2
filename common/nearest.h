/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_NEAREST_H
#define COMMON_NEAREST_H

/*
 * "Did you mean …?": the nearest of many names by edit distance (a swap of neighbours counts once).
 *
 *	struct nearest near;
 *	nearest_init(&near, "vfs_raed");
 *	for each candidate: nearest_offer(&near, candidate);
 *	diag_hint_near(d, near.best);
 *
 * Only names within a third of the word's length (at least one, at most three edits) are taken.
 */

struct nearest {
	const char *word, *best;	/* best is one of the candidates, or NULL */
	unsigned distance;		/* of best; without one, the limit plus one */
};

void nearest_init(struct nearest *n, const char *word);
void nearest_offer(struct nearest *n, const char *candidate);

#endif
