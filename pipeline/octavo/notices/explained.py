"""What every code means: cause, cure and an example, in one table for ``octavo notices`` and the manual. Floor 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from octavo.notices import Code


@dataclass(frozen=True)
class Explanation:
    """One code: its cause, what to do about it, and a sample message."""

    code: str
    cause: str
    cure: str
    example: str


def _of(code: Code, cause: str, cure: str, example: str) -> Explanation:
    return Explanation(code.value, cause, cure, f"{example} [{code.value}]")


NOTICES: tuple[Explanation, ...] = (
    _of(
        Code.unknown_kind,
        "A file or folder among the seeds is of a kind that Octavo does not read, or a sidecar has no seed of "
        "the same name beside it.",
        "Save the document in one of the formats that the hint lists, or move the file out of the folder of seeds.",
        "seeds/figures.xlsx: warning: no reader knows this kind of file",
    ),
    _of(
        Code.same_slug,
        "Two seeds have names that lead to the same folder of results, such as `letter.md` and `letter.txt`. Both "
        "are made; one gets another folder name.",
        "Rename one of them.",
        "seeds/letter.txt: warning: another seed would be called letter too; this one becomes letter-txt",
    ),
    _of(
        Code.orphan,
        "The folder of results holds a publication whose seed was removed or renamed.",
        "`octavo prune` removes it. A manuscript that you edited stays; copy it before you remove the folder by hand.",
        "out/letter: note: its seed is gone",
    ),
    _of(
        Code.results_strange,
        "A file in the folder of results is not what Octavo wrote there, or its record is damaged. What depends "
        "on it was rebuilt.",
        "Nothing, if you changed it on purpose. Correct texts in the manuscript, not in the editions.",
        "out/letter/record.json: warning: the record is damaged or was altered; everything is rebuilt",
    ),
    _of(
        Code.file_kept,
        "A file of yours has the name of one that Octavo would write. Yours is kept.",
        "Move or rename your file, then build again.",
        "out/letter/images/hill.png: warning: this file is yours; it stays",
    ),
    _of(
        Code.made_again,
        "The process that made a publication ended before it was done: the system may have been short of memory, or "
        "somebody ended it. The publication was made again.",
        "Nothing, if this happens once. If it happens often, make fewer documents at a time with `--jobs`.",
        "seeds/letter.txt: note: made again: the worker that made this died; it may have run out of memory",
    ),
    _of(
        Code.legacy_encoding,
        "The text was not saved as Unicode. Its encoding was guessed from its bytes.",
        "Check that accented letters are right. Then save the file as UTF-8: the notice will disappear.",
        "seeds/old.txt: warning: the text is read as Windows-1252",
    ),
    _of(
        Code.bad_bytes,
        "Some bytes are not text in the encoding of the file; each was replaced by �.",
        "Open the file at the line that is named, put the right letters there and save it as UTF-8.",
        "seeds/old.txt:12: warning: 3 bytes that are no text were replaced",
    ),
    _of(
        Code.forbidden_character,
        "The text holds control characters that no PDF, EPUB or HTML page may hold; each was replaced by �.",
        "Remove the character at the line that is named.",
        "seeds/log.txt:4: warning: 1 control character was replaced by U+FFFD",
    ),
    _of(
        Code.content_differs,
        "The ending of the file name does not fit the content. Octavo went by the content.",
        "Rename the file so that its ending fits.",
        "seeds/page.txt: warning: this is a web page; it is read as one",
    ),
    _of(
        Code.reduced_page,
        "A saved web page was reduced to its main text: menus, teasers and comments were left out.",
        "If something is missing, write `whole-page: true` into the sidecar.",
        "seeds/page.html: note: reduced to the main text",
    ),
    _of(
        Code.active_content,
        "The document has scripts, forms, frames or other active parts. They were left out; the words in them were "
        "kept.",
        "Nothing. If the part mattered, put a picture of it into the document.",
        "seeds/page.html: note: active elements were left out, their words kept: form",
    ),
    _of(
        Code.text_kept,
        "Other programs leave out this kind of text, for example a note that nothing refers to. Octavo kept it.",
        "Look at the place that is named, and put the text where it belongs.",
        "seeds/notes.md:40: note: the note “7” is called nowhere; it is at the end",
    ),
    _of(
        Code.text_left_out,
        "Some of the document is not in the manuscript. The message says what, and where it was.",
        "If you need it, follow the hint, or write it into the manuscript.",
        "seeds/letter.docx: note: 2 tracked deletions left out",
    ),
    _of(
        Code.picture_left_out,
        "A picture is missing, broken, too large, of an unknown format, on the Web, or outside the seed's folder.",
        "Put the file into the folder of the seed, as PNG, JPEG, GIF, WebP or SVG. Pictures on the Web are not "
        "fetched.",
        "seeds/letter.md:9: warning: the picture “hill.jpg” is not there",
    ),
    _of(
        Code.picture_changed,
        "A picture was kept without a part of it: of an animation only the first picture is shown, and a drawing loses "
        "pictures from other files.",
        "Save it as a still picture, or put the other pictures into the drawing.",
        "seeds/letter.md: warning: the picture dance.gif shows only the first of its 12 pictures",
    ),
    _of(
        Code.no_title,
        "The document gives no title. Its first heading or first words are used.",
        "Write `title:` into the front matter or the sidecar.",
        "seeds/letter.txt: warning: no title is given; “Dear Ada” is taken from the text",
    ),
    _of(
        Code.no_language,
        "The document does not say its language. Octavo detected it, or could not. The language decides "
        "hyphens, quotation marks and how the text is read aloud.",
        "Write `lang: en` (or another code) into the front matter or the sidecar.",
        "seeds/letter.txt: warning: the language could not be detected",
    ),
    _of(
        Code.unknown_key,
        "A key of the metadata or of the settings is not known, perhaps misspelt. It has no effect.",
        "Write the key that the hint names; `octavo settings` lists all keys. A key for another program may stay.",
        "seeds/letter.yaml:2: warning: auhtor: this key is not known",
    ),
    _of(
        Code.metadata_ignored,
        "A key or value of the metadata cannot be used: a key with which other programs run something, a value that "
        "is not allowed or far too long, or a key that is there twice.",
        "The hint says what may be written.",
        "seeds/letter.md:3: warning: lang: “Englisch” is no language tag",
    ),
    _of(
        Code.structure_guess,
        "Octavo was not sure what some lines of plain text are.",
        "Ask `octavo explain`, then say in the sidecar what the line is: `structure: {12: heading 2}`.",
        "seeds/letter.txt:12: note: this could be a heading; it is taken for a paragraph",
    ),
    _of(
        Code.structure_override,
        "An entry under `structure:` in the sidecar matches no line of the seed, or does not say what the line is.",
        "Correct its number or words; `octavo explain` shows the lines as Octavo counts them.",
        "seeds/letter.yaml: warning: the seed has no line 420",
    ),
    _of(
        Code.furniture,
        "Page headers, page numbers or licences were found in plain text and left out, or quoted mail was kept with "
        "its marks.",
        "If it is text, say so in the sidecar: `structure: {12: paragraph}`.",
        "seeds/scan.txt:58: note: 40 page numbers were left out",
    ),
    _of(
        Code.edited_manuscript,
        "The seed changed after you had edited its manuscript. Your text is kept; the seed's new text is beside it.",
        "Compare the two files. Keep yours and delete the new one, or move the new one over yours.",
        "out/letter/letter.md: warning: seed and manuscript have both changed: your letter.md stays",
    ),
    _of(
        Code.raw_shown,
        "The document holds raw HTML or TeX, or commands of another program. They are shown as code, because "
        "Octavo does not run them.",
        "Write the passage in Markdown.",
        "seeds/notes.md:21: note: raw tex is shown as code",
    ),
    _of(
        Code.link_removed,
        "The address of a link begins with something that is not allowed, such as `javascript:`, or the link has no "
        "words. Its words stay as plain text.",
        "Link to an http, https, mailto or tel address, or to a heading of the document.",
        "seeds/notes.md:7: warning: a link to “javascript:x” is shown as text",
    ),
    _of(
        Code.attribute_removed,
        "The manuscript gives attributes that no edition shows.",
        "Nothing; or use one of the classes that the guide lists on the page “What a manuscript can hold”.",
        "seeds/notes.md:7: note: attributes left out: onclick",
    ),
    _of(
        Code.citation_missing,
        "A citation uses a key that is in no bibliography.",
        "Add the entry to the `.bib` file, or correct the key.",
        "seeds/paper.md:14: warning: no bibliography holds “smith2020”",
    ),
    _of(
        Code.formula_unread,
        "A formula's TeX was not understood. It is shown as it was typed.",
        "Correct the TeX; commands of special packages are not known.",
        "seeds/paper.md:30: warning: a formula is shown as TeX",
    ),
    _of(
        Code.broken_link,
        "A link leads to a heading or a chapter that does not exist.",
        "Correct the name of the file, or the name after the `#`.",
        "seeds/notes.md:7: warning: a link leads to “#end”, which is not in the document",
    ),
    _of(
        Code.shrunk,
        "A wide table or picture was made smaller, rotated, or folded into several lines a row, to fit on the page.",
        "Nothing, if it is readable; else make the table narrower or choose a larger paper size.",
        "out/report/report.md:80: note: a wide table was made smaller",
    ),
    _of(
        Code.no_alternative,
        "A picture has no text that says what it shows, for people who cannot see it.",
        'Write `alt="what it shows"` after it, or the words into its brackets.',
        "seeds/letter.md:9: warning: the picture “hill.jpg” has no alternative text",
    ),
    _of(
        Code.stand_in_glyph,
        "No font has a certain character. The PDF shows its code in a box.",
        "Install the font that the hint names, or use another character.",
        "seeds/letter.md:9: warning: no font can have U+E000: the PDF shows its code",
    ),
    _of(
        Code.layout,
        "A remark on the layout of pages, from Octavo or from its layout library.",
        "Follow the hint, if there is one. If a page looks wrong, the message says where to look.",
        "out/letter/letter.md: note: the layout engine says: ...",
    ),
)
"""Every notice, in the order of the codes."""

ERRORS: tuple[Explanation, ...] = (
    Explanation(
        "bug",
        "Octavo itself made a mistake. Exit code 1.",
        "Run the command again with `OCTAVO_DEBUG=1` and report what it prints.",
        "error: a bug in Octavo: KeyError: 'x' [bug]",
    ),
    Explanation(
        "usage",
        "The command line cannot be understood. Exit code 2.",
        "The hint shows what can be typed; so does `octavo COMMAND --help`.",
        "error: there is no edition “mobi” [usage]",
    ),
    Explanation(
        "seed",
        "A seed cannot be read: it is missing, damaged, locked, too large or takes too long. Exit code 3.",
        "The hint says what to do. The other seeds are built.",
        "letter.docx: error: there is no such file [seed]",
    ),
    Explanation(
        "settings",
        "A setting, a value of the metadata or the theme is wrong. Exit code 4.",
        "Correct the line that is named; the hint says which values are allowed.",
        "octavo.toml:1: error: print-links cannot be “always” [settings]",
    ),
    Explanation(
        "missing-part",
        "Something that Octavo needs is not installed. Exit code 5.",
        "`octavo doctor` says what and how to get it; `octavo doctor --fix` gets it.",
        "error: Pango is not installed [missing-part]",
    ),
    Explanation(
        "edition",
        "An edition could not be made or written, or its contents differ from those of the manuscript. Exit code 6.",
        "The earlier file is kept; the new one is beside it as `NAME.unproven.pdf`. Please report it.",
        "out/letter/letter.pdf: error: the PDF differs from the manuscript: words lost: “hill” [edition]",
    ),
    Explanation(
        "interrupted",
        "Somebody pressed Ctrl-C, or the system ended the program. Exit code 130.",
        "Run the same command again; nothing half-written is left.",
        "error: interrupted [interrupted]",
    ),
)
"""Every code of an error, in the order of the exit codes."""

BY_CODE: Mapping[str, Explanation] = MappingProxyType({row.code: row for row in (*NOTICES, *ERRORS)})


def as_pages(rows: tuple[Explanation, ...]) -> str:
    """The explanations as sections of a page of documentation, in Markdown."""
    return "\n\n".join(
        f"### {row.code}\n\n{row.cause}\n\n*What to do:* {row.cure}\n\n```text\n{row.example}\n```" for row in rows
    )
