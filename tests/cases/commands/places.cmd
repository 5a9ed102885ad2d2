# A caret is below what it means, and columns count characters: UTF-8, wide ones, tabs, CR LF, what a terminal must not see.
printf 'probe fprobe("mini_close") { println("\303\251\342\206\222", $file->none) }\n' >utf.fp
printf '\tprobe fprobe("mini_close") {\tprintln("\346\227\245\346\234\254",\t$file->none)\t}\r\n' >wide.fp
printf 'probe fprobe("mini_close") { println("e\314\201 \302\233 \377\033[1m", $file->none) }\n' >hidden.fp
{ printf 'probe fprobe("mini_close") { println("'; printf '\303\251%.0s' {1..120}; printf '", $file->none) }\n'; } >long.fp
fptap check -q utf.fp wide.fp hidden.fp long.fp --kernel=mini.btf
fptap check -q utf.fp wide.fp --kernel=mini.btf --format=json | jq -c '.messages[] | [.line, .column, .end_line, .end_column]'
# A place of several lines.
printf 'probe fprobe("mini_close",\n\tmodule "none") { }\n' >lines.fp
fptap check -q lines.fp --kernel=mini.btf
fptap check -q lines.fp --kernel=mini.btf --format=json | jq -c '.messages[] | [.line, .column, .end_line, .end_column]'
