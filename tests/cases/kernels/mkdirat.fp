// So does do_mkdirat(); with a fall-back the script works on all.
probe fprobe("do_mkdirat")!, fprobe("filename_mkdirat") { println($dfd, $mode) }
