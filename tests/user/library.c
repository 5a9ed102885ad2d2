// SPDX-License-Identifier: GPL-2.0-or-later
/* Opened by prog while it runs. */

long in_library(long n);
long in_library(long n)
{
	asm volatile("" : : : "memory");
	return n * 3;
}
