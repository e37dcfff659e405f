"""What changed between two editions of a publication: its paragraphs, its pages, the sheets to print again. Floor 4.

``octavo changes`` is its user. The comparison runs inside a worker: an earlier PDF may come from anybody.
"""
