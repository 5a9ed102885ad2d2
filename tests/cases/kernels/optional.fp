// What may be missing is no error, and what is not there is not asked for.
probe fprobe("dev_queue_xmit")?, fprobe("__dev_queue_xmit") {
	println(@defined($skb->vlan_present) ? $skb->vlan_present : $skb->vlan_all != 0)
}
