# SPDX-License-Identifier: GPL-2.0-or-later
stdlibdir = $(pkgdatadir)/stdlib
dist_stdlib_DATA = %D%/README.md
