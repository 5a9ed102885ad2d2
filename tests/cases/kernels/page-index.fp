// A page's index belongs to its folio.
probe fprobe("set_page_dirty") { println($page->index) }
