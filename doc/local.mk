# SPDX-License-Identifier: GPL-2.0-or-later
dist_man1_MANS += %D%/fptap.1
EXTRA_DIST += %D%/ARCHITECTURE.md %D%/check.md %D%/dialect.md %D%/examples.md %D%/language.md %D%/mechanisms.md %D%/migrate.md

# The program itself writes it, so there is none where it cannot run.
if !CROSS
man7_MANS = %D%/fptap-stdlib.7
CLEANFILES += %D%/fptap-stdlib.7
%D%/fptap-stdlib.7: fptap$(EXEEXT) $(dist_stdlib_DATA)
	$(AM_V_GEN)$(MKDIR_P) %D% && FPTAP_STDLIB='$(srcdir)/stdlib' ./fptap doc --format=man >$@.new && mv $@.new $@
endif
