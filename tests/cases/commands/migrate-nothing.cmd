# A folder without scripts of other tools.
mkdir empty
fptap migrate empty
