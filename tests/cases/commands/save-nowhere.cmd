# A .fpk that cannot be written.
fptap kernel save /nonexistent/x.fpk --kernel=mini.o
