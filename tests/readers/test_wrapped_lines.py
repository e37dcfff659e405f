"""A line break of the source is a space, but none between characters of scripts that are written without spaces."""

from __future__ import annotations

import pytest
from octavo.manuscript import normalise, write_markdown

from tests.readers.support import Reading

SAMPLES = {
    "zh": (
        "这是第一行的文字，它没有写完就换行\n了，所以下面还有一行文字接着往下写\n下去，直到这个句子完整地结束。",
        ("换行了，", "写下去"),
    ),
    "ja": (
        "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつか\n"
        "ぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは\n"
        "記憶している。吾輩はここで始めて人間というものを見た。",
        ("つかぬ", "だけは記憶"),
    ),
    "ko": (
        "이것은 첫째 줄에 있는 글이며 아직 끝나지\n"
        "않았으므로 아래에 한 줄이 더 이어지고\n"
        "이 문장은 마침내 여기에서 끝난다.",
        ("끝나지 않", "지고 이"),
    ),
}


def written(reading: Reading, kind: str, source: str) -> str:
    return write_markdown(normalise(reading.of(kind, source).blocks)).text


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))
@pytest.mark.parametrize("kind", ["markdown", "web", "text"])
def test_wrapped_lines_join_as_their_script_asks(
    reading: Reading, kind: str, sample: tuple[str, tuple[str, ...]]
) -> None:
    source, joined = sample
    text = written(reading, kind, f"<p>{source}</p>" if kind == "web" else source)
    for words in joined:
        assert words in text


def test_styles_and_notes_do_not_hide_the_neighbours(reading: Reading) -> None:
    source = "第一行*强调*\n继续[^1]\n写字\nEnglish\n中文 中文\n\n[^1]: 注"
    assert written(reading, "markdown", source).startswith("第一行*强调*继续[^1]写字 English 中文 中文")


def test_a_space_of_the_author_is_never_where_a_line_of_a_cell_ends(reading: Reading) -> None:
    words = " ".join(["中文", "<em>强调</em>", '<a href="https://example.com/">链接</a>'] * 30)
    blocks = normalise(reading.of("web", f"<table><tr><td><p>{words}</p><p>二</p></td></tr></table>").blocks)
    again = normalise(reading.of("markdown", write_markdown(blocks).text).blocks)
    assert write_markdown(again).text == write_markdown(blocks).text
