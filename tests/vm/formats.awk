# SPDX-License-Identifier: GPL-2.0-or-later
# The formats of the events sys_enter_NAME → "NAME: type name, type name".
$1 == "format" && NF == 2 { if (line) print line; line = $2 ":"; n = 0; next }
$1 != "format" { next }
match($0, /offset:[0-9]+/) && substr($0, RSTART + 7, RLENGTH - 7) + 0 >= 16 && !/__data_loc/ {
	sub(/^format /, "")
	sub(/;.*/, "")
	gsub(/const |const$/, "")
	gsub(/ +/, " ")
	gsub(/\* /, "*")
	sub(/ \*\* ?/, " **")
	line = line (n++ ? ", " : " ") $0
}
END { print line }
