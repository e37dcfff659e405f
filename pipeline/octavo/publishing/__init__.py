"""The build: which publications are out of date, made in which order, on which executor. Floor 4.

``plan`` decides, ``recipe`` is what a worker does for one publication, ``publication`` writes, ``workers`` has the
pool.
"""
