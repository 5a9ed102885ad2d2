// The words that choose functions.
probe fprobe("mini_*", take "struct file *") { }
probe fprobe("mini_*", takes "int", takes "long") { }
probe fprobe(takes "int") { }
probe fprobe("mini_*", module "mini") { }
