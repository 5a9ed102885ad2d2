// brackets that close nothing
probe begin { x = 1) y = 2 }
probe begin { x = a] }
}
probe end { x = }
