# SPDX-License-Identifier: GPL-2.0-or-later
# nested.awk SEEN PRINTED: what a call took is at least what the call within it took.  SEEN has the calls as
# they ended ("nest TID DEPTH …", each thread's in its order), PRINTED the same ones as "FORM TID … NANOSECONDS";
# prints "FORM: N within others", or what is wrong.  Threads of which not all is printed are told and left out.
NR == FNR && $1 == "nest" { depth[$2, ++seen[$2]] = $3; next }
NR == FNR || $1 != FORM { next }
{ took[$2, ++printed[$2]] = $NF }
END {
	for (tid in seen) {
		if (printed[tid] != seen[tid]) {
			print FORM ": " printed[tid] + 0 " of " seen[tid]
			continue
		}
		for (i = 2; i <= seen[tid]; i++) {
			if (depth[tid, i] != depth[tid, i - 1] - 1)
				continue
			within++
			if (took[tid, i] < took[tid, i - 1])
				print FORM ": " took[tid, i] " around " took[tid, i - 1]
		}
	}
	print FORM ": " within + 0 " within others"
}
