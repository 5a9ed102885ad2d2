// Packets: their headers, found by pointers that are added to.
function port(skb: struct sk_buff *) {
	th = (struct tcphdr *)(skb->head + skb->transport_header)
	return (th->dest & 255) << 8 | th->dest >> 8
}
function address(skb: struct sk_buff *) { return ((struct iphdr *)(skb->head + skb->network_header))->daddr }
probe tracepoint("net:net_dev_queue"), tracepoint("net:netif_receive_skb") {
	p[string($skb->dev->name), $skb->len, $skb->protocol]++
	if ($skb->protocol == 8) { try { to[address($skb), port($skb)] += $skb->len } catch { bad++ } }
	for (i in 0..8) { try { byte[i, *(u8 *)($skb->data + i)]++ } catch { break } }
	flags[$skb->pkt_type, $skb->ip_summed, $skb->cloned, $skb->nohdr, $skb->fclone, $skb->peeked]++
}
probe tracepoint("skb:kfree_skb") { d[$location, $skb->len, $skb->sk == NULL ? 0 : $skb->sk->__sk_common.skc_state]++ }
global bad
