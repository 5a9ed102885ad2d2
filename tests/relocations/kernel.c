/* A kernel's types.  OTHER: those of a later one. */
typedef unsigned int u32;
typedef unsigned long u64;

struct inner {
	int first, second;
};

#ifdef OTHER
enum kind { KIND_A, KIND_B = 7 };
struct outer {
	u64 before;
	union {
		struct {
			struct inner inner;		/* deeper, in an anonymous struct */
			unsigned short narrow;		/* was u32 */
		};
		long other;
	};
	short number;					/* was an int */
	u32 *pointer;
	u32 list[2];					/* was 8 long */
	struct inner *was_number;			/* was a number */
	u32 field : 3;
};
typedef struct {
	int extra, counter;
} count_t;
#else
enum kind { KIND_A, KIND_B, KIND_GONE };
struct outer {
	struct inner inner;
	u32 narrow;
	int number, gone;
	u64 *pointer;
	u32 list[8];
	long was_number;
	u32 field : 5;
};
struct old {
	int x;
};
typedef struct {
	int counter;
} count_t;
#endif

struct outer outer;
count_t count;
enum kind kind;
#ifndef OTHER
struct old old;
#endif
