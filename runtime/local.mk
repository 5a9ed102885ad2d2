# SPDX-License-Identifier: GPL-2.0-or-later
libfptap_a_SOURCES += %D%/faults.def
libfptap_a_SOURCES += %D%/wire_host.h

# What is compiled on the target, at run time.
runtimedir = $(pkgdatadir)/runtime
dist_runtime_DATA = %D%/wire.h %D%/loop.h %D%/loop_max.h %D%/number.h %D%/sys_args.h

runtime_bpfdir = $(runtimedir)/bpf
dist_runtime_bpf_DATA = \
	%D%/bpf/fpt_frame.h \
	%D%/bpf/fpt_map.h \
	%D%/bpf/fpt_pair.h \
	%D%/bpf/fpt_read.h \
	%D%/bpf/fpt_regs.h \
	%D%/bpf/fpt_rt.h \
	%D%/bpf/fpt_stack.h \
	%D%/bpf/fpt_sys.h \
	%D%/bpf/fpt_task.h \
	%D%/bpf/fpt_usdt.h \
	%D%/bpf/fpt_user.h \
	%D%/bpf/fpt_via.h

runtime_kmoddir = $(runtimedir)/kmod
dist_runtime_kmod_DATA = \
	%D%/kmod/Kbuild \
	%D%/kmod/fpt_attach.h \
	%D%/kmod/fpt_call.h \
	%D%/kmod/fpt_cell.h \
	%D%/kmod/fpt_device.h \
	%D%/kmod/fpt_event.h \
	%D%/kmod/fpt_fprobe.h \
	%D%/kmod/fpt_frame.h \
	%D%/kmod/fpt_functions.h \
	%D%/kmod/fpt_ioctl.h \
	%D%/kmod/fpt_kept.h \
	%D%/kmod/fpt_kprobe.h \
	%D%/kmod/fpt_map.h \
	%D%/kmod/fpt_map_ioctl.h \
	%D%/kmod/fpt_math.h \
	%D%/kmod/fpt_pair.h \
	%D%/kmod/fpt_read.h \
	%D%/kmod/fpt_ring.h \
	%D%/kmod/fpt_rt.h \
	%D%/kmod/fpt_stack.h \
	%D%/kmod/fpt_state.h \
	%D%/kmod/fpt_store.h \
	%D%/kmod/fpt_syscall.h \
	%D%/kmod/fpt_table.h \
	%D%/kmod/fpt_task.h \
	%D%/kmod/fpt_tracepoint.h \
	%D%/kmod/fpt_turn.h

runtime_kapidir = $(runtime_kmoddir)/kapi
dist_runtime_kapi_DATA = \
	%D%/kmod/kapi/fprobe_shape.h \
	%D%/kmod/kapi/ring_commit.h
