// SPDX-License-Identifier: GPL-2.0-or-later
/* Seven system calls from the depth of known functions: getpriority(0, 0), which nobody else makes. */

#include <sys/syscall.h>

#ifdef __x86_64__
#define CALL(nr) ({ long r = nr; __asm__ volatile("syscall" : "+a"(r) : "D"(0), "S"(0) : "rcx", "r11", "memory"); r; })
#else
#define CALL(nr) ({ register long x8 __asm__("x8") = nr, x0 __asm__("x0") = 0, x1 __asm__("x1") = 0; \
	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1) : "memory"); x0; })
#endif

__attribute__((noinline)) void innermost(void) { CALL(SYS_getpriority); }
__attribute__((noinline)) void middle(void) { innermost(); __asm__(""); }
__attribute__((noinline)) void outermost(void) { middle(); __asm__(""); }

int main(void)
{
	for (int i = 0; i < 7; i++)
		outermost();
	return 0;
}
