// Changing the kernel is for modules alone.
// args: --guru
probe begin { exit() }
