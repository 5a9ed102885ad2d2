#!/usr/bin/env fptap
// SPDX-License-Identifier: GPL-2.0-or-later
// Reads of files: what was asked for at entry, what came of it at exit.
// The file's name is looked up when the read begins and printed when it ends; calls that nest,
// sleep or run at the same time keep their own.

param comm = "dd"            // whose reads are shown

probe fprobe("vfs_read") if (execname() == comm) {
    name = string($file->f_path.dentry->d_name.name)
    asked = $count
} exit {
    printf("%-16s %6d %-16s asked %7d got %7d in %v\n", execname(), pid(), name, asked, $return, elapsed())
}
