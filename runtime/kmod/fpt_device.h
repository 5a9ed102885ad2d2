/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_DEVICE_H
#define FPT_DEVICE_H

/*
 * The module and its device, as fpt_ioctl.h has it.
 *
 * Loading allocates everything and registers nothing but the device.  Probes live as long as the
 * device is open: when fptap dies, the kernel closes it, and no probe is left.
 */

static unsigned long fpt_buffer = SZ_512K;
module_param_named(buffer, fpt_buffer, ulong, 0444);
MODULE_PARM_DESC(buffer, "bytes of the record buffer per CPU");

static unsigned int fpt_largest = WIRE_HEADER;
module_param_named(record, fpt_largest, uint, 0444);
MODULE_PARM_DESC(record, "bytes of the largest record");

static enum { FPT_LOADED, FPT_ATTACHED, FPT_DETACHED } fpt_phase;
static bool fpt_is_open;
static DEFINE_MUTEX(fpt_mutex);		/* of the two above, and of draining */

static void fpt_detach(void)
{
	if (fpt_phase != FPT_ATTACHED)
		return;
	fpt_probes_detach(FPT_PROBES_N);
	fpt_phase = FPT_DETACHED;
}

static int fpt_attach(struct fpt_attach __user *arg)
{
	struct fpt_attach a = {};
	int err;

	if (fpt_phase != FPT_LOADED)
		return -EBUSY;
	err = fpt_probes_attach(FPT_PROBES_N, &a.probe);
	if (err) {
		fpt_phase = FPT_DETACHED;
		return copy_to_user(arg, &a, sizeof(a)) ? -EFAULT : err;
	}
	fpt_phase = FPT_ATTACHED;
	return 0;
}

static int fpt_take_functions(struct fpt_functions_arg __user *arg)
{
	struct fpt_functions_arg a;
	int err;

	if (copy_from_user(&a, arg, sizeof(a)))
		return -EFAULT;
	if (a.probe >= FPT_PROBES_N || !a.n || a.n > FPT_FUNCTIONS_MAX)
		return -EINVAL;
	if (fpt_phase != FPT_LOADED || fpt_probes[a.probe].functions.v)
		return -EBUSY;
	a.first = a.refused = 0;
	err = fpt_functions_take(&fpt_probes[a.probe].functions, &a);
	return err ? err : copy_to_user(arg, &a, sizeof(a)) ? -EFAULT : 0;
}

/* A handler of begin, end or a timer. */
static int fpt_run(unsigned long id)
{
	struct fpt_call c = {};

	if (id >= FPT_PROBES_N || !fpt_runs[id])
		return -EINVAL;
	preempt_disable();
	fpt_runs[id](&c);
	preempt_enable();
	return 0;
}

static int fpt_missed(struct fpt_missed __user *arg)
{
	const struct fpt_probe *p;
	struct fpt_missed m;

	if (copy_from_user(&m, arg, sizeof(m)))
		return -EFAULT;
	if (m.probe >= FPT_PROBES_N)
		return -EINVAL;
	p = &fpt_probes[m.probe];
	if (!p->spec->how || !p->spec->how->missed)
		return -EOPNOTSUPP;
	m.count = p->spec->how->missed(p);
	return copy_to_user(arg, &m, sizeof(m)) ? -EFAULT : 0;
}

static long fpt_drain(const struct fpt_drain __user *arg)
{
	struct fpt_drain d;

	if (copy_from_user(&d, arg, sizeof(d)))
		return -EFAULT;
	if (d.room < WIRE_MAX || d.room > INT_MAX)
		return -EINVAL;
	fpt_stores_reclaim();
	return fpt_ring_drain(u64_to_user_ptr(d.to), d.room);
}

static long fpt_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	long ret = -ENOTTY;

	mutex_lock(&fpt_mutex);
	switch (cmd) {
	case FPT_IOC_ATTACH:
		ret = fpt_attach((void __user *)arg);
		break;
	case FPT_IOC_FUNCTIONS:
		ret = fpt_take_functions((void __user *)arg);
		break;
	case FPT_IOC_DETACH:
		fpt_detach();
		ret = 0;
		break;
	case FPT_IOC_MISSED:
		ret = fpt_missed((void __user *)arg);
		break;
	case FPT_IOC_DRAIN:
		ret = fpt_drain((void __user *)arg);
		break;
	case FPT_IOC_RUN:
		ret = fpt_run(arg);
		break;
	case FPT_IOC_WAIT:
		fpt_wait_for_handlers();
		ret = 0;
		break;
	case FPT_IOC_SWEEP:
		fpt_calls_sweep(FPT_PROBES_N);
		ret = fpt_sweep();
		break;
	default:
		ret = fpt_map_ioctl(cmd, (void __user *)arg);
	}
	mutex_unlock(&fpt_mutex);
	return ret;
}

static int fpt_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return remap_vmalloc_range(vma, fpt_state, vma->vm_pgoff);
}

static int fpt_open(struct inode *inode, struct file *file)
{
	int ret = 0;

	mutex_lock(&fpt_mutex);
	if (fpt_is_open)
		ret = -EBUSY;
	fpt_is_open = true;
	mutex_unlock(&fpt_mutex);
	return ret;
}

static int fpt_release(struct inode *inode, struct file *file)
{
	mutex_lock(&fpt_mutex);
	fpt_detach();
	fpt_is_open = false;
	mutex_unlock(&fpt_mutex);
	return 0;
}

static const struct file_operations fpt_fops = {
	.owner = THIS_MODULE,
	.open = fpt_open,
	.release = fpt_release,
	.mmap = fpt_mmap,
	.unlocked_ioctl = fpt_ioctl,
};

static struct miscdevice fpt_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &fpt_fops,
	.mode = 0600,
};

static void fpt_free(void)
{
	fpt_ring_free();
	fpt_probes_free(FPT_PROBES_N);
	fpt_stores_free();
	vfree(fpt_cpus);
	vfree(fpt_state);
}

static int fpt_alloc(void)
{
	int err;

	fpt_load = get_random_u32() | 1;
	fpt_seed = get_random_u64();
	fpt_state = vmalloc_user(FPT_STATE_BYTES);
	if (!fpt_state)
		return -ENOMEM;
	err = fpt_turns_alloc();
	if (!err)
		err = fpt_probes_alloc(fpt_specs, FPT_PROBES_N);
	if (!err && FPT_USES_RING)
		err = fpt_ring_alloc(fpt_buffer, fpt_largest);
	if (!err)
		err = fpt_stores_alloc();
	return err;
}

static int __init fpt_init(void)
{
	int err = fpt_alloc();

	if (!err)
		err = misc_register(&fpt_misc);
	if (err)
		fpt_free();
	return err;
}

/* The device holds the module while it is open, so nothing is attached here. */
static void __exit fpt_exit(void)
{
	misc_deregister(&fpt_misc);
	fpt_free();
}

module_init(fpt_init);
module_exit(fpt_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("probes of one fptap script");

#endif
