// Networks: sockets, TCP, UDP, packets.

// An IPv4 address as it lies in memory, as text when it is printed.
//
//     begin { println(ip_ntop(htonl(0x7f000001))) }
//     //= 127.0.0.1
function ip_ntop(address) { return ip4(address) }

// The name of a TCP state.
//
//     begin { println(tcp_state_name(1), tcp_state_name(10), tcp_state_name(99)) }
//     //= ESTABLISHED LISTEN UNKNOWN
function tcp_state_name(state) {
	if (state == 1) return "ESTABLISHED"
	if (state == 2) return "SYN_SENT"
	if (state == 3) return "SYN_RECV"
	if (state == 4) return "FIN_WAIT1"
	if (state == 5) return "FIN_WAIT2"
	if (state == 6) return "TIME_WAIT"
	if (state == 7) return "CLOSE"
	if (state == 8) return "CLOSE_WAIT"
	if (state == 9) return "LAST_ACK"
	if (state == 10) return "LISTEN"
	if (state == 11) return "CLOSING"
	if (state == 12) return "NEW_SYN_RECV"
	return "UNKNOWN"
}

// The port on this side of a socket.
//
//     probe fprobe("tcp_sendmsg") { println(sock_lport($sk), sock_rport($sk)) }
function sock_lport(sk) { return sk->__sk_common.skc_num }

// The port on the other side.
//
//     probe fprobe("tcp_sendmsg") { println(sock_rport($sk)) }
function sock_rport(sk) { return ntohs(sk->__sk_common.skc_dport) }

// The IPv4 address on this side of a socket.
//
//     probe fprobe("tcp_sendmsg") { println(sock_laddr($sk), sock_raddr($sk)) }
function sock_laddr(sk) { return ip4(sk->__sk_common.skc_rcv_saddr) }

// The IPv4 address on the other side.
//
//     probe fprobe("tcp_sendmsg") { println(sock_raddr($sk)) }
function sock_raddr(sk) { return ip4(sk->__sk_common.skc_daddr) }

// The address family of a socket: AF_INET, AF_INET6 …
//
//     probe fprobe("tcp_sendmsg") { if (sock_family($sk) == AF_INET) println(sock_raddr($sk)) }
function sock_family(sk) { return sk->__sk_common.skc_family }

// The name of the device that a packet is on.
//
//     probe tracepoint("net:net_dev_queue") { println(skb_device($skb)) }
function skb_device(skb) { return string(skb->dev->name, 15) }

// A process sends by TCP.  sk; size: bytes; at its exit $return is what was taken.
//
//     probe tcp.sendmsg { println(execname(), sock_rport(sk), size) }
probe tcp.sendmsg = fprobe("tcp_sendmsg") {
	sk = $sk
	size = $size
}

// A process receives by TCP.  sk; size: room for bytes; at its exit $return is what came.
//
//     probe tcp.recvmsg.exit { if ($return > 0) println(execname(), $return) }
probe tcp.recvmsg = fprobe("tcp_recvmsg") {
	sk = $sk
	size = $len
}

// A connection is begun from here.  sk.
//
//     probe tcp.connect { println(execname(), sock_raddr(sk), sock_rport(sk)) }
probe tcp.connect = fprobe("tcp_connect") {
	sk = $sk
}

// A TCP socket is closed by its process.  sk.
//
//     probe tcp.disconnect { println(execname(), sock_rport(sk)) }
probe tcp.disconnect = fprobe("tcp_close") {
	sk = $sk
}

// Something is sent again since nobody said that it came.  sk.
//
//     probe tcp.retransmit { println(sock_raddr(sk), sock_rport(sk)) }
probe tcp.retransmit = tracepoint("tcp:tcp_retransmit_skb") {
	sk = $sk
}

// A TCP socket has another state.  sk, oldstate, newstate: tcp_state_name() has words for them.
//
//     probe tcp.setstate { println(tcp_state_name(oldstate), tcp_state_name(newstate)) }
probe tcp.setstate = tracepoint("sock:inet_sock_set_state") {
	sk = $sk
	oldstate = $oldstate
	newstate = $newstate
}

// A process sends by UDP.  sk, size.
//
//     probe udp.sendmsg { println(execname(), size) }
probe udp.sendmsg = fprobe("udp_sendmsg") {
	sk = $sk
	size = $len
}

// A process receives by UDP.  sk, size: room for bytes.
//
//     probe udp.recvmsg.exit { if ($return > 0) println(execname(), $return) }
probe udp.recvmsg = fprobe("udp_recvmsg") {
	sk = $sk
	size = $len
}

// A packet is queued for a device.  skb, dev_name, length: bytes.
//
//     probe netdev.transmit { println(dev_name, length) }
probe netdev.transmit = tracepoint("net:net_dev_queue") {
	skb = $skb
	dev_name = skb_device($skb)
	length = $skb->len
}

// A packet came in.  skb, dev_name, length.
//
//     probe netdev.receive { println(dev_name, length) }
probe netdev.receive = tracepoint("net:netif_receive_skb") {
	skb = $skb
	dev_name = skb_device($skb)
	length = $skb->len
}

// A packet leaves for its device.  skb, dev_name, length.
//
//     probe netdev.hard_transmit { println(dev_name, length) }
probe netdev.hard_transmit = tracepoint("net:net_dev_start_xmit") {
	skb = $skb
	dev_name = skb_device($skb)
	length = $skb->len
}

// A packet came in by netif_rx().  skb, dev_name, length.
//
//     probe netdev.rx { println(dev_name, length) }
probe netdev.rx = tracepoint("net:netif_rx") {
	skb = $skb
	dev_name = skb_device($skb)
	length = $skb->len
}

// A device's largest packet is set.  dev_name, old_mtu, new_mtu.
//
//     probe netdev.change_mtu { println(dev_name, old_mtu, new_mtu) }
probe netdev.change_mtu = fprobe("dev_set_mtu") {
	dev_name = string($dev->name, 15)
	old_mtu = $dev->mtu
	new_mtu = $new_mtu
}

// A device is made known.  dev_name: "eth%d" where the kernel chooses the number.
//
//     probe netdev.register { println(dev_name) }
probe netdev.register = fprobe("register_netdevice") {
	dev_name = string($dev->name, 15)
}

// A device is gone.  dev_name.
//
//     probe netdev.unregister { println(dev_name) }
probe netdev.unregister = fprobe("unregister_netdevice_queue") {
	dev_name = string($dev->name, 15)
}

// A process sets an option of a TCP socket.  sk, level, optname, optlen.
//
//     probe tcp.setsockopt { println(execname(), level, optname) }
probe tcp.setsockopt = fprobe("tcp_setsockopt") {
	sk = $sk
	level = $level
	optname = $optname
	optlen = $optlen
}

// A connection was accepted, at the exit of inet_csk_accept(); $return is the new socket, or an error.
//
//     probe tcp.accept { if ($return) println(execname(), sock_lport($return)) }
probe tcp.accept = fprobe("inet_csk_accept").exit { }

// A packet was dropped.  skb; location: where in the kernel; reason: an enum since 5.17.
//
//     probe net.drop { n[ksym(location), reason]++ }
probe net.drop = tracepoint("skb:kfree_skb") {
	skb = $skb
	location = (u64)$location
	reason = $reason
}
