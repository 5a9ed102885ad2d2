// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See value.h.  A value is written into the caller's buffer through a `struct sink`; names that
 * come from BTF are cut to fit, nothing else can be too long.
 */

#include "runtime/host/value.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#include "runtime/host/errno_names.h"
#include "runtime/host/stacks.h"
#include "sema/ktypes.h"

#define NSEC_PER_SEC 1000000000ull

void wall_clock_init(struct wall_clock *c)
{
	struct timespec mono, real;

	clock_gettime(CLOCK_MONOTONIC, &mono);
	clock_gettime(CLOCK_REALTIME, &real);
	tzset();
	*c = (struct wall_clock){
		.offset = ((u64)real.tv_sec - (u64)mono.tv_sec) * NSEC_PER_SEC +
			  ((u64)real.tv_nsec - (u64)mono.tv_nsec),
	};
}

/* ---- digits ---- */

char *digits_decimal(char *end, u64 v)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324"
				    "25262728293031323334353637383940414243444546474849"
				    "50515253545556575859606162636465666768697071727374"
				    "75767778798081828384858687888990919293949596979899";

	for (; v >= 100; v /= 100) {
		end -= 2;
		memcpy(end, pairs + v % 100 * 2, 2);
	}
	if (v >= 10) {
		end -= 2;
		memcpy(end, pairs + v * 2, 2);
	} else {
		*--end = '0' + v;
	}
	return end;
}

char *digits_bits(char *end, u64 v, unsigned bits, bool upper)
{
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	u64 mask = (1u << bits) - 1;

	do {
		*--end = digits[v & mask];
		v >>= bits;
	} while (v);
	return end;
}

/* ---- a buffer of VALUE_MAX bytes ---- */

struct sink {
	char *text;
	size_t len;
};

static void add(struct sink *s, const char *text, size_t n)
{
	if (n > VALUE_MAX - s->len)
		n = VALUE_MAX - s->len;
	memcpy(s->text + s->len, text, n);
	s->len += n;
}

static void add_text(struct sink *s, const char *text)
{
	add(s, text, strlen(text));
}

static void add_decimal(struct sink *s, u64 v)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first = digits_decimal(end, v);

	add(s, first, end - first);
}

static void add_hex(struct sink *s, u64 v)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits);
	char *first = digits_bits(end, v, 4, false);

	add(s, first, end - first);
}

static bool is_u64(struct type t)
{
	return t.size == 8 && !t.is_signed;
}

/* Puts the sign and returns the magnitude; only a u64 has the top bit without being negative. */
static u64 add_sign(struct sink *s, struct type t, u64 v)
{
	if (is_u64(t) || !(v >> 63))
		return v;
	add(s, "-", 1);
	return 0 - v;
}

static void add_integer(struct sink *s, struct type t, u64 v)
{
	add_decimal(s, add_sign(s, t, v));
}

/* ---- display types ---- */

struct unit {
	u64 factor;
	const char *name;
};

static const struct unit time_units[] = {
	{ 1, "ns" },
	{ 1000, "us" },
	{ 1000000, "ms" },
	{ NSEC_PER_SEC, "s" },
	{ 60 * NSEC_PER_SEC, NULL },
};

static const struct unit size_units[] = {
	{ 1, "B" },	     { 1ull << 10, "KiB" }, { 1ull << 20, "MiB" }, { 1ull << 30, "GiB" },
	{ 1ull << 40, "TiB" }, { 1ull << 50, "PiB" }, { 1ull << 60, "EiB" }, { 0, NULL },
};

/*
 * v in units of u->factor with three significant digits: `scaled` is the number without its point,
 * `decimals` of its digits come after it.  False when rounding made it reach the next unit.
 */
static bool scale(u64 v, const struct unit *u, u64 *scaled, unsigned *decimals)
{
	u64 whole = v / u->factor, power;
	unsigned __int128 n;

	*decimals = u->factor == 1 ? 0 : whole < 10 ? 2 : whole < 100 ? 1 : 0;
	power = *decimals == 2 ? 100 : *decimals == 1 ? 10 : 1;
	n = (unsigned __int128)v * power + u->factor / 2;
	/* Division of 128 bits is a slow call, and rarely needed. */
	*scaled = n >> 64 ? n / u->factor : (u64)n / u->factor;
	return !u[1].factor || *scaled < u[1].factor / u->factor * power;
}

static void add_scaled(struct sink *s, u64 scaled, unsigned decimals, const char *unit)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first, *point;

	first = digits_decimal(end, scaled);
	point = end - decimals;
	while (end > point && end[-1] == '0')
		end--;
	add(s, first, point - first);
	if (end > point) {
		add(s, ".", 1);
		add(s, point, end - point);
	}
	add_text(s, unit);
}

/* False: larger than all units. */
static bool add_in_units(struct sink *s, const struct unit *u, u64 v)
{
	unsigned decimals;
	u64 scaled;

	while (u->name && u[1].factor && v >= u[1].factor)
		u++;
	if (!u->name)
		return false;
	if (scale(v, u, &scaled, &decimals))
		add_scaled(s, scaled, decimals, u->name);
	else if (u[1].name)
		add_scaled(s, 1, 0, u[1].name);
	else
		return false;
	return true;
}

/* From a minute on. */
static void add_long_duration(struct sink *s, u64 ns)
{
	static const struct {
		u64 seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "m" }, { 1, "s" } };
	u64 seconds = ns / NSEC_PER_SEC, small, n;
	unsigned i = seconds >= 86400 ? 0 : seconds >= 3600 ? 1 : 2;

	/* The smaller unit is rounded, which may carry as far as the next larger pair. */
	for (;; i--) {
		small = units[i + 1].seconds;
		n = ns / (small * NSEC_PER_SEC);
		n += ns % (small * NSEC_PER_SEC) >= small * NSEC_PER_SEC / 2;
		seconds = n * small;
		if (!i || seconds < units[i - 1].seconds)
			break;
	}
	add_decimal(s, seconds / units[i].seconds);
	add_text(s, units[i].name);
	seconds = seconds % units[i].seconds / small;
	if (seconds) {
		add_decimal(s, seconds);
		add_text(s, units[i + 1].name);
	}
}

static void show_duration(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	(void)c;
	v = add_sign(s, t, v);
	if (!add_in_units(s, time_units, v))
		add_long_duration(s, v);
}

static void show_size(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	(void)c;
	add_in_units(s, size_units, add_sign(s, t, v));
}

static void show_time(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	u64 real = v + c->clock.offset, micros = real % NSEC_PER_SEC / 1000;
	time_t second = real / NSEC_PER_SEC;
	struct tm tm;
	char text[8];
	int i;

	if (t.ktype && t.ktype <= c->p->nsymbols) {	/* time("…") */
		if (localtime_r(&second, &tm))
			s->len += strftime(s->text + s->len, VALUE_MAX - s->len,
					   c->p->symbols[t.ktype - 1], &tm);
		return;
	}
	if (!c->clock.valid || c->clock.second != second) {
		if (!localtime_r(&second, &tm) ||
		    !strftime(c->clock.text, sizeof(c->clock.text), "%H:%M:%S", &tm))
			memcpy(c->clock.text, "--:--:--", sizeof(c->clock.text));
		c->clock.second = second;
		c->clock.valid = true;
	}
	text[0] = '.';
	for (i = 6; i > 0; i--, micros /= 10)
		text[i] = '0' + micros % 10;
	add_text(s, c->clock.text);
	add(s, text, 7);
}

static void show_errno(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const char *name = NULL;

	(void)c;
	if (!is_u64(t) && v >> 63)
		name = errno_name(0 - v);
	if (!name) {
		add_integer(s, t, v);
		return;
	}
	add(s, "-", 1);
	add_text(s, name);
}

static void show_char(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	static const char escapes[] = "\aa\bb\tt\nn\vv\ff\rr\033e''\\\\";
	unsigned char byte = v;
	const char *i;

	(void)c;
	if (v > 255 && (is_u64(t) || v < (u64)-128)) {
		add_integer(s, t, v);
		return;
	}
	add(s, "'", 1);
	for (i = escapes; *i && (unsigned char)*i != byte; i += 2)
		;
	if (*i) {
		add(s, "\\", 1);
		add(s, i + 1, 1);
	} else if (!byte) {
		add(s, "\\0", 2);
	} else if (byte < 0x20 || byte >= 0x7f) {
		add(s, "\\x", 2);
		add_hex(s, byte >> 4);
		add_hex(s, byte & 15);
	} else {
		add(s, (const char *)&byte, 1);
	}
	add(s, "'", 1);
}

static const char *const fault_texts[] = {
#define FAULT(name, text) [FAULT_##name] = text,
#include "runtime/faults.def"
#undef FAULT
};

const char *fault_text(const struct site *site)
{
	return site->text ? site->text : fault_texts[site->fault];
}

/* A site: "division by zero (script.fp:3:12)". */
static void show_fault(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const struct site *site;
	struct place at;

	if (v >= c->p->nsites || c->p->sites[v].kind != SITE_FAULT) {
		add_integer(s, t, v);
		return;
	}
	site = &c->p->sites[v];
	add_text(s, fault_text(site));
	if (!source_place(&c->p->s->sources, site->span.off, &at))
		return;
	add_text(s, " (");
	add_text(s, at.src->name);
	add(s, ":", 1);
	add_decimal(s, at.line);
	add(s, ":", 1);
	add_decimal(s, at.col);
	add(s, ")", 1);
}

static void show_ksym(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	(void)t;
	if (!c->stacks) {
		add(s, "0x", 2);
		add_hex(s, v);
		return;
	}
	s->len += stacks_symbol(c->stacks, v, s->text + s->len, VALUE_MAX - s->len);
}

static void show_ip4(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	unsigned i;

	(void)c, (void)t;
	for (i = 0; i < 4; i++) {
		if (i)
			add(s, ".", 1);
		add_decimal(s, v >> 8 * i & 255);
	}
}

static void show_ctime(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	time_t second = (time_t)v;
	struct tm tm;

	(void)c;
	if (localtime_r(&second, &tm))
		s->len += strftime(s->text + s->len, VALUE_MAX - s->len, "%a %b %e %H:%M:%S %Y", &tm);
	else
		add_integer(s, t, v);
}

static void show_error(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const char *name = errno_name(v >> 63 ? 0 - v : v);

	(void)c;
	if (name)
		add_text(s, name);
	else
		add_integer(s, t, v);
}

/* MAJOR and MINOR of the kernel's dev_t. */
static void show_device(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	(void)c, (void)t;
	add_decimal(s, v >> 20 & 4095);
	add(s, ":", 1);
	add_decimal(s, v & 0xfffff);
}

static void show_signal(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const char *name = v < 65 ? sigabbrev_np((int)v) : NULL;

	(void)c;
	if (name) {
		add_text(s, "SIG");
		add_text(s, name);
	} else {
		add_integer(s, t, v);
	}
}

typedef void show_fn(struct value_context *c, struct sink *s, struct type t, u64 v);

static void show_integer(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	static show_fn *const by_show[SHOW_COUNT] = {
		[SHOW_DURATION] = show_duration, [SHOW_TIME] = show_time,   [SHOW_SIZE] = show_size,
		[SHOW_ERRNO] = show_errno,	 [SHOW_CHAR] = show_char,   [SHOW_FAULT] = show_fault,
		[SHOW_KSYM] = show_ksym,	 [SHOW_IP4] = show_ip4,
		[SHOW_ERROR] = show_error,	 [SHOW_DEVICE] = show_device,
		[SHOW_SIGNAL] = show_signal,	 [SHOW_CTIME] = show_ctime,
	};

	if (t.show < SHOW_COUNT && by_show[t.show])
		by_show[t.show](c, s, t, v);
	else
		add_integer(s, t, v);
}

/* ---- other types ---- */

static void show_bool(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	(void)c, (void)t;
	add_text(s, v ? "true" : "false");
}

static void show_enum(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const struct ktypes *kt = c->p->kt;
	const char *name = kt ? ktypes_enum_name(kt, t.ktype, (int64_t)v) : NULL;

	if (name) {
		add_text(s, name);
		return;
	}
	if (kt)
		add_text(s, ktypes_get(kt, t.ktype).name);
	if (s->len > VALUE_MAX - 32)
		s->len = VALUE_MAX - 32;
	add(s, "?", 1);
	add_integer(s, t, v);
}

static void show_pointer(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const char *name;

	(void)c;
	if (t.is_user || v < (u64)-ERRNO_MAX) {
		add(s, "0x", 2);
		add_hex(s, v);
		return;
	}
	name = errno_name(0 - v);
	add_text(s, "ERR_PTR(-");
	if (name)
		add_text(s, name);
	else
		add_decimal(s, 0 - v);
	add(s, ")", 1);
}

static void show_symbol(struct value_context *c, struct sink *s, struct type t, u64 v)
{
	const char *name = v < c->p->nsymbols ? c->p->symbols[v] :
			   c->stacks	      ? stacks_function(c->stacks, v) : NULL;

	(void)t;
	if (name) {
		add_text(s, name);
		return;
	}
	add(s, "?", 1);
	add_decimal(s, v);
}

size_t value_show(struct value_context *c, struct type t, u64 v, char *buffer)
{
	static show_fn *const by_kind[] = {
		[TY_NONE] = show_integer,  [TY_VOID] = show_integer,   [TY_INT] = show_integer,
		[TY_BOOL] = show_bool,	   [TY_ENUM] = show_enum,      [TY_PTR] = show_pointer,
		[TY_STRUCT] = show_pointer, [TY_ARRAY] = show_pointer, [TY_STRING] = show_pointer,
		[TY_SYMBOL] = show_symbol, [TY_AGG] = show_integer, [TY_BYTES] = show_integer,
		[TY_STACK] = show_integer,
	};
	struct sink s = { .text = buffer };

	by_kind[t.kind](c, &s, t, v);
	return s.len;
}

/* Of a process: which one, and the address. */
static size_t show_usym(struct value_context *c, const char *at, char *buffer)
{
	struct sink s = { .text = buffer };
	u64 words[2];

	memcpy(words, at, sizeof(words));
	if (c->stacks)
		return stacks_user_symbol(c->stacks, (u32)words[0], words[1], buffer, VALUE_MAX);
	add(&s, "0x", 2);
	add_hex(&s, words[1]);
	return s.len;
}

size_t value_show_bytes(struct value_context *c, struct type t, const char *at, char *buffer)
{
	struct sink s = { .text = buffer };
	const char *between = t.show == SHOW_MAC ? ":" : " ";
	uint32_t i;

	if (t.show == SHOW_USYM)
		return show_usym(c, at, buffer);
	if (t.show == SHOW_IP6 && inet_ntop(AF_INET6, at, buffer, INET6_ADDRSTRLEN))
		return strlen(buffer);
	for (i = 0; i < t.ktype && s.len < VALUE_MAX - 4; i++) {
		if (i)
			add(&s, between, 1);
		add_hex(&s, (unsigned char)at[i] >> 4);
		add_hex(&s, at[i] & 15);
	}
	return s.len;
}
