// SPDX-License-Identifier: GPL-2.0-or-later
/* The structs of layout.h as BTF. */

#include "layout.h"

struct anonymous g_anonymous;
struct bits g_bits;
struct extended g_extended;
union either g_either;
struct walked g_walked;
