#!/usr/bin/python3
# Times two functions.
from bcc import BPF

text = """
#include <uapi/linux/ptrace.h>
BPF_HASH(start, u32);

int on_entry(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 ts = bpf_ktime_get_ns();

	start.update(&tid, &ts);
	return 0;
}

int on_return(struct pt_regs *ctx)
{
	int ret = PT_REGS_RC(ctx);

	bpf_trace_printk("%d\\n", ret);
	return 0;
}

int kretprobe__vfs_fsync(struct pt_regs *ctx)
{
	return 0;
}
"""
b = BPF(text=text)
b.attach_kprobe(event="vfs_read", fn_name="on_entry")
b.attach_kretprobe(event="vfs_read", fn_name="on_return", maxactive=64)
b.attach_kretprobe(event=args.function, fn_name="on_return")
b.attach_kprobe(event=b.get_syscall_fnname("openat"), fn_name="on_entry")
b.attach_kretprobe(event=b.get_syscall_fnname("openat"), fn_name="on_return")
b.attach_uretprobe(name="c", sym="getaddrinfo", fn_name="on_return", pid=-1)
