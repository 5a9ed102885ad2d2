# … and one that is nested too deep.
echo "BEGIN { @x = $(printf '(%.0s' $(seq 100))1$(printf ')%.0s' $(seq 100)); }" >x.bt
fptap migrate x.bt
