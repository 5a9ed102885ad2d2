// Everything that is printed at the end: maps, aggregates and globals of all types.
global words[who: string, n: s32]: string
global seen[file: u64, mode: u16]: hist_linear(0, 100, 10)
global flags: hist_log
probe fprobe("vfs_open").exit {
	n = string($path->dentry->d_name.name, 24)
	words[execname(), $return] = n; seen[(u64)$file, $file->f_inode ? $file->f_inode->i_mode : 0] <<< n == "maps" ? 5 : strlen(n); flags <<< $file->f_flags
	at[n] = now(); took[n] = elapsed(); err[n] = -ENOENT; yes[n] = $return == 0; fn[func()] = 'x'; size[n] = 4KiB * strlen(n)
	when[now() / 1s] <<< elapsed(); name[elapsed() > 1ms] <<< $return; ptr[$file] = $path->dentry
}
probe timer(1s) { print(words, 3); print(flags) }
