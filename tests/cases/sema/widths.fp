// Parameters, members and results are extended by their own width and sign.
probe fprobe("mini_test").exit { println($bits, $deep, $low, $state, $return) }
probe fprobe("mini_open").exit { println($flags, $mode, $return) }
probe fprobe("mini_size").exit { println($sign, $return, $arg1, $arg2, $arg3) }
probe fprobe("mini_read") {
    println($file->mode, $file->shift, $file->port, $file->delta, $file->flags, $file->error)
    println($file->pos, $file->size, $file->open, $file->state, $file->sign)
}
