# SPDX-License-Identifier: GPL-2.0-or-later
stdlibdir = $(pkgdatadir)/stdlib
dist_stdlib_DATA = %D%/README.md \
	%D%/block.fp \
	%D%/context.fp \
	%D%/convert.fp \
	%D%/irq.fp \
	%D%/memory.fp \
	%D%/net.fp \
	%D%/queue.fp \
	%D%/sched.fp \
	%D%/signal.fp \
	%D%/stack.fp \
	%D%/syscall.fp \
	%D%/syscall_file.fp \
	%D%/task.fp \
	%D%/text.fp \
	%D%/time.fp \
	%D%/user.fp \
	%D%/vfs.fp
