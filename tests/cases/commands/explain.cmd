# A message explained.
fptap --explain E0711
