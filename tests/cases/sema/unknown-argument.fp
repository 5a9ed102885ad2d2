// What the script has no param for.
// args: --mni=5ms too many
param min = 1ms
probe begin { println(min) }
