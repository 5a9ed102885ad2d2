# More probes than anybody attaches.
for i in $(seq 1030); do echo 'kprobe:f { }'; done >x.bt
fptap migrate x.bt
