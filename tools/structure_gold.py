"""Reading documents whose structure is known, laid out as docs/structure.md tells.

In: a folder. Out: `Document`s, and the stream of words that says which block each word belongs to.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A word is a run of letters and digits; in Chinese, Japanese and Korean every character is one.
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


def tokens(text: str) -> list[str]:
    """The words of a text, case and composition evened out."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what it should become."""

    stem: str
    style: str
    source: str
    lang: str
    text: str
    blocks: tuple[dict[str, Any], ...]


def block_tokens(block: dict[str, Any]) -> list[str]:
    """The words of a gold block; an item's number counts."""
    mark = tokens(block.get("marker") or "") if block["type"] == "item" else []
    return mark + tokens(block["text"])


def read_documents(folder: Path) -> Iterator[Document]:
    """Every document of a gold folder, in the order of names."""
    for path in sorted((folder / "gold").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "inputs" / f"{path.stem}.txt").read_text(encoding="utf-8")
        yield Document(path.stem, data["style"], data["source"], data["lang"], text, tuple(data["blocks"]))


def digest(folders: Sequence[Path]) -> str:
    """A SHA-256 over the names and bytes of the documents of gold folders, in the order in which they are read."""
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted((folder / "gold").glob("*.json")):
            for one in (path, folder / "inputs" / f"{path.stem}.txt"):
                whole.update(f"{one.name}\0{hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def owners(document: Document) -> tuple[list[int], Counter[int]]:
    """The block each word belongs to, and how many words each block has."""
    owner = [index for index, block in enumerate(document.blocks) for _ in block_tokens(block)]
    return owner, Counter(owner)
