// words of types that C does not combine
global a: unsigned float
global b: long short
global c: unsigned bool, d: long long long
probe begin { x = (char char)3 }
