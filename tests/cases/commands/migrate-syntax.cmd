# A bpftrace script with a mistake.
echo 'kprobe:vfs_read { @x = ; }' >x.bt
fptap migrate x.bt
