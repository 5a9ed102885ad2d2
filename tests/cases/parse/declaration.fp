// declarations that are none
global a[], b
global c: struct
global d limit
global e[k: ]
param f: 3
const g = 
function h(a,) { }
function i(3) { }
function j() return 3
thread k: u32 = 3 4
global ok
