"""Adding documents over HTTP, and saying what the lines of bare texts are. Floor 4.

Only pages of the server itself can do this: each request must name a key that is in these pages alone, and come from
them. A document that is served has no origin, so it can neither read the key nor send it.
"""
