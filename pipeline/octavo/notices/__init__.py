"""Every warning that Octavo knows, one line each. Floor 0: standard library only, no I/O.

A notice is made where the thing is seen and travels with the result; only the command line prints it. The codes are
stable: people filter on them. ``octavo.notices.explained`` has the cause, the cure and an example of each.
"""

from __future__ import annotations

import enum


class Code(enum.StrEnum):
    """The codes in brackets at the end of a notice, and what each means."""

    # the shelf
    unknown_kind = "unknown-kind"  # a file in seeds/ of a kind that no reader knows
    same_slug = "same-slug"  # two seeds would share one folder in out/
    orphan = "orphan"  # out/ holds a publication whose seed is gone
    results_strange = "results-strange"  # a file in out/ is not what Octavo wrote there; it was rebuilt
    file_kept = "file-kept"  # a file of yours stays where Octavo would have written one
    made_again = "made-again"  # the worker that made this died, and it was made again
    # reading
    legacy_encoding = "legacy-encoding"  # the text was not Unicode; its encoding was guessed
    bad_bytes = "bad-bytes"  # bytes that are not text were replaced
    forbidden_character = "forbidden-character"  # a character that XML forbids was replaced by U+FFFD
    content_differs = "content-differs"  # the file's content is of another kind than its name says
    reduced_page = "reduced-page"  # a web page was reduced to its main text
    active_content = "active-content"  # scripts, forms or frames were left out
    text_kept = "text-kept"  # text that a reader drops was brought back
    text_left_out = "text-left-out"  # text that could not be brought along, named
    picture_left_out = "picture-left-out"  # a picture that is missing, outside the folder, remote or broken
    picture_changed = "picture-changed"  # a picture that lost moving parts, or parts that are not in its file
    # metadata and structure
    no_title = "no-title"  # the title was taken from the text
    no_language = "no-language"  # the language was detected or is unknown
    unknown_key = "unknown-key"  # a key of metadata or settings that Octavo does not know, perhaps misspelt
    metadata_ignored = "metadata-ignored"  # a key or value of the metadata that Octavo cannot use
    structure_guess = "structure-guess"  # an unsure guess about a line of plain text
    structure_override = "structure-override"  # an override that matches no line
    furniture = "furniture"  # page furniture, licence or quoting of plain text that was recognised
    # the manuscript
    edited_manuscript = "edited-manuscript"  # both the seed and the edited manuscript changed
    raw_shown = "raw-shown"  # raw HTML or TeX is shown as code
    link_removed = "link-removed"  # a link with a scheme that is not allowed
    attribute_removed = "attribute-removed"  # attributes that are not on the list
    citation_missing = "citation-missing"  # a citation key that no bibliography holds
    formula_unread = "formula-unread"  # a formula that could not be set, shown as TeX
    broken_link = "broken-link"  # an internal link whose target does not exist
    # the editions
    shrunk = "shrunk"  # a table or picture was made smaller to stay on the sheet
    no_alternative = "no-alternative"  # a picture without alternative text
    stand_in_glyph = "stand-in-glyph"  # a character that no font can have is shown as its code
    layout = "layout"  # the layout engine had something to say
