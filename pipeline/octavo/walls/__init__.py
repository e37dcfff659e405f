"""Walls around a worker: what it may not do, held by the kernel where it offers that. Floor 1.

Put up before a worker has seen a document. What is always there, on every system: nothing in Octavo opens an address
or a file that was not handed to it. These walls are for the day on which a parser does not keep to that. Each wall is
put up if the system has it, and ``octavo doctor`` tells which ones are missing.
"""
