# A .fpk of what is no kernel.
fptap kernel save x.fpk --kernel=ok.fp
