// A script that only declares.
global x = 0
