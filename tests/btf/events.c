// SPDX-License-Identifier: GPL-2.0-or-later
/* Tracepoints as kernels have them, and enums. */

struct task;

typedef void (*btf_trace_switched)(void *, _Bool, struct task *, unsigned int);
typedef void (*btf_trace_nameless)(void *, int);
typedef void (*btf_trace_of_class)(void *, long);
typedef void (*btf_trace_bare)(void *);
/* A class of this name exists, but it is another's. */
typedef void (*btf_trace_mixed)(void *, struct task *);
typedef int btf_trace_not_a_pointer;

btf_trace_switched g_switched;
btf_trace_nameless g_nameless;
btf_trace_of_class g_of_class;
btf_trace_bare g_bare;
btf_trace_mixed g_mixed;
btf_trace_not_a_pointer g_not_a_pointer;

int __traceiter_switched(void *__data, _Bool preempt, struct task *prev, unsigned int state)
{
	return preempt && prev && state && __data;
}

int __bpf_trace_of_class(void *__data, long bytes)
{
	return bytes && __data;
}

int __bpf_trace_mixed(void *__data, int wrong)
{
	return wrong && __data;
}

enum state { STATE_IDLE, STATE_BUSY = 5, STATE_ALSO_BUSY = 5, STATE_TOP = 0xffffffffu };
enum signs { SIGN_MINUS = -1, SIGN_PLUS = 1 };
enum wide { WIDE_LOW = -1, WIDE_HIGH = 0x123456789abcLL };

enum state g_state;
enum signs g_signs;
enum wide g_wide;
