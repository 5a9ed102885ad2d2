// probe points: bare ones, globs, braces with blanks, marks, suffixes, words, pairs
begin(-100), end { }
probe vfs . { read , *write } . exit ?, syscall.*exec* !, timer . s ( 5 ) { }
probe fprobe("a" "b", takes "struct page *", not "__" "*", module m).exit { } exit if (x) { exit() }
uprobe("/bin/sh":"main").exit { };
perf("cycles":100_000), profile(hz), usdt("f":"p:n") if (K) { }
probe netfilter.exit.delete.if { }
