// A tracepoint and a function of a module, with the types of its BTF.
probe tracepoint("vsock:virtio_transport_alloc_pkt") if (ppid() == target()) {
	println("virtio_transport_alloc_pkt", $src_cid, $dst_cid, $dst_port, $len, $type, $op)
}
probe fprobe("virtio_transport_connect", module "vmw_vsock_virtio_transport_common") if (ppid() == target()) {
	port = $vsk->remote_addr.svm_port
} exit {
	println("connect", port, $vsk->remote_addr.svm_cid, $return >= 0, elapsed() > 0s, func())
}
probe tracepoint("signal:signal_generate") if (ppid() == target()) { println("signal_generate", $sig) }
