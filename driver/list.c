// SPDX-License-Identifier: GPL-2.0-or-later
/* See list.h. */

#include "driver/list.h"

#include <stdio.h>
#include <string.h>

#include "driver/compile.h"
#include "probes/list.h"
#include "runtime/host/json.h"

#define POINT_WIDTH 40		/* where the types begin, if the point leaves room */

struct printer {
	struct arena scratch;
	const struct target *target;
	struct output out;
	struct json json;
	bool is_json;
};

static const char *type_words(struct printer *to, uint32_t type, const char *name)
{
	struct str text;

	str_init(&text, &to->scratch);
	ktypes_print(to->target->kt, type, name, &text);
	return text.text;
}

static const char *point_of(struct printer *to, const struct listed *l)
{
	if (!l->name)
		return l->kind;
	if (l->file)
		return arena_printf(&to->scratch, "%s(\"%s\":\"%s\")", l->kind, l->file, l->name);
	return arena_printf(&to->scratch, l->module ? "%s(\"%s\", module \"%s\")" : "%s(\"%s\")", l->kind,
			    l->name, l->module);
}

static bool ends_with_star(const char *type)
{
	return *type && type[strlen(type) - 1] == '*';
}

static void put_text(void *arg, const struct listed *l)
{
	struct printer *to = arg;
	struct str s;
	unsigned i;

	str_init(&s, &to->scratch);
	str_puts(&s, point_of(to, l));
	str_printf(&s, "%*s", s.len < POINT_WIDTH ? (int)(POINT_WIDTH - s.len) : 2, "");
	if (!l->fn && l->params) {
		str_putc(&s, '(');
		for (i = 0; i < l->nparams; i++)
			str_printf(&s, "%s%s%s%s", i ? ", " : "", l->params[i].type,
				   ends_with_star(l->params[i].type) ? "" : " ", l->params[i].name);
		str_putc(&s, ')');
	} else if (!l->fn) {
		str_puts(&s, l->about ? l->about : "no types");
	} else {
		if (l->returns)
			str_printf(&s, "%s ", type_words(to, l->fn->result, NULL));
		str_putc(&s, '(');
		for (i = 0; i < l->fn->n; i++)
			str_printf(&s, "%s%s", i ? ", " : "",
				   type_words(to, l->fn->params[i].type, l->fn->params[i].name));
		str_printf(&s, "%s)", l->fn->variadic ? ", …" : "");
	}
	str_putc(&s, '\n');
	output_put(&to->out, s.text, s.len);
	arena_free(&to->scratch);
}

static void put_word(struct printer *to, const char *key, const char *text)
{
	json_key(&to->json, key);
	json_string(&to->json, text, strlen(text));
}

static void put_json(void *arg, const struct listed *l)
{
	struct printer *to = arg;
	struct json *j = &to->json;
	unsigned i;

	json_begin_object(j);
	put_word(to, "kind", l->kind);
	put_word(to, "point", point_of(to, l));
	if (l->name)
		put_word(to, "name", l->name);
	if (l->about)
		put_word(to, "about", l->about);
	if (l->module)
		put_word(to, "module", l->module);
	if (l->file)
		put_word(to, "file", l->file);
	if (l->fn && l->returns)
		put_word(to, "returns", type_words(to, l->fn->result, NULL));
	if (l->fn || l->params) {
		json_key(j, "parameters");
		json_begin_array(j);
		for (i = 0; i < (l->fn ? l->fn->n : l->nparams); i++) {
			json_begin_object(j);
			put_word(to, "name", l->fn ? l->fn->params[i].name : l->params[i].name);
			put_word(to, "type", l->fn ? type_words(to, l->fn->params[i].type, NULL)
						   : l->params[i].type);
			json_end_object(j);
		}
		json_end_array(j);
	}
	json_end_object(j);
	json_end_line(j);
	arena_free(&to->scratch);
}

int list_main(struct session *s, const struct options *o)
{
	struct value_context values = { 0 };
	struct compilation c;
	struct printer to = { .target = &c.target };
	struct program *nothing = arena_new(&s->arena, struct program);
	bool ok = true;
	unsigned i;

	nothing->s = s;
	values.p = nothing;
	if (!compile_init(&c, s, o))
		return s->diags.status;
	if (!output_open(&to.out, o->output)) {
		diag(&s->diags, OUTPUT, NO_SPAN, o->output ? o->output : "standard output", "cannot be opened");
		return s->diags.status;
	}
	if (c.json)
		json_open(&to.json, &to.out, &values);
	for (i = 0; i < o->nfiles || !i; i++)
		ok = probes_list(s, &c.target, i < o->nfiles ? o->files[i] : "*",
				 c.json ? put_json : put_text, &to) && ok;
	json_close(&to.json);
	if (!output_close(&to.out))
		diag(&s->diags, OUTPUT, NO_SPAN, o->output ? o->output : "standard output",
		     strerror(to.out.error));
	arena_free(&to.scratch);
	target_close(&c.target);
	return ok ? EXIT_OK : (int)s->diags.status;
}
