// A word of the language behind a dot is a name, also on the next line: nobody is told to write probe for probe.
compilation terminated.
probe begin { }
