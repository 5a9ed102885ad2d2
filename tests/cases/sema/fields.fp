// Fields of an event's record, by its format: of a tracepoint that BTF does not know, and of one that it does.
// args: --kernel="$events"
probe tracepoint("parcel:parcel_sent") {
	println($name, $device, string($name, 255), buf($dest, 6), $dest[5], $urgent, $weight, $odd)
	println(string($label), $file->flags, $kind, $kind == STATE_BUSY, $args[2], $mask[0], $at.second)
	if ($big < $weight && $name != "" && func() == "parcel_sent") n[$device]++
}
probe tracepoint("mini:mini_switch") if ($prev_pid > 0) { println($prev_comm, $state, $$parms) }
probe tracepoint("mini:mini_switch") { println($state) }
probe tracepoint("parcel:parcel_{sent,lost}") { names[$name]++ }
