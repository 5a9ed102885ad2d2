# A code that no message has.
fptap --explain E4711
