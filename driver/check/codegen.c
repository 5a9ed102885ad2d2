// SPDX-License-Identifier: GPL-2.0-or-later
/* See codegen.h. */

#include "driver/check/codegen.h"

#include <bpf/libbpf.h>
#include <stdlib.h>
#include <string.h>

#include "codegen/build.h"
#include "codegen/emit.h"
#include "driver/paths.h"
#include "runtime/host/bpf_errors.h"
#include "target/relocations.h"

struct relocating {
	struct session *s;
	struct bpf_failure at;
};

static void say_relocation(void *arg, const struct relocation *r)
{
	struct relocating *to = arg;

	diag(&to->s->diags, BAD_RELOCATION, bpf_section_span(&to->at, r->section, r->at), r->what,
	     r->why);
}

static void open_object(struct session *s, const struct target *t, const struct program *p,
			const struct built *built)
{
	struct bpf_object *object = bpf_object__open_mem(built->data, built->size, NULL);
	struct relocating to = { s, { .p = p, .object = built->data, .size = built->size } };
	const char *why = "libbpf does not take the object";

	if (!object || relocations_check(&s->arena, built->data, built->size, t->kt, say_relocation,
					 &to, &why) < 0)
		diag(&s->diags, INTERNAL, NO_SPAN, why);
	bpf_object__close(object);
}

void check_codegen(struct session *s, const struct target *t, const struct program *p,
		   const struct options *o)
{
	const char *clang = getenv("FPTAP_CLANG");
	struct build_options b = {
		.runtime_dir = path_runtime(s),
		.cache_dir = path_cache(s),
		.clang = clang && *clang ? clang : "clang",
		.release = t->release,
		.arch = t->arch,
		.verbose = o->verbose,
	};
	struct built built = { 0 };
	struct str text;

	if (!p->needs_kernel || !b.runtime_dir)
		return;
	str_init(&text, &s->arena);
	emit_c(p, &text);
	if (t->backend == BACKEND_BPF && build_bpf(s, &b, text.text, &built))
		open_object(s, t, p, &built);
}
