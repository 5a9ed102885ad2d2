# A result is never written over a script that it is made from.
echo 'BEGIN { exit(); }' >x.bt
fptap migrate -o x.bt x.bt || echo "exit $?"
cat x.bt
