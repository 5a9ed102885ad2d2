/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The grammar.  LALR(1) without conflicts; what depends on context is decided in context.c.
 *
 * Statements need no separator: none begins with ( [ - + * & ! ~ or a literal.  An `error'
 * production is always followed by RESYNC (see lex.h); there are three sorts: a header in
 * parentheses, a statement, an item.
 */
%code requires {
#include "parser/build.h"
}
%define api.pure full
%define api.prefix {script_}
%define api.token.prefix {T_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param { struct parse *p }

%code {
#include <string.h>

int script_lex(SCRIPT_STYPE *value, struct span *at, struct parse *p);
static void script_error(const struct span *at, struct parse *p, const char *text);

/* An empty rule lies just after the word before it. */
#define YYLLOC_DEFAULT(to, rhs, n)                                                                 \
	((to) = (n) ? span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n))                                \
		    : (struct span){ YYRHSLOC(rhs, 0).off + YYRHSLOC(rhs, 0).len, 0 })
/* MAX_DEPTH levels of what takes the most words, for (;;). */
#define YYMAXDEPTH (MAX_DEPTH * 16)
}

%union {
	struct token token;
	struct expr *expr;
	struct expr_list exprs;
	struct type_name *type;
	struct type_list types;
	struct stmt *stmt;
	struct stmt_list stmts;
	struct loop_var *var;
	struct var_list vars;
	struct foreach *each;
	enum sort sort;
	struct point_arg *arg;
	struct arg_list args;
	struct point_part *part;
	struct part_list parts;
	struct point *point;
	struct point_list points;
	struct exit_part exit_part;
	struct item *item;
	struct item_list items;
	struct key_part *key;
	struct key_list keys;
	struct attr_list attrs;
	struct formal *formal;
	struct formal_list formals;
	enum storage storage;
	unsigned number;
}

/* Reserved everywhere, but never after '.' or '->'. */
%token <token> PROBE "probe" GLOBAL "global" FUNCTION "function"
%token <token> IF "if" ELSE "else" WHILE "while" FOR "for" FOREACH "foreach" IN "in"
%token <token> NEXT "next" BREAK "break" CONTINUE "continue" DELETE "delete" TRY "try" CATCH "catch"
%token <token> RETURN "return" RETURN_VOID "return at the end of its line"
%token <token> STRUCT "struct" UNION "union" ENUM "enum" SIZEOF "sizeof"
%token <token> TRUE "true" FALSE "false" NULL "NULL"
%token <token> BASETYPE "a type"
/* Reserved between items. */
%token <token> PARAM "param" CONST "const" THREAD "thread" PERCPU "percpu" FILTER "filter"
%token <token> PRIVATE "private" EXIT "exit"
%token <token> LIMIT "limit"

%token YYEOF 0 "the end of the script"
%token <token> IDENT "a name" CTX "a $name" AT "an @name"
%token <token> NUMBER "a number" STRING "a string" CHAR "a character"
%token <token> CAST "a cast"
%token <token> ARROW "->" DOTDOT ".." AGG "<<<" SHL "<<" SHR ">>" LE "<=" GE ">=" EQ "==" NE "!="
%token <token> ANDAND "&&" OROR "||"
%token <token> ASSIGN_OP "+=" POSTINC "++" PREINC "prefix ++"
%token <token> '=' '<' '>' '+' '-' '*' '/' '%' '&' '|' '^' '~' '!' '?' ':' ';' ',' '.'
%token <token> '(' ')' '[' ']' '{' '}'
%token RESYNC "the place to go on"

%precedence NOSEMI
%precedence ';'
%precedence NOELSE
%precedence ELSE
%precedence NOBLOCK
%precedence '{'
%right '?' ':'
%left OROR
%left ANDAND
%left '|'
%left '^'
%left '&'
%left EQ NE
%left '<' '>' LE GE IN
%left SHL SHR
%left '+' '-'
%left '*' '/' '%'

%type <item> item probe alias globals decl param constant function filter
%type <items> decls
%type <exit_part> exit_part
%type <points> points
%type <point> point
%type <parts> dotted called suffixes
%type <part> word
%type <number> mark stars
%type <args> pargs parg_list
%type <arg> parg
%type <expr> pval cond head init bound
%type <storage> storage
%type <keys> keys keyparts
%type <key> keypart
%type <type> otype type tag cast_type
%type <attrs> attrs
%type <formals> formals formal_list
%type <formal> formal
%type <stmt> block stmt body osimple simple
%type <stmts> stmts
%type <expr> oexpr assign rhs incdec olimit
%type <each> fe_bind fe_keys fe_source
%type <vars> fe_list
%type <sort> sort
%type <expr> expr unary named anon arg
%type <exprs> strings args arg_list const_args

%%
script: %empty | script item { script_add(p, $2); } | script ';' ;
item: probe | alias | globals | param | constant | function | filter
    | lost %prec NOBLOCK { $$ = NULL; }
    | lost block exit_part { $$ = NULL; }
    ;
/* Reduced before the next word is read, so that an error there is reported again. */
lost: error RESYNC { yyerrok; } ;

/* ---- probes ---- */
probe: PROBE points cond block exit_part { $$ = item_probe(p, @$, $2.first, $3, $4, &$5); } ;
exit_part: %empty %prec NOELSE { $$ = (struct exit_part){ 0 }; }
    | EXIT cond block { $$ = (struct exit_part){ $2, $3, @1 }; }
    ;
alias: PROBE dotted '=' points cond block { $$ = item_alias(p, @$, &$2, $4.first, $5, $6); } ;
points: point { $$ = (struct point_list){ $1, $1 }; }
    | points ',' point { $$ = $1; list_add(&$$, $3); }
    ;
point: dotted mark { $$ = point_new(p, @$, $1.first, (char)$2); }
    | called suffixes mark { list_add(&$1, $2.first); $$ = point_new(p, @$, $1.first, (char)$3); }
    ;
dotted: glob { $$ = (struct part_list){ 0 }; list_add(&$$, point_part(p, @1)); }
    | dotted '.' word { $$ = $1; list_add(&$$, $3); }
    ;
called: dotted '(' pargs ')' { $$ = point_args($1, $3.first); } ;
suffixes: %empty { $$ = (struct part_list){ 0 }; }
    | suffixes '.' word { $$ = $1; list_add(&$$, $3); }
    | suffixes '.' word '(' pargs ')' { $$ = $1; list_add(&$$, $3); $$ = point_args($$, $5.first); }
    ;
mark: %empty { $$ = 0; } | '?' { $$ = '?'; } | '!' { $$ = '!'; } ;
word: glob { $$ = point_part(p, @$); } | '{' alts '}' { $$ = point_part(p, @$); } ;
glob: piece | glob piece ;
piece: IDENT | '*' ;
alts: glob | alts ',' glob ;
pargs: %empty { $$ = (struct arg_list){ 0 }; } | parg_list ;
parg_list: parg { $$ = (struct arg_list){ $1, $1 }; }
    | parg_list ',' parg { $$ = $1; list_add(&$$, $3); }
    ;
parg: pval { $$ = point_arg(p, @$, $1, NULL); }
    | pval ':' pval { $$ = point_arg(p, @$, $1, $3); }
    | IDENT strings { $$ = point_word(p, @$, &$1, expr_strings(p, @2, $2.first)); }
    | IDENT IDENT { $$ = point_word(p, @$, &$1, expr_word(p, EX_NAME, &$2)); }
    ;
pval: strings { $$ = expr_strings(p, @$, $1.first); }
    | NUMBER { $$ = expr_number(p, &$1); }
    | '-' NUMBER { $$ = expr_negative(p, @$, &$2); }
    | IDENT { $$ = expr_word(p, EX_NAME, &$1); }
    ;
cond: %empty { $$ = NULL; } | IF head { $$ = $2; } ;
head: '(' expr ')' { $$ = $2; } | '(' lost { $$ = expr_missing(p, @1); } ;
filter: FILTER head { $$ = item_filter(p, @$, $2); } ;

/* ---- declarations ---- */
globals: storage decls { $$ = items_storage($2.first, $1, false); }
    | PRIVATE storage decls { $$ = items_storage($3.first, $2, true); }
    ;
storage: GLOBAL { $$ = STORAGE_GLOBAL; }
    | THREAD { $$ = STORAGE_THREAD; } | PERCPU { $$ = STORAGE_PERCPU; }
    ;
decls: decl { $$ = (struct item_list){ $1, $1 }; }
    | decls ',' decl { $$ = $1; list_add(&$$, $3); }
    ;
decl: IDENT keys otype attrs init { $$ = item_global(p, @$, &$1, $2.first, $3, $4.first, $5); } ;
keys: %empty { $$ = (struct key_list){ 0 }; } | '[' keyparts ']' { $$ = $2; } ;
keyparts: keypart { $$ = (struct key_list){ $1, $1 }; }
    | keyparts ',' keypart { $$ = $1; list_add(&$$, $3); }
    ;
keypart: type { $$ = key_part(p, @$, NULL, $1); }
    | IDENT ':' type { $$ = key_part(p, @$, &$1, $3); }
    ;
otype: %empty { $$ = NULL; } | ':' type { $$ = $2; } ;
attrs: %empty { $$ = (struct attr_list){ 0 }; }
    | attrs LIMIT bound { $$ = $1; list_add(&$$, attribute(p, span_join(@2, @3), &$2, $3)); }
    | attrs IDENT { $$ = $1; list_add(&$$, attribute(p, @2, &$2, NULL)); }
    ;
bound: NUMBER { $$ = expr_number(p, &$1); } | IDENT { $$ = expr_word(p, EX_NAME, &$1); } ;
init: %empty { $$ = NULL; } | '=' expr { $$ = $2; } ;
type: BASETYPE stars { $$ = type_new(p, @$, TYPE_BASE, $1.name, $2); }
    | BASETYPE stars '[' NUMBER ']'
        { $$ = type_with_dim(p, type_new(p, @$, TYPE_BASE, $1.name, $2), @4, &$4); }
    | tag stars { $$ = $1; $$->stars = $2; $$->span = @$; }
    | tag stars '[' NUMBER ']'
        { $1->stars = $2; $1->span = @$; $$ = type_with_dim(p, $1, @4, &$4); }
    | IDENT stars { $$ = type_new(p, @$, TYPE_NAME, $1.name, $2); }
    | IDENT stars '[' NUMBER ']'
        { $$ = type_with_dim(p, type_new(p, @$, TYPE_NAME, $1.name, $2), @4, &$4); }
    | IDENT '(' const_args ')'
        { $$ = type_with_args(type_new(p, @$, TYPE_NAME, $1.name, 0), $3.first); }
    ;
tag: STRUCT IDENT { $$ = type_new(p, @$, TYPE_STRUCT, $2.name, 0); }
    | UNION IDENT { $$ = type_new(p, @$, TYPE_UNION, $2.name, 0); }
    | ENUM IDENT { $$ = type_new(p, @$, TYPE_ENUM, $2.name, 0); }
    ;
stars: %empty { $$ = 0; } | stars '*' { $$ = $1 + 1; } ;
const_args: expr { $$ = (struct expr_list){ $1, $1 }; }
    | const_args ',' expr { $$ = $1; list_add(&$$, $3); }
    ;
param: PARAM IDENT otype init { $$ = item_value(p, @$, ITEM_PARAM, &$2, $3, $4); } ;
constant: CONST IDENT '=' expr { $$ = item_value(p, @$, ITEM_CONST, &$2, NULL, $4); } ;
function: FUNCTION IDENT '(' formals ')' otype block
        { $$ = item_function(p, @$, &$2, $4.first, $6, $7, false); }
    | PRIVATE FUNCTION IDENT '(' formals ')' otype block
        { $$ = item_function(p, @$, &$3, $5.first, $7, $8, true); }
    ;
formals: %empty { $$ = (struct formal_list){ 0 }; } | formal_list ;
formal_list: formal { $$ = (struct formal_list){ $1, $1 }; }
    | formal_list ',' formal { $$ = $1; list_add(&$$, $3); }
    ;
formal: IDENT otype { $$ = formal(p, &$1, $2); } ;

/* ---- statements ---- */
block: '{' stmts '}' { $$ = stmt_new(p, @$, ST_BLOCK, NULL, $2.first, NULL); } ;
stmts: %empty { $$ = (struct stmt_list){ 0 }; } | stmts stmt { $$ = $1; stmts_add(p, &$$, $2); } ;
/* A statement that must be there: what an error or `;' leaves is an empty block. */
body: stmt { $$ = $1 ? $1 : stmt_new(p, @$, ST_BLOCK, NULL, NULL, NULL); } ;
stmt: block
    | simple semi
    | ';' { $$ = NULL; }
    | IF head body %prec NOELSE { $$ = stmt_new(p, @$, ST_IF, $2, $3, NULL); }
    | IF head body ELSE body { $$ = stmt_new(p, @$, ST_IF, $2, $3, $5); }
    | WHILE head body { $$ = stmt_new(p, @$, ST_WHILE, $2, $3, NULL); }
    | FOR '(' osimple ';' oexpr ';' osimple ')' body { $$ = stmt_for(p, @$, $3, $5, $7, $9); }
    | FOR '(' IDENT IN expr DOTDOT expr ')' body { $$ = stmt_for_in(p, @$, &$3, $5, $7, $9); }
    | FOR '(' IDENT IN expr ')' body { $$ = stmt_for_in(p, @$, &$3, $5, NULL, $7); }
    | FOREACH '(' fe_bind IN fe_source olimit ')' body
        { $$ = stmt_foreach(p, @$, each_join($3, $5, $6), $8); }
    | RETURN expr semi { $$ = stmt_new(p, span_join(@1, @2), ST_RETURN, $2, NULL, NULL); }
    | RETURN_VOID semi { $$ = stmt_new(p, @1, ST_RETURN, NULL, NULL, NULL); }
    | NEXT semi { $$ = stmt_new(p, @1, ST_NEXT, NULL, NULL, NULL); }
    | BREAK semi { $$ = stmt_new(p, @1, ST_BREAK, NULL, NULL, NULL); }
    | CONTINUE semi { $$ = stmt_new(p, @1, ST_CONTINUE, NULL, NULL, NULL); }
    | DELETE named semi { $$ = stmt_new(p, span_join(@1, @2), ST_DELETE, $2, NULL, NULL); }
    | TRY block CATCH block { $$ = stmt_try(p, @$, $2, NULL, $4); }
    | TRY block CATCH '(' IDENT ')' block { $$ = stmt_try(p, @$, $2, &$5, $7); }
    | FOR '(' lost body { $$ = $4; }
    | FOREACH '(' lost body { $$ = $4; }
    | lost %prec NOBLOCK { $$ = NULL; }
    | lost block %prec NOELSE { $$ = $2; }
    | lost block ELSE body { $$ = $2; }
    ;
semi: %empty %prec NOSEMI | ';' ;
osimple: %empty { $$ = NULL; } | simple ;
oexpr: %empty { $$ = NULL; } | expr ;
simple: named { $$ = stmt_named(p, @$, $1); }
    | assign { $$ = stmt_new(p, @$, ST_EXPR, $1, NULL, NULL); }
    | named AGG expr { $$ = stmt_agg(p, @$, $1, $3); }
    | incdec { $$ = stmt_new(p, @$, ST_EXPR, $1, NULL, NULL); }
    ;
assign: named '=' rhs { $$ = expr_assign(p, @$, BIN_NONE, @2, $1, $3); }
    | named ASSIGN_OP expr { $$ = expr_assign(p, @$, $2.op, @2, $1, $3); }
    ;
rhs: expr | named '=' rhs { $$ = expr_assign(p, @$, BIN_NONE, @2, $1, $3); } ;
incdec: named POSTINC { $$ = expr_incdec(p, @$, &$2, true, $1); }
    | PREINC named { $$ = expr_incdec(p, @$, &$1, false, $2); }
    ;
fe_bind: fe_keys | IDENT '=' fe_keys { $$ = each_value(p, $3, &$1); } ;
fe_keys: IDENT sort { $$ = each_keys(p, loop_var(p, &$1, $2), false); }
    | '[' fe_list ']' { $$ = each_keys(p, $2.first, true); }
    ;
fe_list: IDENT sort { $$ = (struct var_list){ 0 }; list_add(&$$, loop_var(p, &$1, $2)); }
    | fe_list ',' IDENT sort { $$ = $1; list_add(&$$, loop_var(p, &$3, $4)); }
    ;
sort: %empty { $$ = SORT_NONE; } | '+' { $$ = SORT_UP; } | '-' { $$ = SORT_DOWN; } ;
fe_source: IDENT sort { $$ = each_map(p, &$1, NULL, $2); }
    | IDENT '[' arg_list ']' sort { $$ = each_map(p, &$1, $3.first, $5); }
    | IDENT AT sort { $$ = each_agg(p, &$1, &$2, NULL, $3); }
    | IDENT AT '(' NUMBER ')' sort { $$ = each_agg(p, &$1, &$2, &$4, $6); }
    ;
olimit: %empty { $$ = NULL; } | LIMIT expr { $$ = $2; } ;

/* ---- expressions ---- */
expr: unary
    | expr '?' expr ':' expr { $$ = expr_cond(p, @$, @2, $1, $3, $5); }
    | expr OROR expr { $$ = expr_binary(p, @$, BIN_OROR, @2, $1, $3); }
    | expr ANDAND expr { $$ = expr_binary(p, @$, BIN_ANDAND, @2, $1, $3); }
    | expr '|' expr { $$ = expr_binary(p, @$, BIN_OR, @2, $1, $3); }
    | expr '^' expr { $$ = expr_binary(p, @$, BIN_XOR, @2, $1, $3); }
    | expr '&' expr { $$ = expr_binary(p, @$, BIN_AND, @2, $1, $3); }
    | expr EQ expr { $$ = expr_binary(p, @$, BIN_EQ, @2, $1, $3); }
    | expr NE expr { $$ = expr_binary(p, @$, BIN_NE, @2, $1, $3); }
    | expr '<' expr { $$ = expr_binary(p, @$, BIN_LT, @2, $1, $3); }
    | expr '>' expr { $$ = expr_binary(p, @$, BIN_GT, @2, $1, $3); }
    | expr LE expr { $$ = expr_binary(p, @$, BIN_LE, @2, $1, $3); }
    | expr GE expr { $$ = expr_binary(p, @$, BIN_GE, @2, $1, $3); }
    | expr IN named { $$ = expr_in(p, @$, @2, $1, $3); }
    | expr SHL expr { $$ = expr_binary(p, @$, BIN_SHL, @2, $1, $3); }
    | expr SHR expr { $$ = expr_binary(p, @$, BIN_SHR, @2, $1, $3); }
    | expr '+' expr { $$ = expr_binary(p, @$, BIN_ADD, @2, $1, $3); }
    | expr '-' expr { $$ = expr_binary(p, @$, BIN_SUB, @2, $1, $3); }
    | expr '*' expr { $$ = expr_binary(p, @$, BIN_MUL, @2, $1, $3); }
    | expr '/' expr { $$ = expr_binary(p, @$, BIN_DIV, @2, $1, $3); }
    | expr '%' expr { $$ = expr_binary(p, @$, BIN_REM, @2, $1, $3); }
    ;
unary: named | anon | incdec
    | '-' unary { $$ = expr_unary(p, @$, UN_NEG, @1, $2); }
    | '+' unary { $$ = expr_unary(p, @$, UN_PLUS, @1, $2); }
    | '!' unary { $$ = expr_unary(p, @$, UN_NOT, @1, $2); }
    | '~' unary { $$ = expr_unary(p, @$, UN_COMPL, @1, $2); }
    | '*' unary { $$ = expr_unary(p, @$, UN_DEREF, @1, $2); }
    | '&' unary { $$ = expr_unary(p, @$, UN_ADDR, @1, $2); }
    | '(' cast_type ')' unary { $$ = expr_typed(p, @$, EX_CAST, $2, $4); }
    | CAST unary
        { $$ = expr_typed(p, @$, EX_CAST, type_new(p, @1, TYPE_NAME, $1.name, $1.stars), $2); }
    | SIZEOF '(' expr ')' { $$ = expr_typed(p, @$, EX_SIZEOF, NULL, $3); }
    | SIZEOF '(' cast_type ')' { $$ = expr_typed(p, @$, EX_SIZEOF, $3, NULL); }
    | SIZEOF CAST
        { $$ = expr_typed(p, @$, EX_SIZEOF, type_new(p, @2, TYPE_NAME, $2.name, $2.stars), NULL); }
    ;
cast_type: BASETYPE stars { $$ = type_new(p, @$, TYPE_BASE, $1.name, $2); }
    | tag stars { $$ = $1; $$->stars = $2; $$->span = @$; }
    ;
/* Begins with a word: may begin a statement. */
named: IDENT { $$ = expr_word(p, EX_NAME, &$1); }
    | CTX { $$ = expr_word(p, EX_CTX, &$1); }
    | AT { $$ = expr_word(p, EX_AT, &$1); }
    | IDENT '(' args ')' { $$ = expr_call(p, @$, EX_CALL, &$1, $3.first); }
    | AT '(' args ')' { $$ = expr_call(p, @$, EX_AT, &$1, $3.first); }
    | named '[' arg_list ']' { $$ = expr_index(p, @$, $1, $3.first); }
    | named '.' IDENT { $$ = expr_member(p, @$, $1, false, &$3); }
    | named ARROW IDENT { $$ = expr_member(p, @$, $1, true, &$3); }
    ;
anon: NUMBER { $$ = expr_number(p, &$1); }
    | CHAR { $$ = expr_number(p, &$1); }
    | strings { $$ = expr_strings(p, @$, $1.first); }
    | TRUE { $$ = expr_bool(p, @$, true); }
    | FALSE { $$ = expr_bool(p, @$, false); }
    | NULL { $$ = expr_plain(p, @$, EX_NULL); }
    | '(' expr ')' { $$ = expr_parens(@$, $2); }
    | '(' assign ')' { $$ = expr_parens(@$, $2); }
    | '[' arg_list ']' { $$ = expr_tuple(p, @$, $2.first); }
    | anon '[' arg_list ']' { $$ = expr_index(p, @$, $1, $3.first); }
    | anon '.' IDENT { $$ = expr_member(p, @$, $1, false, &$3); }
    | anon ARROW IDENT { $$ = expr_member(p, @$, $1, true, &$3); }
    ;
strings: STRING { $$ = (struct expr_list){ 0 }; list_add(&$$, expr_string(p, &$1)); }
    | strings STRING { $$ = $1; list_add(&$$, expr_string(p, &$2)); }
    ;
args: %empty { $$ = (struct expr_list){ 0 }; } | arg_list ;
arg_list: arg { $$ = (struct expr_list){ $1, $1 }; }
    | arg_list ',' arg { $$ = $1; list_add(&$$, $3); }
    ;
arg: expr
    | cast_type { $$ = expr_typed(p, @$, EX_TYPE, $1, NULL); }
    | '*' { $$ = expr_plain(p, @$, EX_STAR); }
    ;
%%

/* The code of a symbol that is a token. */
static int token_of(yysymbol_kind_t symbol)
{
	int code;

	for (code = 0; code < YYMAXUTOK; code++)
		if (YYTRANSLATE(code) == symbol)
			break;
	return code;
}

static int yyreport_syntax_error(const yypcontext_t *at, struct parse *p)
{
	yysymbol_kind_t symbols[MAX_EXPECTED];
	int expected[MAX_EXPECTED];
	int i, n;

	n = yypcontext_expected_tokens(at, symbols, MAX_EXPECTED);
	for (i = 0; i < n; i++)
		expected[i] = token_of(symbols[i]);
	syntax_error(p, &p->last, expected, n < 0 ? 0 : (unsigned)n);
	return 0;
}

/* Only for what is no syntax error: Bison's stack is full. */
static void script_error(const struct span *at, struct parse *p, const char *text)
{
	(void)text;
	syntax_too_deep(p, *at);
}

const char *token_kind_name(int kind)
{
	return yysymbol_name(YYTRANSLATE(kind));
}
