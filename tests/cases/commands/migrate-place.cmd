# What does not compile is said of the original's line.
printf 'BEGIN { exit(); }\n\n// reads\nkprobe:mini_open\n/arg0 != 0/\n{\n\tprintf("%%d\\n", ((struct mini_file *)arg0)->nothing);\n}\n' >x.bt
fptap migrate --kernel=mini.btf x.bt
