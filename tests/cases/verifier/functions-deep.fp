// Twelve functions that call each other, called many times, with strings and pointers.
function f1(d: struct dentry *) { return d->d_name.len }
function f2(d: struct dentry *) { return f1(d) + f1(d->d_parent) }
function f3(d: struct dentry *) { return f2(d) * 2 + f1(d->d_parent->d_parent) }
function f4(d: struct dentry *, n) { for (i in 0..n) { if (f1(d) == i) return i; n2[i]++ } return f3(d) }
function f5(d: struct dentry *) { try { return f4(d, 20) / f1(d) } catch { return f2(d) } }
function f6(d: struct dentry *) { if (f5(d) > 3) return f4(d, 3); return f5(d->d_parent) }
function f7(d: struct dentry *) { return string(d->d_name.name, 30) + (f6(d) > 5 ? "+" : "-") }
function f8(d: struct dentry *) { return f7(d) + "/" + f7(d->d_parent) }
function f9(d: struct dentry *) { s = f8(d); while (strlen(s) > 20) s = substr(s, 1); return s }
function f10(d: struct dentry *) { return starts_with(f9(d), "m") ? f6(d) : f6(d->d_parent) + strlen(f8(d)) }
probe fprobe("vfs_read") { d = $file->f_path.dentry; println(f10(d), f9(d), f3(d) + f4(d, 7) + f5(d) + f6(d)) }
probe fprobe("vfs_write").exit { println(f10($file->f_path.dentry), f9($file->f_path.dentry), $return) }
