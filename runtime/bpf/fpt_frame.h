/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The end of a generated file.  The handlers are the programs (fpt_via.h) but where one program has both,
 * and the host knows from the script what each attaches to.
 */

#define FPT_PROGRAM(id, symbol) FPT_CAT(FPT_PROGRAM_, FPT_VIA_##id)(id)
FPT_PROBES(FPT_PROGRAM)
