// SPDX-License-Identifier: GPL-2.0-or-later
/* A kernel in small: what sema's tests are compiled against. */

typedef unsigned char u8;
typedef signed char s8;
typedef unsigned short u16;
typedef short s16;
typedef unsigned long size_t;
#define __user __attribute__((btf_type_tag("user")))

enum state { STATE_IDLE, STATE_BUSY = 5, STATE_TOP = 0xffffffffu };
enum signs { SIGN_MINUS = -1, SIGN_PLUS = 1 };

struct name {
	unsigned int len;
	const unsigned char *text;
};

struct dir {
	struct dir *parent;
	struct name name;
	char comm[16];
	char label[200];
	char rest[];
};

typedef struct {
	int counter;
} count_t;

struct path {
	int mnt;
	struct dir *dir;
};

struct packed {
	u8 a;
	unsigned int mid : 20;
	unsigned int over : 30;
	unsigned long far : 60;
} __attribute__((packed));

struct file {
	u8 mode;
	s8 shift;
	u16 port;
	s16 delta;
	unsigned int flags;
	int error;
	long pos;
	unsigned long size;
	_Bool open;
	enum state state;
	enum signs sign;
	unsigned int low : 3, high : 5;
	int minus : 4;
	_Bool bit : 1;
	union {
		int key;
		struct {
			s16 part, other;
		};
	};
	struct path path;
	const struct dir *dir;
	struct dir **dirs;
	int table[4];
	int grid[2][3];
	struct name names[2];
	count_t count;
	count_t *pcount;
	int (*op)(struct file *f);
	char *title;
	void *private;
	struct opaque *opaque;
	double ratio;
	struct packed packed;
	struct file *next;
	char __user *ubuf;
	int *pint;
	union {
		struct dir *as_dir;
		struct file *as_file;
	};
	union {
		struct {
			int a;
			char b;
		} narrow;
		struct {
			int a, hidden;
			struct file *file;
		} wide;
	} alt;
	char huge[32768];
	struct file *far;
};

struct pair {
	long first, second;
};

struct large {
	long a[4];
};

struct small {
	int a, b;
};

struct dir g_dir;	/* else clang only declares it */

/* Only called through pointers: it may have any prototype, and its parameters have no names. */
struct small mini_give(int x);
long mini_fourteen(int, int, int, int, int, int, int, int, int, int, int, int, int, int);
long mini_by_memory(int, struct large, int);

void *mini_others(int n)
{
	return n == 0 ? (void *)mini_give : n == 1 ? (void *)mini_fourteen : (void *)mini_by_memory;
}

long mini_read(struct file *file, char __user *buf, size_t count, long *pos)
{
	return file->pos + count + *pos + (buf != 0);
}

int mini_open(const struct file *file, const char *name, int flags, u16 mode)
{
	return file->flags + name[0] + flags + mode;
}

void mini_close(struct file *file)
{
	file->open = 0;
}

_Bool mini_test(unsigned long bits, _Bool deep, s8 low, enum state state)
{
	return bits && deep && low && state;
}

struct dir *mini_lookup(struct dir **dirs, count_t *count, void *private, int (*op)(struct file *))
{
	return dirs[count->counter + (private != 0) + (op != 0)];
}

unsigned long mini_size(struct pair pair, enum signs sign, __int128 *wide)
{
	return pair.first + sign + *wide;
}

/* Two structs of one name, as two files may have them. */
#pragma clang diagnostic ignored "-Wvisibility"
int mini_twin_one(struct twin { int key; struct name name; } *t)
{
	return t->key + t->name.len;
}

int mini_twin_two(struct twin { long before; int key; } *t)
{
	return t->key + t->before;
}

int mini_it(int it)
{
	return it;
}

enum state mini_state(void)
{
	return STATE_BUSY;
}

void do_exit(long code)
{
	(void)code;
}

/* What says that a kernel has fprobe links, sessions and casts, and tells what kprobes miss: 6.10 to 6.19. */
void bpf_kprobe_multi_link_release(void *link)
{
	(void)link;
}

unsigned long *bpf_session_cookie(void)
{
	return 0;
}

void *bpf_rdonly_cast(const void *p, unsigned int id)
{
	return (void *)((unsigned long)p + id);
}

typedef void (*btf_trace_mini_switch)(void *, _Bool, struct file *, unsigned int, const void *);
btf_trace_mini_switch g_switch;

int __traceiter_mini_switch(void *__data, _Bool preempt, struct file *prev, unsigned int state,
			    const void *cookie)
{
	return preempt && prev && state && __data && cookie;
}

/* The current task's. */
struct task_struct {
	int pid;
	char comm[16];
} g_task;

/* A tracepoint whose system is known (probes/tracepoint/events.def). */
typedef void (*btf_trace_irq_handler_entry)(void *, int, struct task_struct *);
btf_trace_irq_handler_entry g_irq;
