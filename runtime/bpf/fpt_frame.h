/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The end of a generated file.  The handlers are the programs (fpt_via.h), and the host knows from
 * the script what each attaches to: FPT_PROBES(X) has nothing to add here.
 */
