#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The host side: formats, values, the interpreter and the life of a run, by host-main.

build=${FPTAP_BUILD:-build}
for main in "$build/host-main" "$build/tests/host-main"; do
	[ -x "$main" ] && exec "$main"
done
echo "1..0 # SKIP no host-main in $build"
