# --fix: several names on a line, CR LF, a link's file, not what is read-only; and what is reported is what is left.
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
printf 'probe fprobe("mini_close") { println($file->pos, "\303\251\342\206\222", $file->pos + 1, $file->nothing) }\n' >several.fp
printf 'probe fprobe("mini_open") {\r\n\tprintln($name)\r\n}\r\nprobe fprobe("mini_close") {\r\n\tprintln("\346\227\245",\t$file->pos)\t// done\r\n}\r\n' >crlf.fp
mkdir sub && cp crlf.fp sub/real.fp && ln -s sub/real.fp link.fp && cp crlf.fp locked.fp && chmod 444 locked.fp
fptap check several.fp crlf.fp crlf.fp link.fp locked.fp --fix --kernel=a --kernel=b 2>&1 | cat -v
echo ===; cat -v several.fp crlf.fp sub/real.fp
[ -L link.fp ] && cmp crlf.fp sub/real.fp && ! grep -q defined locked.fp && stat -c %a locked.fp; ls
echo === for programs: the changes are told beside the report
printf 'probe fprobe("mini_close") { println($file->pos) }\n' >x.fp
fptap check x.fp --fix --kernel=a --kernel=b --format=json 2>changes | jq -c '[.results[].ok]'; cat changes
printf 'probe fprobe("mini_close") { println($file->pos) }\n' >x.fp
fptap check x.fp --fix --kernel=a --kernel=b --format=json -o report >changes; jq -c '[.results[].ok]' report; cat changes
# A script of the command line beside: only the file can be changed.
printf 'probe fprobe("mini_close") { println($file->pos) }\n' >x.fp
fptap check x.fp -e 'probe fprobe("mini_close") { println($file->pos) }' -q --fix --kernel=a --kernel=b 2>/dev/null; cat x.fp
# Nothing to be done.
fptap check x.fp --fix --kernel=a --kernel=b
