// Interrupts, softirqs, timers and work: paired by hand, by CPU.
percpu entered: u64
percpu vector: u64
global soft[u32]: hist_log
probe tracepoint("irq:softirq_entry") { entered = now(); vector = $vec_nr }
probe tracepoint("irq:softirq_exit") if (entered && vector == $vec_nr) { soft[$vec_nr] <<< now() - entered; entered = 0 }
probe tracepoint("irq:irq_handler_entry") { i[$irq, string($action->name)]++; s[cpu()] = now() }
probe tracepoint("irq:irq_handler_exit") { if (cpu() in s) h[$irq, $ret] <<< now() - s[cpu()] }
probe tracepoint("timer:hrtimer_expire_entry") { t[(u64)$hrtimer->base->clockid, $hrtimer->is_soft] <<< now() - $hrtimer->node.expires }
probe tracepoint("timer:timer_expire_entry") { e[$timer->flags & 0xff] <<< $timer->expires; if ($baseclk > $timer->expires) late++ }
probe tracepoint("workqueue:workqueue_execute_start") { w[(u64)$work->func] = now() }
probe tracepoint("workqueue:workqueue_execute_end") { if ((u64)$function in w) { work[(u64)$function] <<< now() - w[(u64)$function]; delete w[(u64)$function] } }
global late
