# The messages as SARIF.
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
fptap check -e 'fprobe("mini_close") { println($file->pos) }' --kernel=a --kernel=b --format=sarif |
	jq -c '.version, .runs[0].tool.driver.name, .runs[0].tool.driver.rules[].id, .runs[0].results[]'
