# SARIF has what its schema asks for, whatever the script is called and whatever is wrong with it.
cat >shape.jq <<'END2'
def is(t): type == t;
def text: is("object") and (.text | is("string"));
def number: is("number") and . >= 1 and floor == .;
def uri: test("^([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+$");
def region: (.startLine | number) and (.startColumn | number) and (.endLine >= .startLine)
	and (.endLine > .startLine or .endColumn >= .startColumn)
	and (keys - ["startLine", "startColumn", "endLine", "endColumn"] == []);
def location: .physicalLocation | (.artifactLocation.uri | uri) and (.region == null or (.region | region));
def rule: (.id | is("string")) and (.fullDescription | text);
def result(ids): (.message | text) and (.level | IN("none", "note", "warning", "error"))
	and (.ruleId | IN(ids[])) and (.locations | length == 1 and all(location));
.version == "2.1.0" and (."$schema" | uri) and (keys - ["$schema", "version", "runs"] == [])
and (.runs | length == 1) and (.runs[0]
	| (.tool.driver.name == "fptap") and (.tool.driver.rules | all(rule) and (map(.id) | unique | length) == length)
	and (.columnKind | IN("utf16CodeUnits", "unicodeCodePoints"))
	and ([.tool.driver.rules[].id] as $ids | .results | is("array") and all(result($ids))))
END2
printf 'probe fprobe("mini_close") { println("\303\251", $file->pos) }\n' >$'a b%\303\251.fp'
printf '// fptap: kernels 1.0..2.0\nprobe fprobe("mini_gone") { }\nprobe fprobe("mini_close") {\n\tprintln(1 +\n"a")\n}\n' >broken.fp
printf 'probe begin {' >cut.fp
: >empty.fp
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
check() { fptap check "$@" --kernel=a --kernel=b --format=sarif -o report; echo "status $?"; jq -c -f shape.jq report; jq '.runs[0].results | length' report; }
check ok.fp
check a*.fp "$PWD"/a*.fp broken.fp cut.fp empty.fp -e 'probe begin { x() }'
jq -r '.runs[0].results[].locations[0].physicalLocation.artifactLocation.uri' report | sed "s|$PWD|…|" | uniq
# The check of the shape refuses what is none.
jq 'del(.runs[0].results[0].message)' report | jq -f shape.jq
jq '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = "a b"' report | jq -f shape.jq
