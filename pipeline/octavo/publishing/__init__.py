"""The build: which publications are out of date, made in which order, on which executor. Floor 4.

``engine`` decides and writes, ``publish`` is what a worker does for one publication, ``cells`` keeps the workers.
"""
