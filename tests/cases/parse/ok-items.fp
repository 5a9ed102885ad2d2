#!/usr/bin/env fptap
// every kind of item; help texts; soft keywords as names
param min = 1ms // shortest
param name: string;	//   what to look for  
param limit // named like a keyword
param quiet = false
const K = 4K + 4KiB
global exit, param: u32 = 7
private thread t0: u64
percpu hits[cpu: u32]: u64 limit K quiet
global io[who: string, struct sock *]: string(16) limit 1_024 lru, h: hist_linear(0, 100, 5)
private function f(a, b: struct page *, limit): enum pid_type { return }
filter (pid() != target_pid())
probe a.b = begin { }
