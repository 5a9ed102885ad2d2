/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_BTF_WHOLE_H
#define TESTS_BTF_WHOLE_H

/*
 * Members of every kind.  whole.c turns the struct into BTF; whole_main.c has one with known values,
 * laid out by the compiler, and shows it.
 */

enum colour { RED = 1, GREEN = -7 };

struct inner {
	int a;
	short b;
};

struct whole {
	signed char minus;
	_Bool flag;
	enum colour colour, odd;
	unsigned one : 1, seven : 7;
	int three : 3;
	unsigned long far : 50;
	char text[8];
	char bad[4];
	unsigned char bytes[3];
	struct inner inner, two[2];
	union {
		unsigned int word;
		struct {
			unsigned short low, high;
		};
	};
	void *null, *error;
	int (*function)(void);
	long many[70];
	double real;
	struct inner none[];
};

#endif
