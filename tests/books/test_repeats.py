"""What many chapters have in common is told once; what a person must mend line by line stays line by line."""

from __future__ import annotations

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.books.repeats import gathered

KEYS = "keys that Octavo has no use for: "


def note(code: Code, text: str, path: str, line: int | None = None, level: Level = Level.info) -> Notice:
    return Notice(code, text, Place(path, line), "", level)


def test_keys_of_all_chapters_are_one_notice() -> None:
    both = enumerate(["parent", "order, parent"])
    notices = [note(Code.unknown_key, f"{KEYS}{keys}", f"b/{number}.md", 2) for number, keys in both]
    (told,) = gathered(notices)
    assert told.text == f"{KEYS}parent, order (the same in 1 other file: 1.md)"
    assert told.place == Place("b/0.md", 2)


def test_comments_are_one_notice_whatever_their_number() -> None:
    texts = ["a comment was left out", "3 comments were left out", "12 comments were left out"]
    (told,) = gathered([note(Code.text_left_out, text, f"b/{n}.md") for n, text in enumerate(texts)])
    assert told.text == "a comment was left out (the same in 2 other files: 1.md, 2.md)"


def test_a_shortcode_in_many_files_is_one_notice() -> None:
    text = "the shortcode “card” is not known and is shown as it is"
    notices = [note(Code.raw_shown, text, f"b/{n}.md", 4, Level.warning) for n in range(6)]
    assert [n.text for n in gathered(notices)] == [f"{text} (the same in 5 other files: 1.md, 2.md, 3.md ...)"]


def test_files_of_one_name_are_told_with_their_folders() -> None:
    notices = [note(Code.text_left_out, "a comment was left out", f"b/{n}/README.md") for n in ("one", "two/three")]
    assert gathered(notices)[0].text == "a comment was left out (the same in 1 other file: two/three/README.md)"


def test_broken_links_and_different_pictures_keep_their_lines() -> None:
    link = "one.md has no place called “x”; the link leads to its beginning"
    notices = [
        note(Code.broken_link, link, "b/1.md", 4, Level.warning),
        note(Code.broken_link, link, "b/2.md", 9, Level.warning),
        note(Code.picture_left_out, "the picture 1.png is missing", "b/1.md", 1, Level.warning),
        note(Code.picture_left_out, "the picture 2.png is missing", "b/1.md", 2, Level.warning),
        note(Code.text_left_out, "2 comments were left out", "b/1.md"),
    ]
    assert gathered(notices) == notices


def test_an_unknown_key_of_several_files_is_no_slip() -> None:
    notices = [note(Code.unknown_key, "start: this key is not known", f"b/{n}.md", 3, Level.warning) for n in range(3)]
    assert [(n.text, n.level) for n in gathered(notices)] == [
        (f"{KEYS}start (the same in 2 other files: 1.md, 2.md)", Level.info)
    ]
    assert gathered(notices[:2]) == notices[:2]
