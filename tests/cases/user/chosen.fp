// What libc chooses when a program starts.
probe uprobe("./ifunc":"chosen") { }
