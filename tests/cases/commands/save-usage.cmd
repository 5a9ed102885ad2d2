# fptap kernel save without a file.
fptap kernel save
