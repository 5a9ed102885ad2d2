// SPDX-License-Identifier: GPL-2.0-or-later
/* tracefs events: lines of kprobe_events, dynamic_events, uprobe_events, and `perf probe -D'. */
#include <ctype.h>
#include <string.h>

#include "migrate/migrate.h"

bool tracefs_looks_like(const char *text)
{
	text += strspn(text, " \t\n");
	return strchr("prft", *text) && (text[1] == ':' || isdigit((unsigned char)text[1]) || text[1] == ' ');
}

void tracefs_read(struct migration *m)
{
	report_refuses(&m->report, NULL, KIND, "x");
}
