#!/bin/sh
echo 1 >/proc/sys/kernel/modules_disabled
