# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tests, after lib.sh: the table of system calls against what a kernel's events say of them.  $say is as in
# told.sh.

# The table as the events' formats put it: "openat: int dfd, char *filename, …".
call_table() {
	{
		echo '#define SYSCALL(name, entry, x86_64, generic, s390x, i386, arm, params) @ #name entry params'
		echo '#define STRING(x) #x'
		sed 's/^SYSCALL(\([a-z0-9_]*\),/SYSCALL("\1",/' "$here/../probes/syscall/syscalls.def" | sed 's/^#.*//'
	} | sed 's/#name/name/' | "${CC:-gcc}" -E -P -x c - | sed 's/" "/"\n"/g' | tr '\n' ' ' | sed 's/@ /\n/g' |
		awk -F'"' 'NF >= 5 {
			line = ($4 == "" ? $2 : $4) ": "
			for (i = 6; i <= NF; i += 2) line = line $i
			sub(/: void$/, ":", line)
			print line
		}' | sort -u
}

# A kernel that is not the newest may lack parameters, or have others: names and numbers are compared.
compare_calls() {	# compare_calls KERNEL FILE: FILE has the events' formats (witness-kinds, lists)
	local bad=0
	awk -f "$here/vm/formats.awk" "$2" | sed 's/unsigned nsops/unsigned int nsops/' | sort >"$dir/formats"
	call_table >"$dir/table"
	if [ "$1" = newest ]; then
		comm -23 "$dir/formats" "$dir/table" >"$dir/differ"
	else
		comm -23 <(cut -d : -f 1 "$dir/formats" | sort) <(cut -d : -f 1 "$dir/table" | sort) >"$dir/differ"
	fi
	[ "$(wc -l <"$dir/formats")" -ge 300 ] && [ ! -s "$dir/differ" ] || bad=1
	${say:-ok} $bad "the table of system calls is what the kernel's formats say ($(wc -l <"$dir/formats") calls)"
	head -n 5 "$dir/differ" | sed 's/^/# /'
}
