// %( after a value is an operator, elsewhere the preprocessor; %{ … %} is skipped as a whole
probe begin { a = b %(c) }
%( kernel_v > "5" %? probe end { } %)
probe end { d = e %{ "unclosed ' @ } %} + }
probe end { f = %{ }
