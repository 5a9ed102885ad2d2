// SPDX-License-Identifier: GPL-2.0-or-later
// A C++ program: overloads, members, templates, operators.

#include <cstdio>
#include <vector>

#define EXPORT __attribute__((noinline, noclone))

namespace ns {

struct Count {
	int n = 0;
	EXPORT int add(int k) { asm volatile("" : : : "memory"); return n += k; }
	EXPORT int add(int k, long twice) { asm volatile("" : : : "memory"); return n += k + (int)twice; }
	EXPORT int operator[](int k) const { asm volatile("" : : : "memory"); return n + k; }
};

template <typename T> EXPORT T same(T v) { asm volatile("" : : : "memory"); return v * 2; }

namespace { EXPORT int inner(int v) { asm volatile("" : : : "memory"); return v * 3; } }

}

EXPORT int plain(int v) { asm volatile("" : : : "memory"); return v; }

int main()
{
	ns::Count c;
	volatile long sum = 0;

	for (int i = 0; i < 3; i++)
		sum += c.add(i);
	for (int i = 0; i < 5; i++)
		sum += c.add(i, 1L);
	for (int i = 0; i < 7; i++)
		sum += c[i] + ns::inner(i);
	sum += ns::same(1) + ns::same(2L) + plain(9);
	return 0;
}
