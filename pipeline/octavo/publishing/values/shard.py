"""A share of the seeds: several builds, on several machines, together make all of them. Floor 4; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.errors import UsageError
from octavo.publishing.values.record import digest

MOST = 100_000
_FORM = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Shard:
    """The share with this ``number``, from 1, of so many.

    Whose a publication is, its slug alone decides: a seed that comes or goes moves no other into another share.
    """

    number: int = 1
    of: int = 1

    def holds(self, slug: str) -> bool:
        """Whether the publication with this slug belongs to the share."""
        return self.of == 1 or int(digest(slug.encode())[:12], 16) % self.of == self.number - 1

    @property
    def first(self) -> bool:
        """Whether it is this share that tells what belongs to no publication."""
        return self.number == 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def shard_of(text: str) -> Shard | None:
    """The share that ``K/N`` means; None for no text. Raises ``UsageError``."""
    if not text:
        return None
    match = _FORM.fullmatch(text.strip())
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of <= MOST:
        raise UsageError(f"“{text[:40]}” is no shard", hint="write --shard 3/8 for the third of eight, from 1 on")
    return Shard(number, of)
