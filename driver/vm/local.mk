# SPDX-License-Identifier: GPL-2.0-or-later
# pkglibexec holds no DATA for automake, so init gets a variable of its own.
dist_pkglibexec_SCRIPTS += %D%/fptap-guest %D%/fptap-kernel %D%/fptap-vm
dist_vm_DATA += %D%/init
