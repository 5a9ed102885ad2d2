// escapes: the caret stands under the bad one
probe begin {
	a = "good \n\t\x41\101\e[0m" "bad \q and \z"
	b = "nul \0 nul \x00 high \400 none \x"
	c = '\q'
	d = '\400'
}
