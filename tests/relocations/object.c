/* One access for each case: what of it another kernel has, may have elsewhere, or has not. */
typedef unsigned int u32;
typedef unsigned long u64;
#define RELOCATED __attribute__((preserve_access_index))

struct inner {
	int first, second;
} RELOCATED;
enum kind { KIND_A, KIND_B, KIND_GONE };
struct outer___mine {
	struct inner inner;
	u32 narrow;
	int number, gone;
	u64 *pointer;
	u32 list[8];
	long was_number;
	u32 field : 5;
} RELOCATED;
struct old {
	int x;
} RELOCATED;
typedef struct {
	int counter;
} RELOCATED count_t;

#define PROGRAM(what) \
	__attribute__((section("socket"), used)) long program(struct outer___mine *p) { return (long)(what); }

#ifdef MEMBER
PROGRAM(p->inner.second)
#elif defined(NARROW)
PROGRAM(p->narrow)
#elif defined(NUMBER)
PROGRAM(p->number)
#elif defined(GONE)
PROGRAM(p->gone + p->inner.first)
#elif defined(POINTER)
PROGRAM(p->pointer)
#elif defined(LIST)
PROGRAM(p->list[1])
#elif defined(BEYOND)
PROGRAM(p->list[5])
#elif defined(RETYPED)
PROGRAM(p->was_number)
#elif defined(OLD)
PROGRAM(((struct old *)p)->x)
#elif defined(ASKED)
PROGRAM(__builtin_preserve_field_info(p->gone, 2))
#elif defined(SIZE)
PROGRAM(__builtin_preserve_type_info(*(struct old *)0, 1))
#elif defined(TYPEDEF)
PROGRAM(((count_t *)p)->counter)
#elif defined(VALUE)
PROGRAM(__builtin_preserve_enum_value(*(enum kind *)KIND_B, 1))
#elif defined(NO_VALUE)
PROGRAM(__builtin_preserve_enum_value(*(enum kind *)KIND_GONE, 1))
#elif defined(BITS)
PROGRAM(__builtin_preserve_field_info(p->field, 0) + __builtin_preserve_field_info(p->field, 4))
#elif defined(FURTHER)
PROGRAM(p[3].inner.second)
#endif

__attribute__((section("license"), used)) char _license[] = "GPL";
