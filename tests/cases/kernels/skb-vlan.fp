// Whether a packet has a VLAN tag is in vlan_proto since 6.2.
probe fprobe("netif_receive_skb") { println($skb->vlan_present, $skb->mono_delivery_time) }
