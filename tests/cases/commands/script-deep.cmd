# Blocks nest to a depth.
{ echo "probe begin"; printf "{%.0s" {1..300}; printf "}%.0s" {1..300}; } >x.fp
fptap -p2 x.fp 2>&1 | head -n 1
