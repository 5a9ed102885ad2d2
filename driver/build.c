// SPDX-License-Identifier: GPL-2.0-or-later
/* fptap build --backend=module -o DIR; fptap clean. */

#include "driver/build.h"

#include <string.h>

#include "driver/compile.h"
#include "runtime/host/modules.h"

int build_main(struct session *s, const struct options *o)
{
	struct compilation c;

	if (!o->backend || strcmp(o->backend, "module")) {
		diag(&s->diags, COMMAND_NOT_BUILT, NO_SPAN, "build without --backend=module");
		return s->diags.status;
	}
	if (!o->output || (!o->file && !o->script)) {
		diag(&s->diags, USAGE, NO_SPAN, o->output ? "no script" :
		     "build --backend=module: -o DIR is wanted");
		return EXIT_USAGE;
	}
	if (compile_init(&c, s, o) && compile_check(&c))
		compile_sources(&c, o->output);
	target_close(&c.target);
	return s->diags.status;
}

int clean_main(struct session *s, const struct options *o)
{
	unsigned n;

	(void)o;
	if (!module_may_load()) {
		diag(&s->diags, NO_PRIVILEGE, NO_SPAN, "removing kernel modules", "CAP_SYS_MODULE");
		return s->diags.status;
	}
	n = module_remove_leftovers();
	printf("%u module%s removed\n", n, n == 1 ? "" : "s");
	return EXIT_OK;
}
