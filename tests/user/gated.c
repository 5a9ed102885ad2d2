// SPDX-License-Identifier: GPL-2.0-or-later
/* A usdt probe with a semaphore: the program looks whether anybody wants it. */

#define _SDT_HAS_SEMAPHORES 1
#include <sys/sdt.h>

unsigned short app_gated_semaphore __attribute__((section(".probes"), used));

int gate(int n);
int gate(int n)
{
	if (!*(volatile unsigned short *)&app_gated_semaphore)
		return 0;
	STAP_PROBE1(app, gated, n);
	return 1;
}
