// SPDX-License-Identifier: GPL-2.0-or-later
/* See utf8.h. */

#include "runtime/host/utf8.h"

unsigned utf8_length(const char *bytes, size_t n)
{
	const unsigned char *text = (const unsigned char *)bytes;
	unsigned len = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2, i;

	if (text[0] < 0x80)
		return 1;
	if (text[0] < 0xc2 || text[0] > 0xf4 || len > n)
		return 0;
	for (i = 1; i < len; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	if (text[0] == 0xe0 && text[1] < 0xa0)		/* longer than needed */
		return 0;
	if (text[0] == 0xed && text[1] > 0x9f)		/* surrogates */
		return 0;
	if ((text[0] == 0xf0 && text[1] < 0x90) || (text[0] == 0xf4 && text[1] > 0x8f))
		return 0;
	return len;
}
