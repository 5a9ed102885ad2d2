// what private cannot stand before, and items without a beginning
private param x
private 3
x = 3
3
probe begin { y = }
