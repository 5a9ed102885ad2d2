# The output's disk is full.
fptap -o /dev/full -e 'begin { println(1) exit() }'
