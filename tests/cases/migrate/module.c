// SPDX-License-Identifier: GPL-2.0
/* A module that times a function and looks at its errors. */
#include <linux/kprobes.h>
#include <linux/ktime.h>
#include <linux/module.h>

static char function[64] = "vfs_fsync";
module_param_string(function, function, sizeof(function), 0644);

struct seen {
	ktime_t at;
};

static int on_entry(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	struct seen *seen = (struct seen *)ri->data;

	if (!current->mm)
		return 1;	/* kernel threads { are not looked at */
	seen->at = ktime_get();
	return 0;
}

static int on_return(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	long ret = regs_return_value(regs);

	pr_info("%s returned %ld\n", function, ret);
	return 0;
}

static struct kretprobe timed = {
	.handler = on_return,
	.entry_handler = on_entry,
	.data_size = sizeof(struct seen),
	.maxactive = 20,
};

static struct kretprobe plain = { .handler = on_return, .kp.symbol_name = "vfs_open" };

static int __init start(void)
{
	timed.kp.symbol_name = function;
	register_kretprobe(&plain);
	return register_kretprobe(&timed);
}

module_init(start);
MODULE_LICENSE("GPL");
