/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_IMAGE_H
#define TARGET_IMAGE_H

/*
 * Boot images: from what a boot loader takes to the kernel proper.
 *
 *	x86 bzImage	the boot protocol (2.08 and newer) says where the packed ELF file lies
 *	EFI zboot	"MZ", "zimg": a header with the packed image's place and its format
 *	arm64 Image	the kernel itself; "ARMd" at offset 56
 *	packed files	Image.gz, module.ko.xz: what comes out is looked at again
 *
 * Formats: Documentation/arch/x86/boot.rst, drivers/firmware/efi/libstub/zboot-header.S and
 * Documentation/arch/arm64/booting.rst of the kernel.
 */

#include "target/unpack.h"

#define IMAGE_MAX_BYTES ((size_t)256 << 20)	/* unpacked; a kernel takes 60 MB */

struct image {
	struct bytes bytes;		/* an ELF file, a raw kernel, or what it was given */
	void *own;			/* malloc()ed; NULL: part of what it was given */
};

/* NULL, or what is wrong, the end of a sentence.  `file` must outlive it. */
const char *image_open(struct image *i, struct bytes file);
void image_close(struct image *i);

/*
 * BTF in a raw kernel: the next place that begins like a header of it, from *at on; *at goes behind
 * it.  What is found still has to prove itself.
 */
bool image_next_btf(struct bytes kernel, size_t *at, struct bytes *btf);

/* "6.12.95+deb12-cloud-amd64" by the banner of a kernel, in the arena; NULL: none. */
char *image_release(struct bytes kernel, struct arena *a);

#endif
