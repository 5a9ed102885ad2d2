// What a declaration of a map cannot say.
global d[u32]: u64 limit 0
global e[u32]: u64 fast
global g[u32]: u64 = 4
global h: hist_linear(5, 1, 1)
global s: string = 4
probe end { println(@hist_log(x), @count(), @min(x, 2)); x <<< 3; print(3); print(@hist_linear(x, 9, 1, 1)); }
