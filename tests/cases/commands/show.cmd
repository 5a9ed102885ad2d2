# What a .fpk holds.
kernel_with 't mini_close' 't mini_open' 'n helper' && echo CONFIG_FPROBE=y >k/config && echo 6.5.1-test >k/release
echo '0xffffffff81000010-0xffffffff81000020	helper' >k/blacklist
fptap kernel save x.fpk --kernel=k && fptap kernel show x.fpk | grep -v ^types && fptap check -q -e 'fprobe("helper") { }' --kernel=x.fpk
