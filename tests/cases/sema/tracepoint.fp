// A tracepoint's arguments may be NULL: each first step is tested.
probe tracepoint("mini:mini_switch") if ($preempt) {
    p = $prev->next
    println($state, $prev->flags, $prev->next->flags, $prev->minus, $prev->path.dir->comm, p->pos, $prev)
    if ($prev) println(string($prev->title))
    exit()
}
