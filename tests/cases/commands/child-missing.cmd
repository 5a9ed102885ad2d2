# The command of -c is not there.
fptap -c /nonexistent/program -e 'begin { }'
