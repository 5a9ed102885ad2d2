# Only events become events.
echo 'BEGIN { exit(); }' >x.bt
fptap migrate --to=tracefs x.bt
