"""One page of HTML from its parts: the theme's shell filled, with its fonts, its rules of style and its policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from octavo.body import Body
from octavo.editions import Job
from octavo.editions.fonts.formulas import formula_rules
from octavo.editions.html import shell
from octavo.editions.html.fonts import font_rules, font_stacks
from octavo.editions.html.policy import READING, policies
from octavo.editions.html.published import address_of, to_other_sites
from octavo.editions.html.scripts import rules_for_script, values_for_script
from octavo.editions.html.tools import reading_tools
from octavo.editions.html.write import normalise, serialise
from octavo.languages.direction import LTR
from octavo.languages.screen_words import ScreenWords, screen_words
from octavo.languages.tags import primary
from octavo.model import Metadata
from octavo.themes import Theme

_OPENING = 200  # characters of the text that describe a page which nobody has described


def write_page(
    job: Job,
    parts: Mapping[str, list[_Element]],
    metadata: Metadata,
    opening: str,
    *,
    file: str = "",
    scripts: Sequence[str] = (READING,),
    further: Sequence[_Element] = (),
) -> bytes:
    """The finished page. ``parts`` fill the places of the theme's shell, ``metadata`` and ``opening`` describe it.

    ``file`` is its name where there are several, ``scripts`` alone may run in it; ``further`` are more elements of its
    head. Raises ``SettingsError`` for a theme.
    """
    page = shell.read_shell(job.theme.holder("screen.html"))
    page.set("lang", metadata.lang or "und")  # an empty one would be right too, but no checker believes it
    if job.body.direction != LTR:
        page.set("dir", job.body.direction)
    shell.fill(page, parts)
    normalise(page)
    style = font_rules(job.theme, page) + style_rules(job.theme, job.body) + formula_rules(page)
    address = address_of(metadata, file)
    rules = policies(*scripts, pictures=bool(address) or page.find(".//img") is not None)
    described = shell.head(page, metadata, opening, style, scripts, rules)
    preview = to_other_sites(address, metadata.title or "…", described, job.body.form, metadata.lang)
    for part in (*preview, *further):
        page[0].append(part)
    return serialise(page)


def style_rules(theme: Theme, body: Body) -> str:
    """The rules of style of a page, without its fonts."""
    stacks = font_stacks(theme)
    return theme.stylesheet("screen", **values_for_script(stacks, body)) + rules_for_script(stacks, body)


def beside_text(body: Body, lists: Sequence[_Element], *more: _Element) -> list[_Element]:
    """What is beside the text: these lists, then the tools for reading; each says in which language it is.

    ``more`` are in the language of the tools.
    """
    own, words = primary(body.metadata.lang), screen_words(body.metadata.lang)
    for part in lists if own != body.labels.lang else ():
        part.set("lang", body.labels.lang)
    tools = [*more, reading_tools(words)]
    for part in tools:
        say_language(part, body, words)
    return [*lists, *tools]


def say_language(part: _Element, body: Body, words: ScreenWords) -> None:
    """Say that a part is in the language of these words, where the text is in another one."""
    if primary(body.metadata.lang) != words.lang:
        part.set("lang", words.lang)
        if body.direction != LTR:
            part.set("dir", LTR)


def opening_of(texts: Sequence[str]) -> str:
    """So many of these paragraphs as describe a page that has no description."""
    words = ""
    for text in texts:
        words = f"{words} {text}".strip()
        if len(words) > _OPENING:
            break
    return words
