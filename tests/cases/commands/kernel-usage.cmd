# fptap kernel without what to do.
fptap kernel
