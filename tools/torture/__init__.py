"""Faults on purpose: builds that are killed, run out of disk, jump in time, run side by side. ``make torture``.

After each fault: every file is whole, the person's words are there, nothing is left over, and the next build ends where
an undisturbed one ends.
"""
