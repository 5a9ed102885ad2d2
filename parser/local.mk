# SPDX-License-Identifier: GPL-2.0-or-later
libfptap_a_SOURCES += \
	%D%/ast.h \
	%D%/ast_dump.c \
	%D%/build.c \
	%D%/build.h \
	%D%/build_item.c \
	%D%/context.c \
	%D%/foreign.c \
	%D%/foreign.h \
	%D%/grammar.y \
	%D%/lex.h \
	%D%/lexer.l \
	%D%/literal.c \
	%D%/parse.c \
	%D%/parser.h \
	%D%/syntax.c
# Included before the first build has found out who depends on it.
BUILT_SOURCES += %D%/grammar.h
%D%/build.$(OBJEXT) %D%/build_item.$(OBJEXT) %D%/context.$(OBJEXT) %D%/foreign.$(OBJEXT) \
%D%/lexer.$(OBJEXT) %D%/literal.$(OBJEXT) %D%/parse.$(OBJEXT) %D%/syntax.$(OBJEXT): %D%/grammar.h
