# The formats of events, in a folder and in a .fpk that was made of it: listed, checked, explained.
mkdir k && cp mini.btf k/btf && cp mini.formats k/formats
fptap kernel save k.fpk --kernel=k
fptap list --kernel=k.fpk 'tracepoint(parcel:*)'
fptap list --kernel=k --json 'tracepoint(*_lost)'
fptap check -e 'tracepoint("parcel:parcel_lost") { println($name, $why) }' --kernel=k.fpk --kernel=mini.btf
fptap explain --kernel=k.fpk -e 'tracepoint("parcel:parcel_lost") { println($name) } tracepoint("mini:mini_switch") { println($prev) }'
fptap explain --kernel=k.fpk --backend=module -e 'tracepoint("parcel:parcel_lost") { println($name) }'
fptap kernel show k.fpk | grep events
