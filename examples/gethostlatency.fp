#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// How long processes take to find the address of a name.
//
//     fptap examples/gethostlatency.fp
//
//     curl                 812  example.org  31.2ms

probe uprobe("libc":"getaddrinfo") { host = user_string($arg1) } exit {
    printf("%-16s %7d  %s  %v\n", execname(), pid(), host, elapsed())
}
