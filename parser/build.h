/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARSER_BUILD_H
#define PARSER_BUILD_H

/*
 * Constructors of the syntax tree, one for each action of grammar.y.
 *
 * They check what a context-free grammar cannot: that a statement does something, that a tree is
 * no deeper than MAX_DEPTH, that an alias's name is a name.  A list is grown at its end; adding
 * NULL, which stands for something that was reported, does nothing.
 */

#include "parser/lex.h"

struct expr_list { struct expr *first, *last; };
struct stmt_list { struct stmt *first, *last; };
struct type_list { struct type_name *first, *last; };
struct var_list { struct loop_var *first, *last; };
struct arg_list { struct point_arg *first, *last; };
struct part_list { struct point_part *first, *last; };
struct point_list { struct point *first, *last; };
struct item_list { struct item *first, *last; };
struct key_list { struct key_part *first, *last; };
struct attr_list { struct attribute *first, *last; };
struct formal_list { struct formal *first, *last; };

/* `x` may be a list of nodes itself. */
#define list_add(list, x)                                                                          \
	do {                                                                                       \
		__typeof__((list)->first) more_ = (x);                                             \
                                                                                                   \
		if (!more_)                                                                        \
			break;                                                                     \
		if ((list)->last)                                                                  \
			(list)->last->next = more_;                                                \
		else                                                                               \
			(list)->first = more_;                                                     \
		while (more_->next)                                                                \
			more_ = more_->next;                                                       \
		(list)->last = more_;                                                              \
	} while (0)

/* The part after a pair's first block. */
struct exit_part {
	struct expr *cond;
	struct stmt *body;		/* NULL: none */
	struct span span;
};

/* What an error leaves behind where the tree needs an expression. */
struct expr *expr_missing(struct parse *p, struct span at);

struct expr *expr_word(struct parse *p, enum expr_kind kind, const struct token *t);
struct expr *expr_number(struct parse *p, const struct token *t);
struct expr *expr_bool(struct parse *p, struct span at, bool value);
struct expr *expr_string(struct parse *p, const struct token *t);
/* Joins adjacent literals. */
struct expr *expr_strings(struct parse *p, struct span at, struct expr *list);
struct expr *expr_plain(struct parse *p, struct span at, enum expr_kind kind);
struct expr *expr_call(struct parse *p, struct span at, enum expr_kind kind, const struct token *t,
		       struct expr *args);
struct expr *expr_index(struct parse *p, struct span at, struct expr *a, struct expr *args);
struct expr *expr_member(struct parse *p, struct span at, struct expr *a, bool arrow,
			 const struct token *t);
struct expr *expr_unary(struct parse *p, struct span at, enum unary_op op, struct span op_span,
			struct expr *a);
struct expr *expr_binary(struct parse *p, struct span at, enum binary_op op, struct span op_span,
			 struct expr *a, struct expr *b);
struct expr *expr_in(struct parse *p, struct span at, struct span op_span, struct expr *a,
		     struct expr *b);
struct expr *expr_cond(struct parse *p, struct span at, struct span op_span, struct expr *a,
		       struct expr *b, struct expr *c);
/* EX_CAST, EX_SIZEOF, EX_TYPE. */
struct expr *expr_typed(struct parse *p, struct span at, enum expr_kind kind,
			struct type_name *type, struct expr *a);
struct expr *expr_tuple(struct parse *p, struct span at, struct expr *args);
struct expr *expr_assign(struct parse *p, struct span at, enum binary_op op, struct span op_span,
			 struct expr *a, struct expr *b);
struct expr *expr_incdec(struct parse *p, struct span at, const struct token *sign, bool postfix,
			 struct expr *a);
struct expr *expr_parens(struct span at, struct expr *e);

struct type_name *type_new(struct parse *p, struct span at, enum type_form form, const char *name,
			   unsigned stars);
struct type_name *type_with_args(struct type_name *type, struct expr *args);
struct type_name *type_with_dim(struct parse *p, struct type_name *type, struct span at,
				const struct token *dim);

struct stmt *stmt_new(struct parse *p, struct span at, enum stmt_kind kind, struct expr *e,
		      struct stmt *body, struct stmt *other);
struct stmt *stmt_agg(struct parse *p, struct span at, struct expr *e, struct expr *value);
/* An expression as a statement: NULL, and a message, when it does nothing. */
struct stmt *stmt_named(struct parse *p, struct span at, struct expr *e);
struct stmt *stmt_for(struct parse *p, struct span at, struct stmt *init, struct expr *cond,
		      struct stmt *step, struct stmt *body);
/* ST_FOR_RANGE, or ST_FOR_ELEMENT when `to` is NULL. */
struct stmt *stmt_for_in(struct parse *p, struct span at, const struct token *name,
			 struct expr *from, struct expr *to, struct stmt *body);
struct stmt *stmt_foreach(struct parse *p, struct span at, struct foreach *each, struct stmt *body);
struct stmt *stmt_try(struct parse *p, struct span at, struct stmt *body, const struct token *name,
		      struct stmt *other);
/* Adds to a block; finds a misspelt `while (x) {'. */
void stmts_add(struct parse *p, struct stmt_list *list, struct stmt *s);

struct loop_var *loop_var(struct parse *p, const struct token *name, enum sort sort);
struct foreach *each_keys(struct parse *p, struct loop_var *keys, bool tuple);
struct foreach *each_value(struct parse *p, struct foreach *each, const struct token *name);
struct foreach *each_map(struct parse *p, const struct token *map, struct expr *slice,
			 enum sort sort);
struct foreach *each_agg(struct parse *p, const struct token *map, const struct token *agg,
			 const struct token *arg, enum sort sort);
/* Keys and value of `bound`, the rest of `source`. */
struct foreach *each_join(struct foreach *bound, const struct foreach *source, struct expr *limit);

struct point_arg *point_arg(struct parse *p, struct span at, struct expr *value,
			    struct expr *second);
struct point_arg *point_word(struct parse *p, struct span at, const struct token *word,
			     struct expr *value);
/* -100 */
struct expr *expr_negative(struct parse *p, struct span at, const struct token *t);
/* What was written at `at`, without blanks. */
struct point_part *point_part(struct parse *p, struct span at);
/* Gives the last part of a point its arguments. */
struct part_list point_args(struct part_list parts, struct point_arg *args);
struct point *point_new(struct parse *p, struct span at, struct point_part *parts, char mark);

/* Adds items to the script; NULL: none. */
void script_add(struct parse *p, struct item *list);

struct item *item_probe(struct parse *p, struct span at, struct point *points, struct expr *cond,
			struct stmt *body, const struct exit_part *leave);
struct item *item_alias(struct parse *p, struct span at, const struct part_list *name,
			struct point *points, struct expr *cond, struct stmt *body);
struct item *item_filter(struct parse *p, struct span at, struct expr *cond);
struct item *item_global(struct parse *p, struct span at, const struct token *name,
			 struct key_part *keys, struct type_name *type,
			 struct attribute *attributes, struct expr *value);
/* Says of all of a declaration what it begins with. */
struct item *items_storage(struct item *list, enum storage storage, bool is_private);
struct item *item_value(struct parse *p, struct span at, enum item_kind kind,
			const struct token *name, struct type_name *type, struct expr *value);
struct item *item_function(struct parse *p, struct span at, const struct token *name,
			   struct formal *formals, struct type_name *type, struct stmt *body,
			   bool is_private);

struct key_part *key_part(struct parse *p, struct span at, const struct token *name,
			  struct type_name *type);
struct attribute *attribute(struct parse *p, struct span at, const struct token *name,
			    struct expr *value);
struct formal *formal(struct parse *p, const struct token *name, struct type_name *type);

#endif
