# A script has a largest size.
yes '// nothing' | head -n 100000 >x.fp
fptap -p2 x.fp
