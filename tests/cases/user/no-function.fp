// Names that a program does not have, the nearest one, and what an optional point leaves unsaid.
probe uprobe("./prog":"fcat") { }
probe uprobe("./prog":"none_*") { }
probe uprobe("./prog":"none_*")?, uprobe("./nothing":"x")?, uprobe("./prog":"fact") { }
