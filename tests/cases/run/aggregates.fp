// What is only written is shown at the end, with a histogram.
global h: hist_log
global lin: hist_linear(0, 100, 20)
probe begin {
	for (i in 0..5) {
		h <<< i * i - 1
		lin <<< i * 30 - 20
		lat["key", i / 3] <<< (i + 4) * 1ms
	}
	h <<< -5
	h <<< 0x7fffffffffffffff
}
