"""The order of a Hugo site: sections as parts, by the weights of its pages; one language of several."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Plan
from octavo.books.names import in_order
from octavo.notices import Code

_SETTINGS = (
    *("hugo.toml", "hugo.yaml", "config.toml", "config/_default/hugo.toml", "config/_default/hugo.yaml"),
    "config/_default/config.toml",
)
_SAID = ("title", "languageCode", "defaultContentLanguage", "params", "author")
_CONTENT = re.compile(r"content(?:[.-][a-z]{2,3}(?:-[A-Za-z]{2,4})?)?")
_DEEPEST = 3


def by_hugo(folder: Folder) -> Plan | None:
    """A Hugo site: the weights of its pages, its sections as parts."""
    home = _content(folder)
    site = posixpath.dirname(home)
    settings = [posixpath.join(site, name) for name in _SETTINGS]
    listed = folder.first(*settings, *(_SETTINGS if site else ()))
    sections = any(posixpath.basename(name).startswith("_index.") for name in folder.names)
    if not sections and not (listed and home):
        return None
    data: Mapping[str, Any] = {}
    if listed.endswith(".toml"):
        data = folder.toml(listed)
    elif listed:
        data = folder.yaml_of(_own_params(folder.text(listed) or ""), listed, *_SAID)
    params: Any = data.get("params")
    params = params if isinstance(params, dict) else {}
    metadata = said(
        title=words(data.get("title")),
        author=people(params.get("author") or data.get("author") or ""),
        description=words(params.get("description")),
        lang=words(data.get("languageCode") or data.get("defaultContentLanguage")),
    )
    home = _language_home(folder, home, words(data.get("defaultContentLanguage")))
    _name_other_languages(folder, home)
    entries = in_order(folder, home, sections=True)
    roots = ("", site, home, posixpath.join(site, "static"), posixpath.join(home, "docs"))
    return Plan(tuple(entries), listed, "hugo", metadata, roots)


def _content(folder: Folder) -> str:
    """The folder of a Hugo site's pages; the site may lie below, in a repository or beside the theme it shows.

    Empty where there is none: a folder of pages alone.
    """
    if folder.within("content"):
        return "content"
    homes = {
        "/".join(parts[: number + 1])
        for name in folder.names
        if "_index." in name
        for parts in [name.split("/")[:-1]]
        for number, part in enumerate(parts[:_DEEPEST])
        if _CONTENT.fullmatch(part) and not {"archetypes", "layouts"} & set(parts[:number])
    }
    outer = [home for home in homes if not any(home.startswith(f"{other}/") for other in homes)]
    return min(outer, key=lambda home: (home.count("/"), not home.endswith((".en", "content")), home), default="")


def _language_home(folder: Folder, home: str, language: str) -> str:
    """The folder of one language where a site has a folder for each; else the folder itself."""
    names = folder.within(home)
    tops = {name[len(home) + 1 if home else 0 :].split("/")[0] for name in names}
    if not tops or not all(re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", top) for top in tops):
        return home
    chosen = language if language in tops else "en" if "en" in tops else min(tops)
    for other in sorted(tops - {chosen}):
        name = posixpath.join(home, other)
        folder.notice(Code.text_left_out, f"the edition in {other} was left out; this one is in {chosen}", name)
    return posixpath.join(home, chosen)


def _own_params(text: str) -> str:
    """Settings without those of themes, which may hold anything: of ``params`` the author and description alone."""
    own = re.compile(r"[ \t]+(?:author|description)[ \t]*:[ \t]*[^&*\s>|]")
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        if line[:1].strip():
            inside = line.startswith("params:")
        if not inside or line.startswith("params:") or own.match(line):
            kept.append(line)
    return "\n".join(kept)


def _name_other_languages(folder: Folder, home: str) -> None:
    """Say which folders beside the site's pages hold them in other languages (``content.de`` beside ``content.en``)."""
    parent, base = posixpath.split(home)
    if not _CONTENT.fullmatch(base):
        return
    beside = {name[len(parent) + 1 if parent else 0 :].split("/")[0] for name in folder.within(parent)}
    for other in sorted(beside - {base}):
        if _CONTENT.fullmatch(other):
            text = f"the edition in {other} was left out; this one is {base}"
            folder.notice(Code.text_left_out, text, posixpath.join(parent, other))
