// A cgroup's ancestors.
probe fprobe("mini_read") if (cgroup(2) == 1234) { println(cgroup()) }
