/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_BTF_LAYOUT_H
#define TESTS_BTF_LAYOUT_H

/*
 * Structs of every shape.  layout.c turns them into BTF, expect.c prints where the compiler put
 * their members; ktypes.t compares.
 */

struct inner {
	int lent_a;
	char lent_b;
};

typedef struct {
	short deep_x, deep_y;
} pair_t;

struct anonymous {
	char first;
	struct {
		long a;
		union {
			int b;
			struct {
				char pad[3];
				char c;
			};
			struct {
				char pad2[2];
				union {
					char d;
					short wide;
				};
			} named;
		};
	};
	pair_t pair;
	int last;
};

struct bits {
	unsigned one : 1;
	unsigned three : 3;
	int sixteen : 16;
	unsigned : 0;
	unsigned long forty : 40;
	struct {
		unsigned char in_a : 2;
		unsigned char in_b : 5;
	};
	int full : 32;
	_Bool flag : 1;
	int plain;
};

struct extended {			/* -fms-extensions */
	long before;
	struct inner;
	union {
		long u;
		struct {
			int skip;
			struct bits;
		};
	};
	int after;
};

union either {
	int i;
	struct {
		char c0, c1;
	};
	long l;
};

struct walked {				/* as the verifier searches */
	union {
		struct {
			int a;
			char b;
		} narrow;			/* 8 bytes, in front of: */
		struct {
			int a, hidden;
			struct inner *p;
		} wide;
	} alt;					/* 0 */
	union {
		struct inner *first;
		struct extended *second;
		unsigned long number;
	};					/* 16 */
	char hole;				/* 24 */
	int after[2][2];			/* 28 */
	struct bits bits;			/* 48; forty at 56, plain at 72 */
	struct {
		short s[3];
		void *opaque;
	} array[2];				/* 80, 96 */
	struct {
		int key, value;
	} rest[];				/* 112 */
};

#endif
