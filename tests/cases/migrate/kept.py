from bcc import BPF
handler = "on_ret"
event = 'vfs_read'
prog = """
BPF_HASH(start, u32);
BPF_HASH(sizes, u32, u64);
BPF_HASH(files, u64, struct file *);
int on_entry(struct pt_regs *ctx, struct file *file) {
	u64 id = bpf_get_current_pid_tgid(); u32 tid = id;
	u64 ts = bpf_ktime_get_ns();
	u64 n = (u64)PT_REGS_PARM3(ctx);
	start.update(&tid, &ts);
	sizes.update(&tid, &n);
	files.update(&id, &file);
	return 0;
}
int on_ret(struct pt_regs *ctx) {
	u64 *ts = start.lookup(&tid), *n = sizes.lookup(&tid); struct file **f = files.lookup(&id);
	return 0;
}
"""
b = BPF(text=prog)
b.attach_kprobe(event=event, fn_name="on_entry")
b.attach_kretprobe(event=event, fn_name=handler)
b.attach_kretprobe(event_re="^vfs_(write|open)$", fn_name=handler)
b.attach_kretprobe(event_re="^ext4_.*", fn_name=name + "_x")
b.attach_kprobe(event_re="tcp_[a-z]+", fn_name="on_entry")
b.attach_kretprobe(event="vfs_%s" % op, fn_name=handler)
for fn in funcs:
    b.attach_kretprobe(event=fn, fn_name=handler)
