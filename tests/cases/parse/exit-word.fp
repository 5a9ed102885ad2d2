// `exit' is a keyword after a probe's block only
probe fprobe("a") exit { }
function f() { } exit { }
global exit
exit { }
