/* Kretprobes in arrays, registered together, and what an entry keeps for its return. */
#include <linux/kprobes.h>
struct my_data { ktime_t entry_stamp; unsigned long len; };
static char func_name[KSYM_NAME_LEN] = "kernel_clone";
module_param_string(func, func_name, KSYM_NAME_LEN, 0644);
static int entry_handler(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	struct my_data *data;
	if (!current->mm)
		return 1;
	data = (struct my_data *)ri->data;
	data->entry_stamp = ktime_get();
	return 0;
}
static int ret_handler(struct kretprobe_instance *ri, struct pt_regs *regs) { return 0; }
static struct kretprobe my_kretprobe = {
	.handler		= ret_handler,
	.entry_handler		= entry_handler,
	.data_size		= sizeof(struct my_data),
	/* Probe up to 20 instances concurrently. */
	.maxactive		= 20,
};
static struct kretprobe probes[] = {
	{ .kp = { .symbol_name = "vfs_read" }, .handler = ret_handler },
	{ .kp.symbol_name = "vfs_write", .handler = ret_handler, .entry_handler = entry_handler, .maxactive = NR_CPUS },
	[2] = { .kp.symbol_name = "vfs_open" },
};
static struct kretprobe *all[] = { &my_kretprobe, &probes[0], &probes[1] };
static struct kretprobe later[2];
static int __init kretprobe_init(void)
{
	my_kretprobe.kp.symbol_name = func_name;
	later[0].kp.symbol_name = "vfs_statx";
	later[0].handler = ret_handler;
	return register_kretprobes(all, 3);
}
