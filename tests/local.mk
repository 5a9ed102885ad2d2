# SPDX-License-Identifier: GPL-2.0-or-later
# Programs of the tests; the tests themselves are found by tests/run.

check_PROGRAMS += parse-main ktypes-main host-main bpf-rt-main kmod-rt-main symbols-main user-main whole-main \
	differential broken-main relocations-main matrix-main
parse_main_SOURCES = %D%/parse_main.c
broken_main_SOURCES = %D%/broken_main.c
broken_main_LDADD = libfptap.a
matrix_main_SOURCES = %D%/matrix_main.c
matrix_main_LDADD = libfptap.a
parse_main_LDADD = libfptap.a
ktypes_main_SOURCES = %D%/ktypes_main.c
ktypes_main_LDADD = libfptap.a
host_main_SOURCES = %D%/host_main.c %D%/host_interp.c %D%/host_json.c %D%/host_life.c %D%/host_text.c \
	%D%/host_test.h
host_main_LDADD = libfptap.a
bpf_rt_main_SOURCES = %D%/bpf_rt_main.c
bpf_rt_main_LDADD = libfptap.a -lpthread
kmod_rt_main_SOURCES = %D%/kmod_rt_main.c
kmod_rt_main_LDADD = libfptap.a
symbols_main_SOURCES = %D%/symbols_main.c
symbols_main_LDADD = libfptap.a
user_main_SOURCES = %D%/user_main.c
user_main_LDADD = libfptap.a
relocations_main_SOURCES = %D%/relocations_main.c
relocations_main_LDADD = libfptap.a
whole_main_SOURCES = %D%/whole_main.c
whole_main_LDADD = libfptap.a
differential_SOURCES = \
	%D%/generate/chance.c \
	%D%/generate/each.c \
	%D%/generate/expr.c \
	%D%/generate/gen.h \
	%D%/generate/main.c \
	%D%/generate/place.c \
	%D%/generate/stmt.c

EXTRA_DIST += %D%

# All tests; TESTS="tests/x.t …" for some, VM=no to leave out those that boot machines.
check-local: all
	FPTAP_BUILD='$(abs_top_builddir)' $(srcdir)/tests/run $(TESTS)

# EXTRA_DIST takes the build tree's folder of the same name too: what was compiled is not for others.
# A tarball's own check boots no machines unless asked to (VM=yes).
dist-hook:
	find $(distdir)/%D% \( -name '*.o' -o -name .deps -o -name .dirstamp \) -prune -exec rm -rf {} +
	touch $(distdir)/.tarball

# What tests compile for machines, and the fptap for arm64 that driver/vm/fptap-guest compiles.
clean-local:
	rm -rf vm-test vm-test-arm64 arm64
