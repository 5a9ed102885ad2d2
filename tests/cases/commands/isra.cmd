# The compiler made another function of it.
kernel_with 't mini_open' 't mini_close.isra.0' 't mini_close.part.1'
fptap check -e 'fprobe("mini_close") { }' --kernel=k
