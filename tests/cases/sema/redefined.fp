// One name, one meaning.
global calls = 0
const calls = 1
param calls = 2
probe begin { println(calls) }
