// SPDX-License-Identifier: GPL-2.0-or-later
/* See migrate.h. */

#include "driver/migrate.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver/paths.h"
#include "driver/stored.h"
#include "migrate/migrate.h"
#include "parser/parser.h"
#include "sema/sema.h"

#define MAX_FILES 10000 /* of one run */
#define MAX_FOLDERS 32 /* inside of each other */

/* One to migrate: its path, and how much of that is the directory it was found in. */
struct file {
	const char *path, *name; /* name: of the result, below -o DIR */
	size_t within;
};

struct job {
	struct session *s; /* of the command */
	const struct options *o;
	enum diag_color color;
	enum migrate_to to;
	bool has_form; /* --report */
	enum report_form form;
	struct target target; /* opened once for all files */
	struct facts facts;
	struct file *files;
	unsigned nfiles, cap;
	size_t within; /* of those that are being found */
	bool many; /* a table instead of a script */
	struct report_summary_row *rows;
	int status;
};

/* ---- which files ---- */

static void add_file(struct job *j, const char *path)
{
	if (j->nfiles < MAX_FILES)
		*arena_push(&j->s->arena, j->files, j->nfiles, j->cap) =
			(struct file){ .path = arena_strdup(&j->s->arena, path),
				       .within = j->within };
}

/* Editors of other systems begin a text with the mark of its encoding. */
static void drop_mark(char *text, size_t *len)
{
	if (*len < 3 || memcmp(text, "\xef\xbb\xbf", 3))
		return;
	*len -= 3;
	memmove(text, text + 3, *len);
	text[*len] = 0;
}

static char *read_file(struct arena *a, const char *path, uint32_t *len)
{
	char *text = arena_alloc(a, SOURCE_MAX_BYTES + 2);
	FILE *f = fopen(path, "re");
	size_t n;

	if (!f)
		return NULL;
	n = fread(text, 1, SOURCE_MAX_BYTES + 1, f);
	if (ferror(f))
		text = NULL;
	else if (n > SOURCE_MAX_BYTES)
		text = NULL, errno = EFBIG;
	else if (memchr(text, 0, n))
		text = NULL, errno = EILSEQ;
	else
		drop_mark(text, &n);
	*len = (uint32_t)n;
	fclose(f);
	return text;
}

/* By its suffix also what cannot be read, which is then said. */
static bool is_known(const char *path)
{
	struct arena a = { 0 };
	uint32_t len;
	char *text = read_file(&a, path, &len);
	bool known = reader_for(path, text ? text : "");

	arena_free(&a);
	return known;
}

static struct job *walking; /* nftw() hands nothing on */

static int visit(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	if (kind == FTW_D && at->level > MAX_FOLDERS)
		return FTW_SKIP_SUBTREE;
	if (kind == FTW_F && S_ISREG(st->st_mode) && is_known(path))
		add_file(walking, path);
	return FTW_CONTINUE;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static bool find_files(struct job *j, const char *path)
{
	unsigned before = j->nfiles;
	struct stat st;

	if (stat(path, &st)) {
		diag(&j->s->diags, NO_SCRIPT, NO_SPAN, path, strerror(errno));
		return false;
	}
	if (!S_ISDIR(st.st_mode)) {
		j->within = strrchr(path, '/') ? (size_t)(strrchr(path, '/') - path) + 1 : 0;
		add_file(j, path);
		return true;
	}
	j->many = true;
	j->within = strlen(path) + (path[strlen(path) - 1] != '/');
	walking = j;
	nftw(path, visit, 16, FTW_PHYS | FTW_ACTIONRETVAL);
	if (j->nfiles == before) {
		diag(&j->s->diags, OLD_NOTHING, NO_SPAN, path);
		return false;
	}
	qsort(j->files + before, j->nfiles - before, sizeof(*j->files), by_name);
	return true;
}

/* ---- checking what was written ---- */

/* Moves a place in the result to the line of the original that it comes from.  The exact place
 * there. */
static struct span move_span(struct migration *m, const struct source *result, struct span *span)
{
	struct place at, old;
	struct span from;

	if (!source_place(&m->s->sources, span->off, &at) || at.src != result)
		return *span;
	from = writer_origin(&m->out, at.line);
	*span = NO_SPAN;
	if (source_place(&m->s->sources, from.off, &old))
		*span = source_line_span(old.src, old.line);
	return from;
}

static bool is_error(const struct diag *d)
{
	return diag_code_text(d->code)[0] == 'E';
}

static void move_messages(struct migration *m, const struct source *result)
{
	struct diag_part *part;
	struct diag *d;

	for (d = m->s->diags.first; d; d = d->next) {
		const char *words = source_of(&m->s->sources, d->span.off) == result ?
					    migrate_words(m, d->span) :
					    NULL;
		struct span origin = move_span(m, result, &d->span);

		for (part = d->parts; part; part = part->next)
			move_span(m, result, &part->span);
		if (words) {
			m->s->diags.open = d;
			diag_hint(&m->s->diags, "it became `%.*s'", (int)strcspn(words, "\n"),
				  words);
		}
		if (is_error(d))
			report_refuses(&m->report, report_row_at(&m->report, origin), CHECK,
				       d->text);
	}
}

static void check_result(struct migration *m, const char *name)
{
	struct session *s = m->s;
	const struct source *before = s->sources.first, *result;
	struct script_args args = { m->samples, m->nsamples };
	const struct script *script;
	struct program *p;

	if (!m->out.text.len)
		return;
	while (before->next)
		before = before->next;
	script = parse_text(s, name, m->out.text.text, m->out.text.len);
	result = before->next;
	if (!diags_failed(&s->diags)) {
		p = sema_check(s, m->target, script, name, &args);
		if (!diags_failed(&s->diags))
			ir_verify(p);
	}
	move_messages(m, result);
}

/* ---- what is printed ---- */

static void print_diff(struct migration *m, const char *file, const char *name)
{
	int pipe_to[2];
	pid_t pid;

	fflush(stdout);
	if (pipe(pipe_to))
		return;
	pid = fork();
	if (!pid) {
		dup2(pipe_to[0], 0);
		close(pipe_to[0]);
		close(pipe_to[1]);
		execlp("diff", "diff", "-u", "--label", file, "--label", name, "--", file, "-",
		       NULL);
		_exit(127);
	}
	close(pipe_to[0]);
	if (pid > 0) {
		FILE *f = fdopen(pipe_to[1], "w");

		fputs(m->out.text.text, f);
		fclose(f);
		waitpid(pid, NULL, 0);
	}
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* Is it one of the files that this run reads? */
static bool is_original(const struct job *j, const char *path)
{
	struct stat to, from;
	unsigned i;

	if (stat(path, &to))
		return false;
	for (i = 0; i < j->nfiles; i++)
		if (!stat(j->files[i].path, &from) && from.st_dev == to.st_dev &&
		    from.st_ino == to.st_ino && S_ISREG(from.st_mode))
			return true;
	return false;
}

/* The folders between -o DIR and the file. */
static void make_parents(const char *out, char *path)
{
	char *slash;

	for (slash = path + strlen(out) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = 0;
		mkdir(path, 0777); /* what fails is told by opening the file */
		*slash = '/';
	}
}

static void write_result(struct job *j, struct migration *m, const char *path)
{
	FILE *f;

	if (is_original(j, path)) {
		diag(&j->s->diags, OLD_REPLACED, NO_SPAN, path);
		return;
	}
	f = fopen(path, "we");
	if (!f || fputs(m->out.text.text, f) < 0 || fclose(f))
		diag(&j->s->diags, OUTPUT, NO_SPAN, path, strerror(errno));
}

static bool is_taken(const struct job *j, const struct file *f, const char *name)
{
	const struct file *i;

	for (i = j->files; i < f; i++)
		if (i->name && !strcmp(i->name, name))
			return true;
	return false;
}

/* "tools/net/opensnoop.bt" → "net/opensnoop.fp", or opensnoop.bt.fp where there is an opensnoop.stp
 * too. */
static const char *result_name(struct job *j, const struct file *f)
{
	const char *name = f->path + f->within, *base = strrchr(name, '/'), *dot, *to;
	const char *suffix = j->to == MIGRATE_TO_TRACEFS ? "events" : "fp";

	base = base ? base + 1 : name;
	dot = strrchr(base, '.');
	to = arena_printf(&j->s->arena, "%.*s.%s",
			  (int)(dot && dot > base ? dot - name : (long)strlen(name)), name, suffix);
	while (is_taken(j, f, to))
		to = arena_printf(&j->s->arena, "%s.%s", name, suffix), name = to;
	return to;
}

static void put_out(struct job *j, struct migration *m, const char *file, const char *name)
{
	const char *out = j->o->output;
	char *below = out && (j->many || is_folder(out)) ?
			      arena_printf(&j->s->arena, "%s/%s", out, name) :
			      NULL;

	if (below)
		make_parents(out, below);
	if (out)
		write_result(j, m, below ? below : out);
	if (j->o->diff)
		print_diff(m, file, name);
	else if (j->has_form)
		report_show(&m->report, file, j->form, stdout);
	else if (!j->many && !out)
		fputs(m->out.text.text, stdout);
	if (!j->many && !j->has_form)
		report_show(&m->report, file, REPORT_TEXT, stderr);
}

/* ---- one file ---- */

static void migrate_text(struct job *j, struct migration *m, struct file *f,
			 struct report_summary_row *row)
{
	const char *file = f->path;
	const struct reader *reader = reader_for(file, m->original->text);
	struct diags *d = &m->s->diags;

	if (!reader) {
		diag(d, OLD_UNKNOWN, NO_SPAN, file);
		diag_hint(d, "known are: %s", reader_names(&m->s->arena));
		return;
	}
	if (j->to == MIGRATE_TO_TRACEFS && !reader->to_tracefs) {
		diag(d, OLD_NO_EVENTS, NO_SPAN, file);
		return;
	}
	row->reader = reader->title;
	migrate_script(m, reader);
	if (diags_failed(d))
		return;
	f->name = result_name(j, f);
	if (j->to == MIGRATE_TO_FP)
		check_result(m, f->name);
	row->counts = report_count(&m->report);
	row->problem = NULL;
	put_out(j, m, file, f->name);
}

/* The types that were opened for one file are there for the next; its memory is the job's. */
static void migrate_file(struct job *j, struct file *f, struct report_summary_row *row)
{
	const char *file = f->path;
	struct migration m = { .to = j->to, .facts = &j->facts };
	struct target target = j->target;
	struct session s;
	uint32_t len;
	char *text;

	session_init(&s);
	s.stdlib = j->s->stdlib;
	m.s = target.s = &s;
	m.target = &target;
	*row = (struct report_summary_row){ .file = file,
					    .reader = "",
					    .problem = "could not be read" };
	text = read_file(&s.arena, file, &len);
	if (!text) {
		diag(&s.diags, NO_SCRIPT, NO_SPAN, file,
		     errno == EILSEQ ? "it holds a NUL byte" : strerror(errno));
	} else {
		m.original = source_add(&s.sources, file, text, len);
		migrate_text(j, &m, f, row);
	}
	if (!j->status && diags_failed(&s.diags))
		j->status = s.diags.status;
	if (!j->status && !row->counts.all_moved)
		j->status = EXIT_SCRIPT;
	fflush(stdout);
	diags_print(&s.diags, stderr, j->color);
	session_free(&s);
}

/* ---- the command ---- */

static bool one_of(struct job *j, const char *option, const char *value, const char *const *words,
		   unsigned n, unsigned *out)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (!strcmp(value, words[i])) {
			*out = i;
			return true;
		}
	diag(&j->s->diags, USAGE, NO_SPAN,
	     arena_printf(&j->s->arena, "--%s=%s: %s or %s is wanted", option, value, words[0],
			  n == 2 ? words[1] : "json, markdown"));
	return false;
}

static bool set_options(struct job *j)
{
	static const char *const forms[] = { "text", "json", "markdown" };
	static const char *const kinds[] = { "fp", "tracefs" };
	const struct options *o = j->o;
	unsigned form = 0, to = 0;

	if (o->report && !one_of(j, "report", o->report, forms, 3, &form))
		return false;
	if (o->to && !one_of(j, "to", o->to, kinds, 2, &to))
		return false;
	j->has_form = o->report != NULL;
	j->form = (enum report_form)form;
	j->to = (enum migrate_to)to;
	target_init(&j->target, j->s);
	j->target.btf_path = o->kernel ? stored_or_file(j->s, o->kernel) : NULL;
	j->target.running = !o->kernel;
	if (o->release)
		j->target.release = o->release;
	return true;
}

static bool make_folder(struct job *j)
{
	const char *out = j->o->output;

	if (!j->many || !out || !mkdir(out, 0777) || errno == EEXIST)
		return true;
	diag(&j->s->diags, OUTPUT, NO_SPAN, out, strerror(errno));
	return false;
}

int migrate_main(struct session *s, const struct options *o)
{
	struct job j = { .s = s, .o = o, .color = options_color(o) };
	unsigned i;

	if (!o->nfiles) {
		diag(&s->diags, USAGE, NO_SPAN, "no file");
		diag_hint(&s->diags, "fptap migrate old.bt, or a directory");
		return EXIT_USAGE;
	}
	s->stdlib = path_stdlib(s);
	if (!set_options(&j))
		return s->diags.status;
	for (i = 0; i < o->nfiles; i++)
		if (!find_files(&j, o->files[i]))
			return s->diags.status;
	j.many = j.many || j.nfiles > 1;
	if (!make_folder(&j))
		return s->diags.status;
	target_types_if_any(&j.target);
	facts_init(&j.facts, &s->arena);
	j.rows = arena_array(&s->arena, struct report_summary_row, j.nfiles);
	for (i = 0; i < j.nfiles; i++)
		migrate_file(&j, &j.files[i], &j.rows[i]);
	if (j.many && !o->diff)
		report_show_summary(j.rows, j.nfiles, j.form, stdout);
	target_close(&j.target);
	return diags_failed(&s->diags) ? (int)s->diags.status : j.status;
}
