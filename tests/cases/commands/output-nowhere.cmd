# The output cannot be opened.
fptap -o /nonexistent/file -e 'begin { println(1) exit() }'
