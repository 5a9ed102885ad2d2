// What takes a string says what it got instead.
probe fprobe("mini_open") {
    println(strlen($name), starts_with($flags, "a"), starts_with("a", $file), substr($name, 1))
    println(substr("abc", "b"), strlen(), substr("a"), "a" - "b", "a" + 1, strlen($file->title))
    a = string($name, 4000) + string($name, 200)
}
