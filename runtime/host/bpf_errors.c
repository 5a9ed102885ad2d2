// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See bpf_errors.h.  What is looked at here (configuration, lists of functions) is looked at only
 * after a failure: nothing of it slows down a run that works.
 */

#include "runtime/host/bpf_errors.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <zlib.h>

#include "probes/mechanism.h"
#include "runtime/host/refused.h"

#ifndef ENOTSUPP
#define ENOTSUPP 524		/* the kernel's own; it does get out */
#endif

#define KPROBES "/sys/bus/event_source/devices/kprobe"
#define TRACEABLE "/sys/kernel/tracing/available_filter_functions"

static struct arena *arena_of(const struct bpf_failure *f)
{
	return &f->p->s->arena;
}

static struct diags *diags_of(const struct bpf_failure *f)
{
	return &f->p->s->diags;
}

/* ---- the log ---- */

struct verdict {
	char program[BPF_PROGRAM_NAME];	/* "" when it is not known */
	const struct probe *probe;
	const char *log;		/* the verifier's, NULL: it said nothing */
	const char *reason;		/* its last line that means something */
	bool has_insn;
	unsigned insn;			/* the last instruction it looked at */
};

static char *line_at(const struct bpf_failure *f, const char *at)
{
	return arena_strndup(arena_of(f), at, strcspn(at, "\n"));
}

/* "12: (79) r1 = …" */
static bool insn_line(const char *at, unsigned *insn)
{
	char *end;
	unsigned long n;

	if (!isdigit((unsigned char)*at))
		return false;
	n = strtoul(at, &end, 10);
	if (strncmp(end, ": (", 3))
		return false;
	*insn = (unsigned)n;
	return true;
}

/* Kernels from 7.x on explain at length after the reason. */
#define EXPLANATION "Verification failed"

/* Lines about the state of registers, and what comes after the reason. */
static bool says_nothing(const char *at)
{
	static const char *const noise[] = {
		"processed ", "verification time", "stack depth", "mark_precise", "from ",
		"last_idx", "peak_states", "insns ", "parent ", "regs=", "; ", "max_states",
		"arg#", "func#", "\n",
	};
	unsigned i;

	for (i = 0; i < sizeof(noise) / sizeof(*noise); i++)
		if (!strncmp(at, noise[i], strlen(noise[i])))
			return true;
	at += strspn(at, "0123456789");
	return *at == ':' || !*at;
}

static void read_log(const struct bpf_failure *f, struct verdict *v)
{
	const char *at = v->log, *next;

	for (; *at && strncmp(at, EXPLANATION, sizeof(EXPLANATION) - 1); at = next) {
		next = at + strcspn(at, "\n");
		if (*next)
			next++;
		if (insn_line(at, &v->insn))
			v->has_insn = true;
		else if (!says_nothing(at))
			v->reason = line_at(f, at);
	}
}

void bpf_program_name(char name[BPF_PROGRAM_NAME], unsigned probe, enum bpf_part part)
{
	snprintf(name, BPF_PROGRAM_NAME, "fpt_%c%u", "exs"[part], probe);
}

static const struct probe *probe_of(const struct bpf_failure *f, const char *program)
{
	unsigned id = f->p->nprobes;

	if (!strncmp(program, "fpt_", 4) && program[4] && strchr("exs", program[4]))
		id = (unsigned)strtoul(program + 5, NULL, 10);
	return id < f->p->nprobes ? &f->p->probes[id] : NULL;
}

/* libbpf's words: prog 'NAME': BPF program load failed; prog 'NAME': -- BEGIN PROG LOAD LOG -- */
static void find_verdict(const struct bpf_failure *f, struct verdict *v)
{
	static const char named[] = "prog '", begin[] = "-- BEGIN PROG LOAD LOG --\n",
			  end[] = "-- END PROG LOAD LOG --";
	const char *at = f->log, *stop, *failed = strstr(at, ": BPF program load failed");

	*v = (struct verdict){ 0 };
	while (failed && (at = strstr(at, named)) && at < failed) {
		at += sizeof(named) - 1;
		snprintf(v->program, sizeof(v->program), "%.*s", (int)strcspn(at, "'"), at);
	}
	v->probe = probe_of(f, v->program);
	at = strstr(f->log, begin);
	if (!at)
		return;
	at += sizeof(begin) - 1;
	stop = strstr(at, end);
	v->log = arena_strndup(arena_of(f), at, stop ? (size_t)(stop - at) : strlen(at));
	read_log(f, v);
}

/* ---- what the kernel lacks ---- */

static bool config_has(gzFile config, const char *option)
{
	size_t n = strlen(option);
	char line[1024];

	gzrewind(config);
	while (gzgets(config, line, sizeof(line)))
		if (!strncmp(line, option, n) && line[n] == '=')
			return line[n + 1] == 'y' || line[n + 1] == 'm';
	return false;
}

/* /proc/config.gz, else /boot/config-RELEASE; gzopen reads plain files too. */
static gzFile open_config(const struct bpf_failure *f)
{
	gzFile config = gzopen("/proc/config.gz", "r");
	struct utsname u;

	if (!config && !uname(&u))
		config = gzopen(arena_printf(arena_of(f), "/boot/config-%s", u.release), "r");
	return config;
}

/* The options of "CONFIG_A, CONFIG_B" that the running kernel lacks; NULL: none, or not known. */
static const char *missing_options(const struct bpf_failure *f, const char *needs)
{
	struct arena *a = arena_of(f);
	gzFile config = open_config(f);
	const char *missing = NULL;

	if (!config)
		return NULL;
	while (*needs) {
		size_t n = strcspn(needs, ", ");
		char *option = arena_strndup(a, needs, n);

		if (n && !config_has(config, option))
			missing = missing ? arena_printf(a, "%s and %s", missing, option) : option;
		needs += n + strspn(needs + n, ", ");
	}
	gzclose(config);
	return missing;
}

static bool is_trampoline(const struct probe *probe)
{
	return probe && probe->kind == PROBE_FPROBE && probe->via->traits & HAS_TYPES;
}

/*
 * What every trampoline takes.  x86_64 before 6.6 takes no more, ENOTSUPP (arch_prepare_bpf_trampoline()
 * in the kernel); arm64 took 8.
 */
#define FEW_ARGUMENTS 6

static void no_feature(const struct bpf_failure *f, const struct probe *probe, int err)
{
	const char *missing = missing_options(f, probe->via->needs), *why;
	struct arena *a = arena_of(f);

	if (err == ENOTSUPP && is_trampoline(probe) && probe->nargs > FEW_ARGUMENTS) {
		diag(diags_of(f), NOT_TRACEABLE, probe->span, probe->target,
		     arena_printf(a, "its %u arguments are more than this kernel's trampolines take",
				  probe->nargs));
		return;
	}
	if (missing)
		why = arena_printf(a, "it was built without %s", missing);
	else if (err == EPERM || err == EACCES)
		why = "its security policy forbids it";
	else
		why = arena_printf(a, "it needs %s", probe->via->needs);
	diag(diags_of(f), NO_KERNEL_FEATURE, probe->span, probe->name, why);
	diag_hint(diags_of(f), "`fptap run --vm' runs the script in a virtual machine");
}

enum listed { LISTED, NOT_LISTED, LIST_MISSING };

static enum listed look_up(const char *function)
{
	size_t n = strlen(function);
	FILE *list = fopen(TRACEABLE, "r");
	bool found = false, any = false;
	char line[1024];

	if (!list)
		return errno == ENOENT ? LIST_MISSING : LISTED;
	while (!found && fgets(line, sizeof(line), list)) {
		any = true;
		found = !strncmp(line, function, n) && (line[n] == '\n' || line[n] == ' ');
	}
	fclose(list);
	return any && !found ? NOT_LISTED : LISTED;	/* an empty list says nothing */
}

/* ---- messages ---- */

static const char *first_line(const struct bpf_failure *f)
{
	return *f->log ? line_at(f, f->log) : NULL;
}

static void whole_log(const struct bpf_failure *f)
{
	if (f->verbose && *f->log)
		diag_note(diags_of(f), NO_SPAN, "%s", f->log);
}

static void refused(const struct bpf_failure *f, const struct verdict *v)
{
	struct span span = bpf_insn_span(f, v->program, v->insn);

	if (!span.off && v->probe)
		span = v->probe->span;
	diag(diags_of(f), VERIFIER, span, v->reason ? v->reason : "no reason given");
	if (v->probe && span.off != v->probe->span.off)
		diag_note(diags_of(f), v->probe->span, "in this probe");
	if (strstr(v->log, "as it may encode error"))
		diag_hint(diags_of(f), "to this kernel an argument here is a number, it need not be an "
			  "address: ((struct NAME *)(u64)$ARG)->… reads it as one");
	else if (!f->verbose)
		diag_hint(diags_of(f), "-v prints the verifier's log");
}

/* The map that could not be made, by libbpf's words about fpt_map_N or fpt_other_N; NULL: it was not that. */
static const struct map *map_refused(const struct bpf_failure *f)
{
	const char *at = strstr(f->log, "create");
	unsigned long n;

	while (at && at > f->log && at[-1] != '\n')
		at--;
	at = at ? strstr(at, "fpt_") : NULL;
	if (!at || (strncmp(at, "fpt_map_", 8) && strncmp(at, "fpt_other_", 10)))
		return NULL;
	n = strtoul(at + strcspn(at, "0123456789"), NULL, 10);
	return n < f->p->nmaps ? f->p->maps[n] : NULL;
}

static void load_failed(const struct bpf_failure *f, const struct probe *probe, int err)
{
	const struct map *m = probe ? NULL : map_refused(f);
	const char *said = first_line(f);

	if (m && err == ENOMEM) {
		diag(diags_of(f), LOAD_FAILED, m->span,
		     arena_printf(arena_of(f), "it has no memory for `%s'", m->name));
		diag_hint(diags_of(f), "`limit' is the number of entries that there is room for");
		return;
	}
	diag(diags_of(f), LOAD_FAILED, probe ? probe->span : m ? m->span : NO_SPAN, strerror(err));
	if (said)
		diag_note(diags_of(f), NO_SPAN, "%s", said);
	if (err == EMFILE)
		diag_hint(diags_of(f), "this takes a higher limit of open files: ulimit -n");
}

void bpf_load_failed(const struct bpf_failure *f, int err)
{
	struct verdict v;

	find_verdict(f, &v);
	if (v.has_insn) {
		refused(f, &v);
	} else if (v.probe && v.reason && is_trampoline(v.probe)) {
		diag(diags_of(f), NOT_TRACEABLE, v.probe->span, v.probe->target, v.reason);
	} else if (v.probe && is_trampoline(v.probe) &&
		   (err == EPERM || err == EACCES || err == ENOTSUPP || err == EOPNOTSUPP)) {
		no_feature(f, v.probe, err);
	} else {
		load_failed(f, v.probe, err);
	}
	whole_log(f);
}

void bpf_target_failed(const struct bpf_failure *f, const struct probe *probe)
{
	if (probe->kind == PROBE_TRACEPOINT)
		diag(diags_of(f), UNKNOWN_TRACEPOINT, probe->span, probe->target);
	else
		diag(diags_of(f), UNKNOWN_FUNCTION, probe->span, probe->target);
	whole_log(f);
}

static const char *kprobe_place(const struct bpf_failure *f, const struct probe *probe)
{
	return probe->offset ? arena_printf(arena_of(f), "%s+%#x", probe->target, probe->offset) :
			       probe->target;
}

/* What the kernel means by it when it is about the place; NULL: about something else. */
static const char *kprobe_refused(const struct probe *probe, int err)
{
	switch (err) {
	case ENOENT:
		return "the kernel has no symbol of this name, or the place is not in it";
	case EILSEQ:
		return "no instruction begins there";
	case EADDRNOTAVAIL:
		return "more than one function has this name";
	case EINVAL:
		return probe->offset ? "no instruction begins there, or the kernel allows no breakpoint" :
				       "the kernel allows no breakpoint there (its blacklist)";
	default:
		return NULL;
	}
}

void bpf_attach_failed(const struct bpf_failure *f, const struct probe *probe, int err)
{
	enum listed listed = is_trampoline(probe) ? look_up(probe->target) : LISTED;
	const char *refused = probe->kind == PROBE_KPROBE ? kprobe_refused(probe, err) : NULL;

	if (listed == NOT_LISTED)
		diag(diags_of(f), NOT_TRACEABLE, probe->span, probe->target,
		     "it is not in " TRACEABLE);
	else if (probe->kind == PROBE_PERF)
		diag(diags_of(f), EVENT_REFUSED, probe->span, probe->perf.event, event_refused(err));
	else if (probe->kind == PROBE_KPROBE && err == ENOENT && access(KPROBES, F_OK))
		no_feature(f, probe, err);
	else if (refused)
		diag(diags_of(f), NOT_TRACEABLE, probe->span, kprobe_place(f, probe), refused);
	else if (probe->kind == PROBE_RAWTRACEPOINT && err == ENOENT)
		diag(diags_of(f), UNKNOWN_TRACEPOINT, probe->span, probe->target);
	else if (probe->kind == PROBE_RAWTRACEPOINT && err == EINVAL)
		diag(diags_of(f), ATTACH_FAILED, probe->span, probe->name,
		     "it has fewer arguments than the handler reads");
	else if (probe->format && err == ENOENT)
		diag(diags_of(f), NO_TRACEFS, probe->span, "or the event is gone whose format was read");
	else if (err == ENOTSUPP || err == EOPNOTSUPP || err == EPERM || err == EACCES)
		no_feature(f, probe, err);
	else if (err == E2BIG)
		diag(diags_of(f), ATTACH_FAILED, probe->span, probe->name,
		     "too many programs are attached there");
	else
		diag(diags_of(f), ATTACH_FAILED, probe->span, probe->name, strerror(err));
	if (err == EINVAL && probe->via->traits & IS_TRACING)
		diag_hint(diags_of(f), "the kernel refuses all functions for one that cannot have a trampoline; "
			  "--via=kprobe_multi,kretprobe_multi,kprobe_session takes more");
	if (listed == LIST_MISSING)
		diag(diags_of(f), NO_TRACEFS, probe->span,
		     "whether the function can be traced at all is not known");
	whole_log(f);
}
