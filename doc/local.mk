# SPDX-License-Identifier: GPL-2.0-or-later
dist_man1_MANS += %D%/fptap.1
EXTRA_DIST += %D%/ARCHITECTURE.md %D%/check.md %D%/dialect.md %D%/language.md %D%/migrate.md
