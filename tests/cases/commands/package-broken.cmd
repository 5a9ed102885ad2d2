# A package whose archive is none.
{ printf '!<arch>\n%-16s%-12s%-6s%-6s%-8s%-10s`\n' data.tar 0 0 0 100644 1024; head -c 1024 /dev/urandom | tr '\0' x; } >x
fptap check ok.fp --kernel=x
