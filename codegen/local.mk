# SPDX-License-Identifier: GPL-2.0-or-later

libfptap_a_SOURCES += %D%/build.c
libfptap_a_SOURCES += %D%/build.h
libfptap_a_SOURCES += %D%/cache.c
libfptap_a_SOURCES += %D%/cache.h
libfptap_a_SOURCES += %D%/clang.c
libfptap_a_SOURCES += %D%/clang.h
libfptap_a_SOURCES += %D%/kbuild.c
libfptap_a_SOURCES += %D%/ctypes.c
libfptap_a_SOURCES += %D%/ctypes.h
libfptap_a_SOURCES += %D%/emit.c
libfptap_a_SOURCES += %D%/emit.h
libfptap_a_SOURCES += %D%/emit_control.c
libfptap_a_SOURCES += %D%/emit_expr.c
libfptap_a_SOURCES += %D%/emit_int.h
libfptap_a_SOURCES += %D%/emit_map.c
libfptap_a_SOURCES += %D%/emit_places.c
