// SPDX-License-Identifier: GPL-2.0-or-later
/* See privilege.h.  The kernel asks for capabilities of the initial user namespace, so must we. */

#include "runtime/host/privilege.h"

#include <linux/capability.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Inode numbers of the initial namespaces: include/linux/proc_ns.h. */
#define INITIAL_USER_NS 0xeffffffdu
#define INITIAL_PID_NS 0xeffffffcu

/* Newer than some headers: include/uapi/linux/capability.h. */
#ifndef CAP_PERFMON
#define CAP_PERFMON 38
#endif
#ifndef CAP_BPF
#define CAP_BPF 39
#endif

static uint64_t effective_caps(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	memset(data, 0, sizeof(data));
	if (syscall(SYS_capget, &head, data))
		return 0;
	return (uint64_t)data[1].effective << 32 | data[0].effective;
}

/* A namespace that cannot be looked at counts as the initial one: the kernel has the last word. */
static bool in_namespace(const char *path, unsigned inode)
{
	struct stat st;

	return stat(path, &st) || st.st_ino == inode;
}

bool privilege_sees_all_pids(void)
{
	return in_namespace("/proc/self/ns/pid", INITIAL_PID_NS);
}

static bool has(uint64_t caps, unsigned cap)
{
	return caps >> cap & 1;
}

static bool refuse(struct session *s, const char *missing, const char *hint)
{
	diag(&s->diags, NO_PRIVILEGE, NO_SPAN, "loading kernel probes", missing);
	diag_hint(&s->diags, "%s", hint);
	return false;
}

bool privilege_bpf(struct session *s)
{
	uint64_t caps = effective_caps();
	const char *missing = NULL;

	if (!has(caps, CAP_SYS_ADMIN)) {
		if (!has(caps, CAP_BPF))
			missing = has(caps, CAP_PERFMON) ? "CAP_BPF" : "CAP_BPF and CAP_PERFMON";
		else if (!has(caps, CAP_PERFMON))
			missing = "CAP_PERFMON";
	}
	if (missing)
		return refuse(s, missing, "run it as root");
	if (!in_namespace("/proc/self/ns/user", INITIAL_USER_NS))
		return refuse(s, "the initial user namespace", "a container's root is not enough");
	return true;
}
