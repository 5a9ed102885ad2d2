# The function is there and may not be traced.
kernel_with 'n mini_close'
fptap check -e 'fprobe("mini_close").exit { }' --kernel=k
