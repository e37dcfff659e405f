"""In which order a folder is read: as the file of each tool says, else by weights and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from octavo import books
from octavo.books import Plan
from octavo.shelf import contents, find

MDBOOK = """# Summary

[Preface](README.md "the first")

- [One](a.md#top)
  - [Two](<sub dir/b c.md>)
  - [Again](a.md#there)
- [Draft]()
- [Three \\[sic\\] `code`](sub%20dir/d.md)
<!-- - [Hidden](x.md) -->

# Part Two

1. [Four](e.md)

# Empty

---

[Thanks](thanks.md)
[Gone](gone.md)
[Web](https://example.org)
"""


def order(folder: Path, files: dict[str, str]) -> Plan:
    """The plan of a folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return books.plan(str(folder), contents(folder)[0])


def shape(plan: Plan) -> list[str]:
    """Each entry as ``level name-or-title role``."""
    return [" ".join(filter(None, (str(e.level), e.name or f"“{e.title}”", e.role))) for e in plan.entries]


def empty(*names: str) -> dict[str, str]:
    """Files with a word in each."""
    return dict.fromkeys(names, "x")


def test_summary(tmp_path: Path) -> None:
    files = empty("README.md", "a.md", "sub dir/b c.md", "sub dir/d.md", "e.md", "thanks.md", "left.md")
    plan = order(tmp_path, {**files, "SUMMARY.md": MDBOOK})
    assert shape(plan) == [
        *("1 README.md frontmatter", "1 a.md", "1 sub dir/b c.md", "1 sub dir/d.md"),
        *("1 “Part Two” part", "2 e.md", "1 thanks.md backmatter"),
    ]
    assert [entry.title for entry in plan.entries][3] == "Three [sic] code"
    said = [(notice.text, notice.place.line) for notice in plan.notices if notice.place]
    assert (said[0][0][:36], said[0][1]) == ("Gone names gone.md, which is missing", 21)
    assert said[1] == ("Web is a page of the Web", 22)
    assert said[2] == ("Draft is a draft: it names no file", 8)
    assert plan.left == ("left.md",)


def test_all_drafts_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    listed = "- [One](one.md)\n- [Two]()\n- [Three]()\n- Four\n- [Again](#one)\n"
    plan = order(tmp_path, {**empty("one.md"), "SUMMARY.md": listed})
    assert [notice.text for notice in plan.notices] == ["3 drafts name no file: Two, Three, Four"]


def test_books_of_bookdown_and_quarto_number_their_headings(tmp_path: Path) -> None:
    files = {"_bookdown.yml": "rmd_files: [index.Rmd]\n", "index.Rmd": "# One"}
    assert order(tmp_path / "a", files).metadata["number-sections"] == "true"
    output = {"_output.yml": "bookdown::gitbook:\n  number_sections: false\n"}
    assert "number-sections" not in order(tmp_path / "b", {**files, **output}).metadata
    book = "project:\n  type: book\nbook:\n  chapters: [index.qmd]\n"
    assert order(tmp_path / "c", {"_quarto.yml": book, "index.qmd": "# One"}).metadata["number-sections"] == "true"
    book += "format:\n  html:\n    number-sections: false\n"
    assert "number-sections" not in order(tmp_path / "d", {"_quarto.yml": book, "index.qmd": "# One"}).metadata


def test_mdbook_keeps_its_text_in_a_folder(tmp_path: Path) -> None:
    toml = '[book]\ntitle = "T"\nauthors = ["A", "B"]\nlanguage = "de"\ndescription = "D"\n'
    files = {"book.toml": toml, "README.md": "of the project", "src/SUMMARY.md": "- [A](./a.md)\n- [B](b/)\n"}
    plan = order(tmp_path, {**files, **empty("src/a.md", "src/b/README.md", "src/c.md")})
    assert shape(plan) == ["1 src/a.md", "1 src/b/README.md"]
    assert plan.metadata == {"title": "T", "author": ["A", "B"], "lang": "de", "description": "D"}
    assert plan.roots == ("", "src")
    assert {Path(path).name for path in plan.digests} >= {"book.toml", "SUMMARY.md", "_quarto.yml"}
    toml = toml.replace("[book]", '[book]\nsrc = "text"')
    (tmp_path / "src").rename(tmp_path / "text")
    assert shape(order(tmp_path, {"book.toml": toml})) == ["1 text/a.md", "1 text/b/README.md"]


def test_gitbook(tmp_path: Path) -> None:
    summary = "# Table of contents\n\n* [B](b.md)\n\n## Group\n\n* [C](c/README.md)\n  * [D](c/d.md)\n"
    summary += "* Words\n  * [E](e.md)\n"
    names = ("docs/README.md", "docs/b.md", "docs/c/README.md", "docs/c/d.md", "docs/e.md")
    files = {
        ".gitbook.yaml": "root: ./docs/\n",
        "docs/SUMMARY.md": summary,
        "book.json": '{"title": "T", "author": "A"}',
    }
    plan = order(tmp_path, {**files, **empty(*names)})
    assert shape(plan) == [
        *("1 docs/README.md frontmatter", "1 docs/b.md", "1 “Group” part", "2 docs/c/README.md"),
        *("2 docs/c/d.md", "2 docs/e.md"),
    ]
    assert plan.metadata == {"title": "T", "author": ["A"]}


def test_a_group_without_a_page_is_a_part(tmp_path: Path) -> None:
    summary = "- [A](a.md)\n- Group\n  - [B](b.md)\n- [C](c.md)\n"
    plan = order(tmp_path, {"SUMMARY.md": summary, **empty("a.md", "b.md", "c.md")})
    assert shape(plan) == ["1 a.md", "1 “Group” part", "2 b.md", "1 c.md"]


QUARTO = """project:
  type: book
book:
  title: T
  author:
    - name: A
      orcid: x
    - B
  date: today
  chapters:
    - index.qmd
    - part: First
      chapters: [a.qmd, b]
    - part: p.qmd
      chapters:
        - href: c.ipynb
          text: Named
    - references.qmd
    - gone.qmd
  appendices:
    - d.qmd
bibliography: refs.bib
format:
  html: &x
    theme: !strange y
lang: fr
"""


def test_quarto(tmp_path: Path) -> None:
    names = ("index.qmd", "a.qmd", "b.qmd", "p.qmd", "c.ipynb", "references.qmd", "d.qmd", "README.md")
    plan = order(tmp_path, {"_quarto.yml": QUARTO, **empty(*names)})
    assert shape(plan) == [
        *("1 index.qmd", "1 “First” part", "2 a.qmd", "2 b.qmd", "1 p.qmd part", "2 c.ipynb"),
        *("1 references.qmd", "1 d.qmd appendix"),
    ]
    about = {"title": "T", "author": ["A", "B"], "lang": "fr", "bibliography": "refs.bib", "number-sections": "true"}
    assert plan.metadata == about
    assert [notice.text[:8] for notice in plan.notices] == ["gone.qmd"]
    assert plan.left == ("README.md",)


def test_bookdown(tmp_path: Path) -> None:
    index = (
        '---\ntitle: T\nauthor: A\ndate: "`r Sys.Date()`"\nbibliography: [a.bib, b.bib]\noutput: !expr x\n---\n\nx\n'
    )
    files = {
        "_bookdown.yml": 'book_filename: "x"\n',
        "index.Rmd": index,
        **empty("02-b.Rmd", "01-a.Rmd", "_c.Rmd", "x.md"),
    }
    plan = order(tmp_path, files)
    assert shape(plan) == ["1 index.Rmd", "1 01-a.Rmd", "1 02-b.Rmd"]
    said = {"title": "T", "author": ["A"], "bibliography": ["a.bib", "b.bib"], "number-sections": "true"}
    assert plan.metadata == said
    plan = order(tmp_path, {"_bookdown.yml": 'rmd_files: ["02-b.Rmd", "index.Rmd"]\n'})
    assert shape(plan) == ["1 index.Rmd", "1 02-b.Rmd"]


MKDOCS = """site_name: T
docs_dir: text
theme: {name: material, language: pt}
nav:
  - Home: index.md
  - Guide:
    - guide/index.md
    - One: guide/one.md
    - Deep:
      - guide/two.md
  - Away: https://example.org
markdown_extensions:
  - x: !!python/name:y.z
"""


def test_mkdocs(tmp_path: Path) -> None:
    names = ("text/index.md", "text/guide/index.md", "text/guide/one.md", "text/guide/two.md", "README.md")
    plan = order(tmp_path, {"mkdocs.yml": MKDOCS, **empty(*names)})
    assert shape(plan) == [
        *("1 text/index.md", "1 text/guide/index.md part", "2 text/guide/one.md", "2 “Deep” part"),
        "3 text/guide/two.md",
    ]
    assert plan.metadata == {"title": "T", "lang": "pt"}
    plan = order(tmp_path, {"mkdocs.yml": "site_name: T\ndocs_dir: text\n"})
    assert shape(plan)[0] == "1 text/index.md"
    assert "1 README.md" not in shape(plan)


@pytest.mark.parametrize(
    "toc",
    [
        "format: jb-book\nroot: intro\nparts:\n- caption: P\n  chapters:\n  - file: a\n    sections:\n    - file: b/c\n"
        "  - url: x\n",
        "- file: intro\n- part: P\n  chapters:\n  - file: a\n    sections:\n    - file: b/c\n",
    ],
)
def test_jupyter_book(tmp_path: Path, toc: str) -> None:
    config = "title: T\nauthor: A\nbibtex_bibfiles: [r.bib]\nsphinx:\n  config:\n    language: ru\n"
    plan = order(tmp_path, {"_toc.yml": toc, "_config.yml": config, **empty("intro.md", "a.ipynb", "b/c.md")})
    assert shape(plan) == ["1 intro.md", "1 “P” part", "2 a.ipynb", "2 b/c.md"]
    assert plan.metadata == {"title": "T", "author": ["A"], "lang": "ru", "bibliography": ["r.bib"]}


def test_myst(tmp_path: Path) -> None:
    myst = "version: 1\nproject:\n  title: T\n  authors:\n    - name: A\n  toc:\n    - file: index.md\n    - title: P\n"
    myst += "      children:\n        - pattern: 'c*.md'\n"
    plan = order(tmp_path, {"myst.yml": myst, **empty("index.md", "c1.md", "c2.md", "d.md")})
    assert shape(plan) == ["1 index.md", "1 “P” part", "2 c1.md", "2 c2.md"]


def test_hugo(tmp_path: Path) -> None:
    weight = "---\ntitle: {0}\nweight: {1}\n---\n\nx\n".format
    files = {
        "hugo.toml": 'title = "T"\nlanguageCode = "nl"\n[params]\nauthor = "A"\n',
        "content/_index.md": "home",
        "content/z/_index.md": weight("Zed", 1),
        "content/z/b.md": "+++\nweight = 5\n+++\nx",
        "content/z/a.md": weight("A", 10),
        "content/a/_index.md": weight("Ah", 2),
        "content/a/p.md": "x",
        "README.md": "of the project",
    }
    plan = order(tmp_path, files)
    assert shape(plan) == [
        *("1 content/_index.md", "1 content/z/_index.md part", "2 content/z/b.md", "2 content/z/a.md"),
        *("1 content/a/_index.md part", "2 content/a/p.md"),
    ]
    assert plan.metadata == {"title": "T", "author": ["A"], "lang": "nl"}


def test_lists_of_pages_of_a_sphinx_site(tmp_path: Path) -> None:
    lists = (
        "# T\n\n````md\n```{toctree}\nd\n```\n````\n\n```{toctree}\n:hidden:\na\n```\n"
        ":::{toctree}\n---\ncaption: Guides\nglob:\n---\nThe first <b.md>\nsub/*\nhttps://a.example\ngone\n:::\n"
    )
    files = {
        "README.md": "of the project",
        "docs/conf.py": "import os\nproject = 'P'\nauthor = 'A'\nlanguage = os.x\n",
        "docs/index.md": lists,
        "docs/b.md": "# B\n\n```{toctree}\nself\ninner/c\n/d.md\n```\n",
        **empty("docs/a.md", "docs/d.md", "docs/inner/c.md", "docs/sub/e.md"),
    }
    plan = order(tmp_path, files)
    assert shape(plan) == [
        *("1 docs/index.md", "1 docs/a.md", "1 “Guides” part", "2 docs/b.md", "2 docs/inner/c.md", "2 docs/d.md"),
        "2 docs/sub/e.md",
    ]
    assert (plan.tool, plan.metadata) == ("myst", {"title": "P", "author": ["A"]})
    assert [notice.text for notice in plan.notices] == ["gone is missing or of a kind that no reader knows"]


def test_a_hugo_site_below(tmp_path: Path) -> None:
    names = ("_index.md", "docs/_index.md", "docs/deep/p.md", "docs/b/index.md", "docs/b/more/part.md")
    files = {
        "README.md": "of the theme",
        "layouts/single.html": "{{ .Content }}",
        "site/hugo.yaml": "title: T\nparams:\n  own: &own 1\n  author: A\n  other: *own\nmenu: []\n",
        **empty(*(f"site/content.en/{name}" for name in names), "site/content.he/_index.md"),
    }
    plan = order(tmp_path, files)
    assert shape(plan) == [
        *("1 site/content.en/_index.md", "1 site/content.en/docs/_index.md part"),
        *("2 site/content.en/docs/b/index.md", "2 site/content.en/docs/deep/p.md"),
    ]
    assert plan.metadata == {"title": "T", "author": ["A"]}
    assert [notice.text for notice in plan.notices] == [
        "the edition in content.he was left out; this one is content.en",
        "part.md belongs to site/content.en/docs/b/index.md; by itself it is no page",
    ]


def test_gitbook_may_call_its_files_otherwise(tmp_path: Path) -> None:
    files = {"book.json": '{"structure": {"readme": "start.md", "summary": "LIST.md"}}', "LIST.md": "* [A](a.md)\n"}
    plan = order(tmp_path, {**files, **empty("README.md", "start.md", "a.md")})
    assert shape(plan) == ["1 start.md frontmatter", "1 a.md"]


def test_one_language_of_a_site(tmp_path: Path) -> None:
    names = ("content/de/_index.md", "content/en/_index.md", "content/en/a/_index.md", "content/en/a/b.md")
    plan = order(tmp_path, {"hugo.toml": 'defaultContentLanguage = "en"\n', **empty(*names)})
    assert shape(plan) == ["1 content/en/_index.md", "1 content/en/a/_index.md part", "2 content/en/a/b.md"]
    assert plan.notices[0].text == "the edition in de was left out; this one is in en"


def test_what_keeps_a_project_in_order_is_read_last(tmp_path: Path) -> None:
    plan = order(tmp_path, empty("CONTRIBUTING.md", "LICENSE.md", "README.md", "a.md", "z.md"))
    assert shape(plan) == [
        *("1 README.md", "1 a.md", "1 z.md", "1 CONTRIBUTING.md backmatter", "1 LICENSE.md backmatter"),
    ]


def test_a_plain_folder(tmp_path: Path) -> None:
    names = ("ch10.md", "ch2.txt", "README.md", "404.md", "inner/b.md", "inner/index.md", "node_modules/x/README.md")
    plan = order(tmp_path, empty(*names))
    assert shape(plan) == ["1 README.md", "1 ch2.txt", "1 ch10.md", "1 inner/index.md", "1 inner/b.md"]
    assert [notice.text[:12] for notice in plan.notices] == ["a page for m", "node_modules"]
    weights = {"ch10.md": "---\nnav_order: 1\n---\nx", "inner/_category_.json": '{"position": 2}'}
    plan = order(tmp_path, weights)
    assert shape(plan) == ["1 README.md", "1 ch10.md", "1 inner/index.md", "1 inner/b.md", "1 ch2.txt"]


def test_loppo(tmp_path: Path) -> None:
    listed = "# the list\n- preface.md: Preface\n- types/: Types\n- types/a: <a>: a link\n- types/in/: 'Inner'\n"
    listed += "- types/in/b.md:\n- c.md: C\n- gone.md: Gone\n"
    files = empty("docs/preface.md", "docs/types/a.md", "docs/types/in/b.md", "docs/c.md")
    plan = order(tmp_path, {"chapters.yml": listed, "loppo.yml": "dir: docs\nsite: A site\n", **files})
    assert shape(plan) == [
        *("1 docs/preface.md", "1 “Types” part", "2 docs/types/a.md", "2 “Inner” part", "3 docs/types/in/b.md"),
        "1 docs/c.md",
    ]
    assert (plan.metadata, plan.entries[2].title) == ({"title": "A site"}, "<a>: a link")
    assert [(notice.text, notice.place and notice.place.line) for notice in plan.notices] == [
        ("gone.md is missing or of a kind that no reader knows", 8)
    ]
    other = {"chapters.yml": "chapters:\n  - one: two\n", **empty("b.md", "a.md")}
    assert shape(order(tmp_path / "other", other)) == ["1 a.md", "1 b.md"]


def test_leanpub(tmp_path: Path) -> None:
    plan = order(tmp_path, {"manuscript/Book.txt": "b.md\na.md\n", **empty("manuscript/a.md", "manuscript/b.md")})
    assert shape(plan) == ["1 manuscript/b.md", "1 manuscript/a.md"]


@pytest.mark.parametrize(
    "files",
    [
        {"SUMMARY.md": "- [Out](../secret.md)\n- [Root](/etc/passwd)\n- [Link](link.md)\n"},
        {"_quarto.yml": "book:\n  chapters: [../secret.md, /etc/passwd, link.md]\n"},
        {"mkdocs.yml": "docs_dir: ..\nnav: [../secret.md, secret.md]\n"},
        {"book.toml": '[book]\nsrc = ".."\n', "SUMMARY.md": "- [Out](secret.md)\n"},
        {"_toc.yml": "root: ../secret\n"},
        {".gitbook.yaml": "root: ../\n"},
        {"_quarto.yml": "book: &x [*x]\n"},
        {"book.toml": "not = = toml"},
        {"book.json": "{"},
        {"book.json": '{"title": "\\ud800", "root": "\\udfff", "structure": {"readme": "\\ud800.md"}}'},
    ],
)
def test_nothing_outside_the_folder_counts(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "secret.md").write_text("secret")
    folder = tmp_path / "seeds" / "b"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path)
    plan = order(folder, {"a.md": "x", **files})
    assert "1 a.md" in shape(plan)
    ((seed,), _) = find(str(tmp_path / "seeds"))
    assert all(Path(file).resolve().is_relative_to(folder) for file in seed.files)
    assert all(Path(path).is_relative_to(folder) for path in plan.digests)


def test_book_yaml_may_name_parts(tmp_path: Path) -> None:
    chapters = "chapters:\n  - a.md\n  - part: P\n    chapters: [c.md, b.md]\n"
    order(tmp_path / "b", {"book.yaml": chapters, **empty("a.md", "b.md", "c.md")})
    ((seed,), _) = find(str(tmp_path))
    assert [Path(file).name for file in seed.files] == ["a.md", "c.md", "b.md"]


def test_a_book_may_lie_in_a_folder_below(tmp_path: Path) -> None:
    book = "book:\n  title: Oil\n  chapters: [index.qmd, b.qmd]\nbibliography: x.bib\n"
    files = {**empty("README.md", "book/index.qmd", "book/b.qmd", "book/left.qmd"), "book/_quarto.yml": book}
    plan = order(tmp_path / "one", files)
    assert shape(plan) == ["1 book/index.qmd", "1 book/b.qmd"]
    assert (plan.source, plan.tool, plan.roots) == ("book/_quarto.yml", "quarto", ("book",))
    assert plan.metadata["bibliography"] == "book/x.bib"
    assert plan.left == ("book/left.qmd",)
    assert str(tmp_path / "one" / "book" / "_quarto.yml") in plan.digests
    both = {**files, "other/a.md": "x", "other/SUMMARY.md": "- [A](a.md)\n"}
    assert order(tmp_path / "two", both).source == ""  # which of two is meant, nothing tells
    assert order(tmp_path / "three", {"SUMMARY.md": "- [One](a.md)\n", **both, "a.md": "x"}).source == "SUMMARY.md"


def test_parts_of_pages_and_lists_for_programs_are_no_chapters(tmp_path: Path) -> None:
    files = {**empty("a.md", "_includes/nav.html", "_layouts/page.html", "requirements.txt"), "words.txt": "aa\n" * 500}
    files |= {
        "rows.txt": "Mary,F,7065\n" * 30,
        "objects.txt": '{"a": 1}\n' * 4,
        "said.txt": "One, two, three 3.\n" * 30,
    }
    plan = order(tmp_path, files)
    assert shape(plan) == ["1 a.md", "1 said.txt"]
    assert [notice.text for notice in plan.notices] == [
        "_includes holds parts of pages; by themselves they are no chapters",
        "_layouts holds parts of pages; by themselves they are no chapters",
        "objects.txt is for programs and no text",
        "requirements.txt is for programs and no text",
        "rows.txt is for programs and no text",
        "words.txt is for programs and no text",
    ]


def test_a_site_of_jekyll_says_its_title(tmp_path: Path) -> None:
    settings = "title: Oil\nauthor:\n  name: Ada\nlang: ar\ncollections:\n  tools:\n    permalink: /tools/:title/\n"
    plan = order(tmp_path, {**empty("index.md", "_tools/b.md"), "_config.yml": settings})
    assert plan.metadata == {"title": "Oil", "author": ["Ada"], "lang": "ar"}
    assert shape(plan) == ["1 index.md", "1 _tools/b.md"]
