"""Options that people know from pandoc and Quarto, and what to type instead. Floor 6."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_DROPPED = (
    "-s --standalone --self-contained --embed-resources --citeproc -C --mathml --mathjax --katex --webtex --gladtex -p"
    " --preserve-tabs --ascii --sandbox --no-highlight --fail-if-warnings"
).split()
"""Octavo does these always, or has no need of them."""
_DROPPED_WITH_VALUE = (
    "-f --from -r --read --pdf-engine --pdf-engine-opt --wrap --columns --highlight-style --syntax-highlighting"
    " --resource-path --dpi --extract-media --epub-embed-font --number-offset --tab-stop --eol"
).split()
_SWITCHES = {
    "--toc": "toc=true",
    "--table-of-contents": "toc=true",
    "-N": "number-sections=true",
    "--number-sections": "number-sections=true",
    "--lof": "lof=true",
    "--lot": "lot=true",
}
_SETTINGS = {
    "--toc-depth": "toc-depth",
    "--bibliography": "bibliography",
    "--csl": "csl",
    "--epub-cover-image": "cover-image",
}
_PAIRS = ("-M", "--metadata", "-V", "--variable")
_EDITIONS = ("-t", "-w", "--write")
_NAMES = {"html5": "html", "epub3": "epub", "epub2": "epub", "markdown": "md", "gfm": "md", "commonmark": "md"}
"""Pandoc's formats by Octavo's names."""
_EXPLAINED = {
    "--css": 'write css = "style.css" into octavo.toml',
    "-c": 'write css = "style.css" into octavo.toml',
    "--template": "choose a look with --theme",
    "--reference-doc": "choose a look with --theme",
    "--filter": "there are no filters: a document cannot run anything",
    "-F": "there are no filters: a document cannot run anything",
    "--lua-filter": "there are no filters: a document cannot run anything",
    "-L": "there are no filters: a document cannot run anything",
    "--metadata-file": "write the metadata into a file beside the document: NAME.yaml for NAME.txt",
    "--include-in-header": 'write css = "style.css" into octavo.toml; LaTeX is not used',
    "-H": 'write css = "style.css" into octavo.toml; LaTeX is not used',
}


def explained(arguments: Sequence[str]) -> str:
    """What to do in place of the first option for which there is no other word; "" if there is none."""
    return next((_EXPLAINED[name] for word in arguments if (name := word.partition("=")[0]) in _EXPLAINED), "")


def in_our_words(arguments: Sequence[str]) -> list[str]:
    """The same command line with every such option replaced; equal to what came in where there is none."""
    said: list[str] = []
    words = iter(arguments)
    for word in words:
        name, value = _split(word)

        def wanted(value: str | None = value) -> str:
            return next(words, "") if value is None else value

        said += _one(name, wanted) if name else [word]
    return said


def _one(name: str, wanted: Callable[[], str]) -> list[str]:
    """The words for one option; ``wanted`` gives its value, from the same word or the next."""
    if name in _DROPPED:
        return []
    if name in _DROPPED_WITH_VALUE:
        wanted()
        return []
    if name in _SWITCHES:
        return ["--set", _SWITCHES[name]]
    if name in _EDITIONS:
        edition = wanted().partition("+")[0]
        return ["--to", _NAMES.get(edition, edition)]
    if name in _SETTINGS:
        return ["--set", f"{_SETTINGS[name]}={wanted()}"]
    key, sign, value = wanted().replace(":", "=", 1).partition("=")  # -M title=x, -V geometry:margin=2cm
    return ["--set", f"{key}={value if sign else 'true'}"]


def _split(word: str) -> tuple[str, str | None]:
    """Name and value of a word that is such an option (``--toc-depth=2``, ``-tepub``); "" for any other word."""
    name, sign, value = word.partition("=")
    known = {*_DROPPED, *_DROPPED_WITH_VALUE, *_SWITCHES, *_SETTINGS, *_PAIRS, *_EDITIONS}
    if name in known:
        return name, value if sign else None
    if word[:2] in {*_PAIRS, *_EDITIONS, "-f", "-r"} and not word.startswith("--"):
        return word[:2], word[2:]
    return "", None
