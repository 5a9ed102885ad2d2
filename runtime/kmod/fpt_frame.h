/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The end of the generated file: makes a module of the handlers that FPT_PROBES lists, of those that
 * the host runs (FPT_RUNS), and of the stores (FPT_STORES).
 */

#define FPT_CALLBACKS(id, sym) FPT_CAT(FPT_CALLBACKS_, FPT_VIA_##id)(id, sym)
#define FPT_SPEC(id, sym) FPT_CAT(FPT_SPEC_, FPT_VIA_##id)(id, sym)
#define FPT_RUN(id) [id] = fpt_entry_##id,
#define FPT_STORE_ROW(n, what) { FPT_STORE_##what, n, &fpt_##what##_##n },

FPT_PROBES(FPT_CALLBACKS)
#ifdef FPT_SYSCALLS
FPT_DEFINE_SYSCALLS
#else
#define FPT_SYSCALLS(X)
#endif

static const struct fpt_spec fpt_specs[FPT_PROBES_N] = { FPT_PROBES(FPT_SPEC) FPT_SYSCALLS(FPT_SYS_SPEC) };
static const fpt_body_fn fpt_runs[FPT_PROBES_N] = { FPT_RUNS(FPT_RUN) };
static const struct fpt_store_row fpt_stores[] = { FPT_STORES(FPT_STORE_ROW) {} };

#include "fpt_device.h"
