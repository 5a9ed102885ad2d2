// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Prints, for each BPF program that is loaded, "insns NAME N": how many instructions the verifier
 * has processed.  Kernels give up at 1,000,000.
 */

#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long bpf(int cmd, union bpf_attr *attr)
{
	return syscall(SYS_bpf, cmd, attr, sizeof(*attr));
}

static void show(uint32_t id)
{
	union bpf_attr attr = { .prog_id = id };
	struct bpf_prog_info info;
	int fd = (int)bpf(BPF_PROG_GET_FD_BY_ID, &attr);

	if (fd < 0)
		return;
	memset(&info, 0, sizeof(info));
	memset(&attr, 0, sizeof(attr));
	attr.info.bpf_fd = (uint32_t)fd;
	attr.info.info_len = sizeof(info);
	attr.info.info = (uintptr_t)&info;
	if (!bpf(BPF_OBJ_GET_INFO_BY_FD, &attr))
		printf("insns %s %u\n", info.name, info.verified_insns);
	close(fd);
}

int main(void)
{
	union bpf_attr attr = { .start_id = 0 };

	while (!bpf(BPF_PROG_GET_NEXT_ID, &attr)) {
		show(attr.next_id);
		attr = (union bpf_attr){ .start_id = attr.next_id };
	}
	return 0;
}
