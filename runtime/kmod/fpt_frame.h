/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The end of the generated file: makes a module of the handlers that FPT_PROBES lists. */

#include "fpt_device.h"

FPT_PROBES(FPT_CALLBACKS)

static const struct fpt_spec fpt_specs[FPT_PROBES_N] = { FPT_PROBES(FPT_SPEC) };
