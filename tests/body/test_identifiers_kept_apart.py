"""The second of two equal identifiers takes none of those that editions keep for themselves."""

from __future__ import annotations

from octavo.body.allow import RESERVED, Identifiers


def test_a_second_page_is_not_page_two() -> None:
    identifiers = Identifiers()
    taken = [identifiers.take("page") for _ in range(3)]
    assert taken[0] == "page"
    assert len(set(taken)) == len(taken)
    assert not any(RESERVED.match(name) for name in taken)
