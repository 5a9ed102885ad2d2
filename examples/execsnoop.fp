#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Programs that are started, with their arguments; also what could not be started, with the reason.
//
//     fptap examples/execsnoop.fp
//
//     17:04:05.103124    812    640  1000  ls -l /tmp
//     17:04:07.441873    813    640  1000  /opt/bin/tool: -ENOENT

probe tracepoint("sched:sched_process_exec") {
    printf("%v %6d %6d %5d  %s\n", now(), pid(), ppid(), uid(), cmdline())
}

probe syscall("execve, execveat") { file = user_string_warn($filename) } exit if ($return < 0) {
    printf("%v %6d %6d %5d  %s: %v\n", now(), pid(), ppid(), uid(), file, $return)
}
