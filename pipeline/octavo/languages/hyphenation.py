"""Hyphenation patterns read sooner: a dictionary has ten thousand of them, and a text needs a few hundred.

pyphen takes each pattern of a dictionary apart when it reads it. Here a pattern is taken apart when a word first needs
it; what comes out is the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_DIGITS = re.compile(r"\d+")
_OTHERS = re.compile(r"^[ \t]*(?:[%#]|(?:COMPOUND)?(?:LEFT|RIGHT)HYPHENMIN).*$|^.*(?:/.*=|\^\^).*$", re.MULTILINE)
"""Lines that are no plain pattern: remarks, numbers for all patterns, changes of spelling, characters by their code."""


def take_apart_late() -> None:
    """From now on pyphen reads its dictionaries this way, in this process."""
    import pyphen  # type: ignore[import-untyped]  # it has no type hints

    if pyphen.HyphDict.__module__ == pyphen.__name__:
        pyphen.HyphDict = _late(pyphen, pyphen.HyphDict)


def _late(pyphen: Any, base: Any) -> Any:
    class Late(base):  # type: ignore[misc]  # its base is only known now
        """A dictionary whose plain patterns are text until they are needed."""

        def __init__(self, path: Path) -> None:
            with path.open("rb") as file:
                encoding = file.readline().decode().strip()
            encoding = "cp1251" if encoding.lower() == "microsoft-cp1251" else encoding
            _, _, body = path.read_text(encoding).partition("\n")
            plain = _OTHERS.sub("", body)
            lines, letters = plain.split("\n"), _DIGITS.sub("", plain).split("\n")
            pairs = zip(letters, lines, strict=True)
            self.patterns: dict[str, Any] = {tags.strip(): line for tags, line in pairs if len(tags) != len(line)}
            for found in _OTHERS.finditer(body):
                self._add(found[0].strip())
            self.cache: dict[str, list[int]] = {}
            self.maxlen = max(map(len, self.patterns))

        def positions(self, word: str) -> list[int]:
            """Where a word may be divided, as in pyphen."""
            word = word.lower()
            points = self.cache.get(word)
            if points is None:
                points = self.cache[word] = self._points(f".{word}.")
            return points

        def _points(self, word: str) -> list[int]:
            patterns, longest = self.patterns, self.maxlen
            found: list[int] = [0] * (len(word) + 1)
            for begin in range(len(word) - 1):
                for end in range(begin + 1, min(begin + longest, len(word)) + 1):
                    pattern = patterns.get(word[begin:end])
                    if not pattern:
                        continue
                    if type(pattern) is str:
                        pattern = patterns[word[begin:end]] = _parsed(pyphen, pattern.strip())[1]
                        if not pattern:
                            continue
                    offset, values = pattern
                    place = slice(begin + offset, begin + offset + len(values))
                    found[place] = map(max, values, found[place])
            return [pyphen.DataInt(at - 1, reference=value) for at, value in enumerate(found) if value % 2]

        def _add(self, line: str) -> None:
            if line and not line.startswith(pyphen.ignored):
                tags, pattern = _parsed(pyphen, line)
                if pattern:
                    self.patterns[tags] = pattern

    return Late


def _parsed(pyphen: Any, line: str) -> tuple[str, tuple[int, tuple[int, ...]] | None]:
    """A pattern's letters, and its values with the place of the first; None for one that says nothing."""
    line = pyphen.parse_hex(lambda found: chr(int(found[1], 16)), line)
    factory: Any = int
    if "/" in line and "=" in line:
        line, change = line.split("/", 1)
        factory = pyphen.AlternativeParser(line, change)
    tags, values = zip(*[(letter, factory(digit or "0")) for digit, letter in pyphen.parse(line)], strict=True)
    if max(values) == 0:
        return "".join(tags), None
    start, end = 0, len(values)
    while not values[start]:
        start += 1
    while not values[end - 1]:
        end -= 1
    return "".join(tags), (start, values[start:end])
