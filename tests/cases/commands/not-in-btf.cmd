# The kernel has the function, its BTF has not.
kernel_with 't mini_close' 't mini_open' 't helper.isra.0' 't helper'
fptap check -e 'fprobe("helper") { }' --kernel=k
