// What is filled up in text stays so; what sprintf() cannot do is told.
function clock(s) {
	return sprintf("%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
}
function name(s) {
	return sprintf("%-10.5s|0x%x", s, 255)
}
function wide(n) {
	return sprintf("%d", n)
}
probe timer(1s) {
	printf("%s\n", clock(3661))
	printf("%s\n", name("abcdefgh"))
	printf("%s\n", wide(7))
}
