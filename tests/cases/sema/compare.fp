// By mathematical value: s64 with u64 has operations of its own; constants have either sign.
probe fprobe("mini_read").exit {
    println($return < $count, $return <= $count, $return > $count, $return >= $count)
    println($count < $return, $count <= $return, $count == $return, $return != $count)
    println($count < 5, $count >= 5, $return < 5, $return == -14, $count > $file->flags)
    println($file->flags < $return, $file->open == true, $file->size == $count, 5 < $count)
    println($return < 0, $file == NULL, $file != 0, $file < $file->next, $file->pos < $file)
}
