#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Signals that come to processes, also the kernel's own.
//
//     fptap examples/sigsnoop.fp
//
//     SIGCHLD   to sh                   812  from sleep              901
//     SIGSEGV   to crash                902  from crash              902

probe signal.send {
    printf("%-9v to %-16s %7d  from %-16s %7d\n", sig_name, pid_name, sig_pid, execname(), pid())
}
