// SPDX-License-Identifier: GPL-2.0-or-later
/* See map_print.h. */

#include "runtime/host/map_print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/aggregate.h"
#include "runtime/host/stacks.h"
#include "runtime/host/utf8.h"

#define BAR 40			/* width of the longest bar */

struct order {
	struct map_printer *mp;
	const struct map *def;
	const struct snapshot *s;
	enum agg_op op;
};

/* ---- order ---- */

static int compare_entries(const void *a, const void *b, void *arg)
{
	const struct order *o = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	const u64 *v = snapshot_value(o->s, x), *w = snapshot_value(o->s, y);
	const char *k = snapshot_key(o->s, x), *l = snapshot_key(o->s, y);
	int c;
	unsigned i;

	if (o->def->is_agg) {
		u64 p = 0, q = 0;
		enum agg_op op = o->op < AGG_QUANTILE ? o->op : AGG_COUNT;

		agg_value(o->def, v, op, &p);
		agg_value(o->def, w, op, &q);
		c = maps_compare(type_int(8, true), &p, &q);
	} else {
		c = maps_compare_values(o->def, v, w);
	}
	for (i = 0; !c && i < o->def->nkeys; i++)
		c = maps_compare(o->def->keys[i].type, k + o->def->keys[i].offset,
				   l + o->def->keys[i].offset);
	return c;
}

/* ---- cells ---- */

#define CELL_MAX STACK_TEXT_MAX	/* and more than FORMAT_ESCAPE times a string */

/* A value as text. */
static size_t cell(struct map_printer *mp, struct type t, const void *at, char *out)
{
	struct stacks *stacks = mp->formatter->values.stacks;
	u64 v;

	if (t.kind == TY_STRING)
		return format_text(mp->formatter, at, strnlen(at, t.width), out);
	memcpy(&v, at, 8);
	if (t.kind == TY_STACK && stacks)
		return stacks_show(stacks, t, v, "\n    ", out, CELL_MAX);
	return value_show(&mp->formatter->values, t, v, out);
}

static bool is_word(struct type t)
{
	return t.kind == TY_STRING || t.kind == TY_SYMBOL || t.kind == TY_ENUM || t.kind == TY_BOOL ||
	       t.kind == TY_STACK || (t.kind == TY_INT && show_is_word(t.show));
}

/* Columns as wide as their widest cell; a character is a column, however many bytes it has. */
static size_t columns(const char *text, size_t n)
{
	size_t wide = 0, at, len;

	for (at = 0; at < n; at += len ? len : 1, wide++)
		len = utf8_length(text + at, n - at);
	return wide;
}

static void put_cell(struct map_printer *mp, struct type t, const void *at, size_t width, bool last)
{
	static char text[CELL_MAX];
	struct output *out = mp->formatter->out;
	size_t n = cell(mp, t, at, text), wide = columns(text, n), pad = wide < width ? width - wide : 0;

	if (!is_word(t))
		output_fill(out, ' ', pad);
	output_put(out, text, n);
	if (is_word(t) && !last)
		output_fill(out, ' ', pad);
}

static size_t cell_columns(struct map_printer *mp, struct type t, const void *at)
{
	static char text[CELL_MAX];

	return columns(text, cell(mp, t, at, text));
}

static void put_text(struct map_printer *mp, const char *text)
{
	output_put(mp->formatter->out, text, strlen(text));
}

/* "lat", "calls[who, pid]", "lat[vfs_read, 3]": a name, with a key's parts or their names. */
static void put_head(struct map_printer *mp, const struct map *def, const char *key)
{
	unsigned i;

	put_text(mp, def->name);
	for (i = 0; i < def->nkeys && (key || def->keys[i].name); i++) {
		put_text(mp, i ? ", " : "[");
		if (key)
			put_cell(mp, def->keys[i].type, key + def->keys[i].offset, 0, true);
		else
			put_text(mp, def->keys[i].name);
	}
	put_text(mp, i ? "]" : "");
}

/* ---- aggregates ---- */

static void put_value(struct map_printer *mp, const struct map *def, u64 v)
{
	struct type t = type_int(8, true);
	char text[VALUE_MAX];

	t.show = def->value.show;
	output_put(mp->formatter->out, text, value_show(&mp->formatter->values, t, v, text));
}

static void put_number(struct map_printer *mp, u64 v)
{
	char text[DIGITS_MAX], *p = digits_decimal(text + sizeof(text), v);

	output_put(mp->formatter->out, p, (size_t)(text + sizeof(text) - p));
}

static size_t range_text(struct map_printer *mp, const struct map *def, struct agg_range r, char *out)
{
	struct type t = type_int(8, true);
	struct value_context *c = &mp->formatter->values;
	size_t n = 0;

	t.show = def->value.show == SHOW_TIME || def->value.show == SHOW_CHAR ? SHOW_PLAIN
									       : def->value.show;
	if (r.open_low) {
		memcpy(out, "(…, ", 6);
		n = strlen("(…, ");
	} else if (!r.open_high && r.high == r.low + 1 && t.show == SHOW_PLAIN) {
		out[n++] = '[';
		n += value_show(c, t, (u64)r.low, out + n);
		out[n++] = ']';
		return n;
	} else {
		out[n++] = '[';
		n += value_show(c, t, (u64)r.low, out + n);
		memcpy(out + n, ", ", 2);
		n += 2;
	}
	if (r.open_high) {
		memcpy(out + n, "…", 3);
		n += 3;
	} else {
		n += value_show(c, t, (u64)r.high, out + n);
	}
	out[n++] = ')';
	return n;
}

struct histogram {
	const u64 *counts;
	unsigned n, first, last;	/* last is behind the last that is not 0 */
	bool log;
	u64 most;
};

static struct histogram histogram_of(const struct map *def, const u64 *words, bool log)
{
	struct agg_layout at = agg_layout(def);
	struct histogram h = { .log = log, .n = log ? WIRE_LOG_BUCKETS : def->nlinear,
			       .counts = words + (log ? at.log : at.linear) };
	unsigned i;

	h.first = h.n;
	for (i = 0; i < h.n; i++) {
		if (!h.counts[i])
			continue;
		if (h.first == h.n)
			h.first = i;
		h.last = i + 1;
		if (h.counts[i] > h.most)
			h.most = h.counts[i];
	}
	return h;
}

#define GAP 3	/* so many empty buckets in a row are shown, more are a ~ */

static unsigned empty_from(const struct histogram *h, unsigned i)
{
	unsigned n = 0;

	while (i + n < h->last && !h->counts[i + n])
		n++;
	return n;
}

static struct agg_range range_of(const struct map *def, const struct histogram *h, unsigned i)
{
	return h->log ? agg_log_range(i) : agg_linear_range(def, i);
}

static void put_histogram(struct map_printer *mp, const struct map *def, const u64 *words, bool log)
{
	struct histogram h = histogram_of(def, words, log);
	struct output *out = mp->formatter->out;
	char text[2 * VALUE_MAX], digits[DIGITS_MAX];
	size_t wide = 0, count_wide, n, len;
	unsigned i;

	for (i = h.first; i < h.last; i++) {
		if (empty_from(&h, i) > GAP)
			i += empty_from(&h, i);
		n = range_text(mp, def, range_of(def, &h, i), text);
		n = columns(text, n);
		wide = n > wide ? n : wide;
	}
	count_wide = (size_t)(digits + DIGITS_MAX - digits_decimal(digits + DIGITS_MAX, h.most));
	for (i = h.first; i < h.last; i++) {
		char *d;

		if (empty_from(&h, i) > GAP) {
			output_put(out, "  ~\n", 4);
			i += empty_from(&h, i);
		}
		d = digits_decimal(digits + DIGITS_MAX, h.counts[i]);
		n = range_text(mp, def, range_of(def, &h, i), text);
		output_put(out, "  ", 2);
		output_put(out, text, n);
		len = (size_t)(digits + DIGITS_MAX - d);
		output_fill(out, ' ', wide - columns(text, n) + 2 + count_wide - len);
		output_put(out, d, len);
		n = (size_t)((unsigned __int128)h.counts[i] * BAR / h.most);
		output_put(out, " |", 2);
		output_fill(out, '@', n);
		output_fill(out, ' ', BAR - n);
		output_put(out, "|\n", 2);
	}
}

static void put_summary(struct map_printer *mp, const struct map *def, const u64 *words)
{
	static const enum agg_op ops[] = { AGG_MIN, AGG_AVG, AGG_MAX };
	size_t i;
	u64 v;

	put_text(mp, "  count ");
	put_number(mp, words[WIRE_AGG_COUNT]);
	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		put_text(mp, ", ");
		put_text(mp, agg_info[ops[i]].name);
		put_text(mp, " ");
		if (agg_value(def, words, ops[i], &v))
			put_value(mp, def, v);
		else
			put_text(mp, "-");
	}
	put_text(mp, "\n");
}

static void put_aggregate(struct map_printer *mp, unsigned map, const void *key, const u64 *words,
			  enum agg_op op, unsigned percent)
{
	const struct map *def = maps_def(mp->maps, map);
	u64 v;

	put_head(mp, def, def->nkeys ? key : NULL);
	if (op < AGG_HIST_LOG) {
		put_text(mp, " ");
		if (!maps_read_value(mp->maps, map, key, words, op, percent, &v))
			put_text(mp, "-");
		else if (op == AGG_COUNT || op == AGG_VARIANCE)
			put_number(mp, v);
		else
			put_value(mp, def, v);
		put_text(mp, "\n");
		return;
	}
	put_text(mp, "\n");
	if (op == AGG_ALL)
		put_summary(mp, def, words);
	if (op == AGG_HIST_LOG || (op == AGG_ALL && def->ops >> AGG_HIST_LOG & 1))
		put_histogram(mp, def, words, true);
	if (op == AGG_HIST_LINEAR || (op == AGG_ALL && def->ops >> AGG_HIST_LINEAR & 1))
		put_histogram(mp, def, words, false);
}

/* ---- plain maps ---- */

/* Stacks stand above their line, a frame a line. */
static void put_stacks(struct map_printer *mp, const struct map *def, const char *key)
{
	unsigned i;

	for (i = 0; i < def->nkeys; i++) {
		if (def->keys[i].type.kind != TY_STACK)
			continue;
		put_text(mp, "    ");
		put_cell(mp, def->keys[i].type, key + def->keys[i].offset, 0, true);
		put_text(mp, "\n");
	}
}

static bool in_row(const struct map_part *p, bool is_key)
{
	return !is_key || p->type.kind != TY_STACK;
}

/* The columns of key or value become as wide as this one's. */
static void widen(struct map_printer *mp, const struct map_part *part, unsigned n, const void *at,
		  size_t *wide)
{
	unsigned i;
	size_t w;

	for (i = 0; i < n; i++) {
		w = cell_columns(mp, part[i].type, (const char *)at + part[i].offset);
		wide[i] = w > wide[i] ? w : wide[i];
	}
}

static void put_row(struct map_printer *mp, const struct map_part *part, unsigned n, const void *at,
		    const size_t *wide, bool is_value)
{
	unsigned i;

	for (i = 0; i < n; i++) {
		if (!in_row(&part[i], !is_value))
			continue;
		put_text(mp, "  ");
		put_cell(mp, part[i].type, (const char *)at + part[i].offset, wide[i],
			 is_value && i + 1 == n);
	}
}

static void put_table(struct map_printer *mp, const struct map *def, const struct snapshot *s,
		      const size_t *rows, size_t n)
{
	struct output *out = mp->formatter->out;
	size_t keys[MAP_KEYS_MAX] = { 0 }, values[TUPLE_MAX] = { 0 }, r;

	put_head(mp, def, NULL);
	put_text(mp, "\n");
	for (r = 0; r < n; r++) {
		widen(mp, def->keys, def->nkeys, snapshot_key(s, rows[r]), keys);
		widen(mp, def->values, def->nvalues, snapshot_value(s, rows[r]), values);
	}
	for (r = 0; r < n; r++) {
		put_stacks(mp, def, snapshot_key(s, rows[r]));
		put_row(mp, def->keys, def->nkeys, snapshot_key(s, rows[r]), keys, false);
		put_row(mp, def->values, def->nvalues, snapshot_value(s, rows[r]), values, true);
		output_put(out, "\n", 1);
	}
}

/* ---- JSON ---- */

static void json_histogram(struct map_printer *mp, const struct map *def, const u64 *words, bool log)
{
	struct histogram h = histogram_of(def, words, log);
	struct json *j = mp->json;
	unsigned i;

	json_key(j, agg_info[log ? AGG_HIST_LOG : AGG_HIST_LINEAR].name);
	json_begin_array(j);
	for (i = h.first; i < h.last; i++) {
		struct agg_range r = range_of(def, &h, i);

		json_begin_object(j);
		if (!r.open_low) {
			json_key(j, "low");
			json_signed(j, (u64)r.low);
		}
		if (!r.open_high) {
			json_key(j, "high");
			json_signed(j, (u64)r.high);
		}
		json_key(j, "count");
		json_unsigned(j, h.counts[i]);
		json_end_object(j);
	}
	json_end_array(j);
}

static void json_aggregate(struct map_printer *mp, unsigned map, const void *key, const u64 *words,
			   enum agg_op only, unsigned percent)
{
	const struct map *def = maps_def(mp->maps, map);
	struct json *j = mp->json;
	unsigned op;
	u64 v;

	for (op = AGG_COUNT; op < AGG_HIST_LOG; op++) {
		bool always = op == AGG_COUNT || op == AGG_SUM || op == AGG_MIN || op == AGG_MAX;

		if (only == AGG_ALL ? !always : op != only)
			continue;
		if (!maps_read_value(mp->maps, map, key, words, (enum agg_op)op, percent, &v))
			continue;
		json_key(j, agg_info[op].name);
		json_signed(j, v);
	}
	if (only == AGG_HIST_LOG || (only == AGG_ALL && def->ops >> AGG_HIST_LOG & 1))
		json_histogram(mp, def, words, true);
	if (only == AGG_HIST_LINEAR || (only == AGG_ALL && def->ops >> AGG_HIST_LINEAR & 1))
		json_histogram(mp, def, words, false);
}

static void json_map_key(struct json *j, const struct map *def, const char *key)
{
	bool named = true;
	unsigned i;

	for (i = 0; i < def->nkeys; i++)
		named &= def->keys[i].name != NULL;
	json_key(j, "key");
	if (named)
		json_begin_object(j);
	else
		json_begin_array(j);
	for (i = 0; i < def->nkeys; i++) {
		if (named)
			json_key(j, def->keys[i].name);
		json_stored(j, def->keys[i].type, key + def->keys[i].offset);
	}
	if (named)
		json_end_object(j);
	else
		json_end_array(j);
}

/* A tuple is an array. */
static void json_map_value(struct json *j, const struct map *def, const void *at)
{
	const struct map_part *p = def->values;

	if (def->nvalues > 1)
		json_begin_array(j);
	for (; p < def->values + def->nvalues; p++)
		json_stored(j, p->type, (const char *)at + p->offset);
	if (def->nvalues > 1)
		json_end_array(j);
}

static void json_map(struct map_printer *mp, unsigned map, const struct snapshot *s, const size_t *rows,
		     size_t n, enum agg_op op, unsigned percent)
{
	const struct map *def = maps_def(mp->maps, map);
	struct json *j = mp->json;
	size_t r;

	json_begin_object(j);
	json_key(j, "map");
	json_string(j, def->name, strlen(def->name));
	if (def->nkeys) {
		json_key(j, "entries");
		json_begin_array(j);
	}
	for (r = 0; r < n; r++) {
		if (def->nkeys) {
			json_begin_object(j);
			json_map_key(j, def, snapshot_key(s, rows[r]));
		}
		if (def->is_agg) {
			json_aggregate(mp, map, snapshot_key(s, rows[r]), snapshot_value(s, rows[r]), op,
				       percent);
		} else {
			json_key(j, "value");
			json_map_value(j, def, snapshot_value(s, rows[r]));
		}
		if (def->nkeys)
			json_end_object(j);
	}
	if (def->nkeys)
		json_end_array(j);
	json_end_object(j);
	json_end_line(j);
}

/* ---- all of it ---- */

/* One entry as a snapshot of its own. */
static bool snapshot_one(struct map_printer *mp, unsigned map, const void *key, struct snapshot *s)
{
	const struct map *def = maps_def(mp->maps, map);

	*s = (struct snapshot){ .n = 1, .key_bytes = def->key_bytes, .value_bytes = def->value_bytes };
	s->keys = malloc(def->key_bytes + 8);
	s->values = malloc(def->value_bytes);
	if (!s->keys || !s->values)
		return false;
	memcpy(s->keys, key, def->key_bytes);
	maps_get(mp->maps, map, key, s->values);
	return true;
}

static void print_snapshot(struct map_printer *mp, unsigned map, const struct snapshot *s,
			   enum agg_op op, unsigned percent, u64 most)
{
	const struct map *def = maps_def(mp->maps, map);
	struct order o = { mp, def, s, op == AGG_ALL ? AGG_COUNT : op };
	size_t *rows = malloc((s->n + 1) * sizeof(*rows)), i, first = 0, n = s->n;

	if (!rows)
		return;
	for (i = 0; i < n; i++)
		rows[i] = i;
	if (n)
		qsort_r(rows, n, sizeof(*rows), compare_entries, &o);
	if (most && n > most) {
		first = n - most;
		n = most;
	}
	if (mp->json) {
		json_map(mp, map, s, rows + first, n, op, percent);
	} else if (!def->is_agg) {
		put_table(mp, def, s, rows + first, n);
	} else {
		for (i = 0; i < n; i++)
			put_aggregate(mp, map, snapshot_key(s, rows[first + i]),
				      snapshot_value(s, rows[first + i]), op, percent);
	}
	free(rows);
}

void map_print(struct map_printer *mp, unsigned map, const void *key, enum agg_op op, unsigned percent,
	       u64 rows)
{
	const struct map *def = maps_def(mp->maps, map);
	_Alignas(8) static const char nothing[8];
	struct snapshot s;

	if (!key && !def->nkeys)
		key = nothing;
	if (key ? snapshot_one(mp, map, key, &s) : maps_snapshot(mp->maps, map, &s))
		print_snapshot(mp, map, &s, op, percent, rows);
	snapshot_free(&s);
}

void map_print_left(struct map_printer *mp)
{
	const struct program *p = mp->formatter->values.p;
	struct snapshot s;
	unsigned i;

	maps_refresh(mp->maps);
	for (i = 0; i < p->nmaps; i++) {
		const struct map *def = p->maps[i];

		if (def->quiet || def->read || def->kind == MAP_THREAD || def->kind == MAP_CPU ||
		    def->kind == MAP_ONE || !maps_snapshot(mp->maps, i, &s))
			continue;
		if (s.n)
			print_snapshot(mp, i, &s, AGG_ALL, 0, 0);
		snapshot_free(&s);
	}
}
