"""The readers' shelf: a page and catalogues of everything in ``out/``, for browsers and reading apps. Floor 4.

``octavo shelf`` makes it. (``octavo.shelf`` is another one, that of the seeds.) What is in ``out/`` may come from
anybody: each publication is looked at inside a worker, and everything that it says is text here, never markup.
"""
