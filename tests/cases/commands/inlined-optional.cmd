# … which is no error where it may be missing.
kernel_with 't mini_open'
fptap check -e 'fprobe("mini_close")?, fprobe("mini_open")?, begin { }' --kernel=k
