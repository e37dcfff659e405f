"""EPUBs for e-readers of one maker: the EPUB edition with what these ask for, each in a module of its own."""
