// SPDX-License-Identifier: GPL-2.0-or-later
/* A function that is chosen when the program starts. */

static int body(void)
{
	return 0;
}

static int (*choose(void))(void)
{
	return body;
}

int chosen(void) __attribute__((ifunc("choose")));

int main(void)
{
	return chosen();
}
