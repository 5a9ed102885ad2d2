// sizes of maps, wrapping maps and result types as SystemTap writes them
global a[100]
global b%[100], c
global d%
function f:long(x:long) { return x }
probe begin { e = }
