// SPDX-License-Identifier: GPL-2.0-or-later
/* Declarations of every shape; ktypes.t has them once more as they must be printed. */

typedef unsigned long size_type;
typedef int (*callback_t)(void *data, int n);

struct file;
struct known {
	int x;
};

struct decls {
	int (*fn)(struct file *, int);
	char *argv[4];
	int (*to_array)[3];
	int grid[2][5];
	const char *text;
	char *const fixed;
	const volatile struct known *const *deep;
	struct {
		int y;
	} inline_struct;
	union {
		int z;
	} *inline_union;
	enum {
		DECLS_ONE = 1,
	} inline_enum;
	callback_t cb;
	size_type size;
	void (*setter)(void (*)(int), ...);
	int (*(*returns_fn)(long))(char);
	int (*table[2])(void);
	unsigned long long big;
	short small;
	_Bool yes;
	struct known *restrict only;
	void *anything;
	double real;
	unsigned __int128 huge;
	char flexible[];
};

struct decls *g_decls;

int plain(const char *name, struct known *k)
{
	return k->x + *name;
}

struct known *const *pointers(int (*cmp)(const void *, const void *), size_type n[2])
{
	return cmp ? (struct known *const *)n : 0;
}

static __attribute__((noinline)) void hidden(void)
{
	__asm__ volatile("");
}

void caller(void)
{
	hidden();
}
