// lists of what was expected
probe begin { foreach (3 in m) x++ }
probe begin { x = a[] }
probe begin { x = s. }
probe begin { x = p->3 }
probe begin { delete 3 }
probe begin { try x = 1 }
probe begin { try { } x = 1 }
probe fprobe() 3
probe fprobe(3:) { }
function { }
global 3
const K
param 3
filter x;
private probe begin { }
