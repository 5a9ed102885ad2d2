// SPDX-License-Identifier: GPL-2.0-or-later
/* Throws bytes at the reader of packages; those that are none are put into the archive of one. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "target/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned taken;

static bool wants(void *arg, const char *path, uint64_t size)
{
	(void)arg;
	return strlen(path) < 5000 && size < 65536;
}

static void take(void *arg, const char *path, void *data, size_t size)
{
	volatile unsigned char sum = 0;
	size_t i;

	(void)arg;
	(void)path;
	for (i = 0; i < size; i++)
		sum += ((unsigned char *)data)[i];
	taken++;
	free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct package_reader r = { NULL, wants, take, NULL };
	char *file;
	int n;

	if (package_is((struct bytes){ data, size })) {
		package_read((struct bytes){ data, size }, &r);
		return 0;
	}
	file = malloc(128 + size);
	n = sprintf(file, "!<arch>\n%-16s%-12s%-6s%-6s%-8s%-10zu`\n", "data.tar", "0", "0", "0",
		    "0", size);
	memcpy(file + n, data, size);
	package_read((struct bytes){ (unsigned char *)file, (size_t)n + size }, &r);
	free(file);
	return 0;
}
