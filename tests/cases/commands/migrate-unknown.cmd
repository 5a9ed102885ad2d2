# A file that is no tool's script.
echo hello >x
fptap migrate x
