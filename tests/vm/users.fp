// What matrix.t compares with the kernel's own events: a function of a program that calls itself, by each form.
probe uprobe("/usr/bin/prog":"fact") { printf("enter %d\n", $arg1) }
probe uprobe("/usr/bin/prog":"fact").exit { printf("leave %d\n", $return) }
probe uprobe("/usr/bin/prog":"fact") { n = $arg1 } exit { printf("nest %d %d %d\n", tid(), n, $return) }
probe uprobe("/usr/bin/prog":"fact").exit { printf("deep %d %d %d\n", tid(), $arg1, $return) }
probe uprobe("/usr/bin/prog":"fact").exit { printf("spent %d %d\n", tid(), elapsed()) }
probe uprobe("/usr/bin/prog":"fact") { n = $arg1 } exit { printf("took %d %d %d\n", tid(), n, elapsed()) }
