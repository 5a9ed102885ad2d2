# A command that is planned.
fptap build ok.fp
