// preprocessor and embedded C
probe begin {
	%( kernel_v >= "2.6" %? x = 1 %: x = 2 %)
}
probe end {
	x = 1
	%{ printk("x"); %}
}
