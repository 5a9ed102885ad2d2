// SPDX-License-Identifier: GPL-2.0-or-later
/* See target.h. */

#include "probes/uprobe/target.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "probes/registers.h"
#include "probes/uprobe/program_file.h"

static bool has_this_backend(struct sema *s, const struct kind *k, const struct point *pt)
{
	if (s->target->backend != BACKEND_MODULE)
		return true;
	diag(s->d, NOT_IN_BACKEND, pt->span, k->name, backend_name(BACKEND_MODULE));
	return false;
}

static enum resolved missing(struct user_query *q, const char *why)
{
	if (!q->optional)
		diag(q->s->d, NO_PROGRAM_FILE, q->file_span, q->file, why);
	return RESOLVE_MISSING;
}

static enum resolved read_file(struct user_query *q, user_read_fn *read, struct user_point *u)
{
	enum resolved state;
	const char *why;

	u->target.path = program_file(q->s->a, q->file, q->s->target->pid, &why);
	if (!u->target.path)
		return missing(q, why);
	q->fd = open(u->target.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (q->fd < 0)
		return missing(q, strerror(errno));
	state = read(q, u);
	close(q->fd);
	return state;
}

/* Of another machine's files nothing is known: what is there, its fptap will say. */
static struct user_point *look_up(struct user_query *q, const struct kind *k, user_read_fn *read,
				  enum resolved *state)
{
	const char *key = arena_printf(q->s->a, "%s\n%s\n%s", k->name, q->file, q->name);
	struct user_point *u = table_get(&q->s->user_points, key);

	if (u)
		return u;
	u = arena_new(q->s->a, struct user_point);
	u->target.many = q->pattern.many;
	if (q->s->target->running) {
		*state = read_file(q, read, u);
		if (*state != RESOLVE_OK)
			return NULL;
	}
	table_set(&q->s->user_points, key, u);
	return u;
}

static bool has_convention(struct sema *s, const struct point *pt)
{
	const char *arch = s->target->arch;

	if (register_role(arch, "call", 0) && register_role(arch, "sp", 0) && register_role(arch, "result", 0))
		return true;
	diag(s->d, NO_CONVENTION, pt->span, arch ? arch : "the kernel's architecture");
	return false;
}

/* The point's arguments; false after a diagnostic. */
static bool read_query(struct user_query *q, const struct kind *k, const struct point_part *part)
{
	struct sema *s = q->s;

	if (!point_strings(s, k, part, &q->file, &q->file_span, &q->name, &q->name_span))
		return false;
	if (*q->file && *q->name && name_pattern_init(&q->pattern, s->a, q->name))
		return true;
	diag(s->d, BAD_PROBE_ARGS, *q->file ? q->name_span : q->file_span, k->name, k->syntax);
	return false;
}

const struct user_point *user_point(struct sema *s, const struct kind *k, const struct point *pt,
				    bool optional, user_read_fn *read, struct probe *p,
				    struct context *ctx, enum resolved *state)
{
	struct user_query q = { .s = s, .optional = optional };
	struct user_point *u;

	*state = RESOLVE_BAD;
	if (!has_this_backend(s, k, pt) || !has_convention(s, pt) || !read_query(&q, k, pt->parts))
		return NULL;
	u = look_up(&q, k, read, state);
	if (!u)
		return NULL;
	p->in_kernel = true;
	p->user = &u->target;
	ctx->fn.name = q.name;
	ctx->has_params = ctx->is_user = true;
	ctx->many_places = q.pattern.many;
	ctx->has_registers = BREAK;
	*state = RESOLVE_OK;
	return u;
}

bool user_list(struct sema *s, const struct kind *k, const struct point_part *part, user_read_fn *read,
	       list_fn *fn, void *arg)
{
	struct user_query q = { .s = s };
	struct user_point *u;
	enum resolved state;
	unsigned i;

	if (!read_query(&q, k, part))
		return false;
	u = look_up(&q, k, read, &state);
	for (i = 0; u && i < u->target.n; i++)
		fn(arg, &(struct listed){ .kind = k->name, .file = q.file, .name = u->target.places[i].name });
	return u;
}
