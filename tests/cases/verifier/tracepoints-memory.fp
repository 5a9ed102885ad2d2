// Allocations: pages by order and flags, objects by size, what is freed soon.
probe tracepoint("kmem:mm_page_alloc") { p[$order, $gfp_flags & 0xfff, $migratetype]++; if ($page != NULL) { born[(u64)$page] = now(); refs <<< $page->_refcount.counter } }
probe tracepoint("kmem:mm_page_free") { k = (u64)$page; if (k in born) { life[$order] <<< now() - born[k]; delete born[k] } }
probe tracepoint("kmem:kmalloc") { size[$bytes_req] <<< $bytes_alloc - $bytes_req; waste[execname()] += $bytes_alloc - $bytes_req; site[$call_site]++ }
probe tracepoint("kmem:kmem_cache_alloc") { c[string($s->name)] <<< $s->object_size; if ($ptr != NULL) last[cpu()] = (u64)$ptr }
probe tracepoint("kmem:kfree") { f[(u64)$ptr >> 30, $call_site & 15]++ }
probe tracepoint("kmem:kmem_cache_free") { n[string($s->name, 20), (u64)$ptr == last[cpu()]]++ }
