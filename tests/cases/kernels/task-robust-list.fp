// What the futex code keeps of a task moved into a struct in 7.2.
probe tracepoint("sched:sched_switch") { println($prev->robust_list) }
