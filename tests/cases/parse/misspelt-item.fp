// keywords that begin an item, misspelt
globl x
functon f(a) { return a }
prob begin { y = }
parm n = 3
glbal z = 4
probe begin { y = }
