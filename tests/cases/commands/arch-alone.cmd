# An architecture, and no machine.
fptap run --arch=arm64 ok.fp
