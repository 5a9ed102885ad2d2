/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_USER_IMAGES_H
#define RUNTIME_HOST_USER_IMAGES_H

/*
 * What is mapped to execute in a process: a sorted array of mappings that do not overlap.  A child
 * has its parent's image until one of them maps something: images are shared and copied on write.
 */

#include <stdbool.h>

#include "runtime/host/user_files.h"

#define IMAGE_MAPPINGS 8192		/* at most, of one image */

struct mapping {
	u64 start, end;
	u64 offset;			/* in the file */
	struct user_file *file;		/* referenced; NULL: anonymous memory */
};

struct image {
	u32 refs;
	u32 n, cap;
	struct mapping *maps;
};

/* What the images of all processes have in common. */
struct images {
	struct user_files *files;
	u64 mappings;			/* of all images */
};

/* An empty one; NULL: there is no memory. */
struct image *image_new(void);
struct image *image_ref(struct image *i);
/* i may be NULL. */
void image_put(struct images *all, struct image *i);

/*
 * Maps, over what is there.  Takes over the reference to the file.  `*i` becomes a copy when others
 * share it.  False: there is no room, nothing has changed.
 */
bool image_map(struct images *all, struct image **i, struct mapping m);

/* The mapping that an address is in, or NULL.  i may be NULL. */
const struct mapping *image_find(const struct image *i, u64 address);

#endif
