# A machine with a kernel whose name is none.
fptap run --vm='6 1' -e 'begin { exit() }'
