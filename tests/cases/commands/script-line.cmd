# A line has a largest length.
{ printf 'probe begin { println("'; printf '%5000s' ''; echo '") }'; } >x.fp
fptap -p2 x.fp 2>&1 | sed 's/ \{100,\}/ … /'
