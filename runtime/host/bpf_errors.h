/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_ERRORS_H
#define RUNTIME_HOST_BPF_ERRORS_H

/* What the kernel refuses, said in terms of the script. */

#include "runtime/host/backend.h"

struct bpf_failure {
	const struct program *p;
	const void *object;		/* the ELF file that was loaded */
	size_t size;
	const char *log;		/* all that libbpf said, with the verifier's log in it */
	bool verbose;			/* print that as well */
};

/* The name of a probe's program in the object: fpt_e0, fpt_x0. */
#define BPF_PROGRAM_NAME 24
enum bpf_part { PART_ENTRY, PART_EXIT, PART_BOTH };	/* of a probe; a session has one program */
void bpf_program_name(char name[BPF_PROGRAM_NAME], unsigned probe, enum bpf_part part);

/* bpf_object__load() failed with -err. */
void bpf_load_failed(const struct bpf_failure *f, int err);
/* The running kernel does not know the probe's target. */
void bpf_target_failed(const struct bpf_failure *f, const struct probe *probe);
/* A loaded program could not be attached: -err. */
void bpf_attach_failed(const struct bpf_failure *f, const struct probe *probe, int err);

/*
 * The place in the script that instruction `insn` of a program was compiled from, by the object's
 * line information; NO_SPAN: not known.
 */
struct span bpf_insn_span(const struct bpf_failure *f, const char *program, unsigned insn);
/* The same of a byte of one of the object's sections. */
struct span bpf_section_span(const struct bpf_failure *f, const char *section, u64 at);

#endif
