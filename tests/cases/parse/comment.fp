// a comment without end takes the rest
probe begin { a = 1 } /* x
probe begin { b = }
