// SPDX-License-Identifier: GPL-2.0-or-later
/* See whole.h. */
#include "whole.h"

struct whole whole;
