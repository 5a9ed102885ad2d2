// What bprm_execve() was given lies in its bprm since 6.10.
probe fprobe("bprm_execve") { println(string($filename->name), $fd) }
