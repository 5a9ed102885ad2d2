# A directory without kernels.
mkdir d && echo hi >d/file
fptap check ok.fp --kernel=d
