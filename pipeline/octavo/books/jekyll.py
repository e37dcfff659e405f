"""What the settings of a Jekyll site say of it; they give no order, which is that of the files."""

from __future__ import annotations

from typing import Any

from octavo.books.folder import Folder, people, said, words

_SETTINGS = ("_config.yml", "_config.yaml")


def about_site(folder: Folder) -> dict[str, Any]:
    """Title, author, description and language of a site, or nothing."""
    settings = folder.first(*_SETTINGS)
    if not settings:
        return {}
    data = folder.yaml(settings, "title", "author", "description", "lang")
    return said(
        title=words(data.get("title")),
        author=people(data.get("author") or ""),
        description=words(data.get("description")),
        lang=words(data.get("lang")),
    )
