# The compiler made another function of it, whose types nobody has.
kernel_with 't mini_open' 't helper.isra.0'
fptap check -e 'fprobe("helper") { }' --kernel=k
