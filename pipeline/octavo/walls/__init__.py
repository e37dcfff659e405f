"""Walls around a worker: restrictions that the kernel enforces, if it can. Floor 1.

They are set up before a worker has seen a document. On every system, nothing in Octavo opens an address or a file that
was not given to it; the walls are for a parser that breaks this rule. Each wall is set up if the system has it, and
``octavo doctor`` lists the missing ones.
"""
