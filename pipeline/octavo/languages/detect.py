"""Which language a text is written in, by its script, its letters, and fastText's identifier. Floor 1.

The script goes first: a text of Arabic letters is in one of the languages that are written with them, whatever the
names and terms amid it are. The identifier then chooses among those languages by the words in that script alone. Its
model (176 languages, under a megabyte, CC BY-SA 3.0) is ``lid.176.ftz`` beside this module. Where there is no build of
fastText, py3langid answers: it is as good on short texts, but takes twenty times as long to start.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from octavo.languages.wordlists import ANY_FUNCTION_WORD
from octavo.languages.writing import chinese_forms, of_language, script_of, scripts_in

ENOUGH = 24
"""Fewer Latin letters than this say too little."""
ENOUGH_OTHER = 8
"""The same for scripts that few languages share."""
SURE, LEAST = 0.5, 0.02
"""The share that a language must have among those of its script, and among all."""
SAMPLE = 6000

_EAST = frozenset(("Hani", "Hira", "Kana", "Bopo"))
_WEIGHTS = {**dict.fromkeys(_EAST, 3.0), "Hang": 2.0}
"""A sign that stands for a syllable or a word says as much as so many letters."""

_ONE_LANGUAGE = {
    "Hang": "ko", "Grek": "el", "Thai": "th", "Geor": "ka", "Armn": "hy", "Taml": "ta", "Telu": "te", "Knda": "kn",
    "Mlym": "ml", "Khmr": "km", "Laoo": "lo", "Gujr": "gu", "Sinh": "si", "Guru": "pa", "Mymr": "my", "Orya": "or",
    "Thaa": "dv", "Syrc": "syr", "Nkoo": "nqo", "Cher": "chr", "Yiii": "ii",
}  # fmt: skip
"""Scripts that (nearly) one language is written in: no statistics needed."""

_USUAL = {"Hebr": "he", "Deva": "hi", "Beng": "bn", "Ethi": "am", "Tibt": "bo"}
"""The language that a short text in a script is most often in."""

_LETTERS = (
    ("Hebr", "yi", "\ufb1f\u05f0\u05f1\u05f2"), ("Arab", "ps", "ټځڅډړږښڼېۍ"), ("Arab", "ug", "ېۈۆۇۋ"),
    ("Arab", "sd", "ڪڳڱڄڃٻڀٺٽڦڙڻڊ"), ("Arab", "ckb", "ێۆڵڕ"), ("Arab", "ur", "ٹڈڑےںھہ"), ("Arab", "fa", "پچژگیک"),
    ("Arab", "ar", "ةيكىأإؤئ"), ("Cyrl", "uk", "іїєґ"), ("Cyrl", "be", "ў"), ("Cyrl", "kk", "қғәұһі"),
    ("Cyrl", "mn", "өү"), ("Cyrl", "mk", "ѓќѕ"), ("Cyrl", "sr", "ђћјљњџ"), ("Cyrl", "ru", "ыэё"),
)  # fmt: skip
"""Letters by which a short text is known, the rarer language first."""
_YIDDISH = re.compile("וו|וי|יי|\u05d0[\u05b7\u05b8]|\u05e4\u05bf|\u05e4\u05bc")

_SAME = {"arz": "ar", "iw": "he", "ji": "yi", "wuu": "zh", "yue": "zh", "no": "no"}
_WORD = re.compile(r"\S+")


def detect(text: str) -> str:
    """The language's tag (ISO 639, ``zh-Hant`` for traditional Chinese), or ``und`` when nothing is sure enough.

    Deterministic. Reads a sample from the beginning and the middle of long texts.
    """
    sample = text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[len(text) // 2 : len(text) // 2 + SAMPLE]
    counts = scripts_in(sample)
    script = _main_script(sample, counts)
    if script in _EAST:
        return _of_the_east(sample, counts)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script] if counts[script] > 1 else "und"
    words = " ".join(word for word in _WORD.findall(sample) if any(script_of(char) == script for char in word))
    return _identified(words, script, counts[script])


def _main_script(sample: str, counts: Counter[str]) -> str:
    """The script of the running text. Latin terms and names do not make a text Latin: its little words do."""
    weights = {script: count * _WEIGHTS.get(script, 1.0) for script, count in counts.items()}
    east = sum(weights.pop(script, 0.0) for script in _EAST)
    if east:
        weights["Hani"] = east
    if not weights:
        return ""
    top = max(sorted(weights), key=lambda script: weights[script])
    others = {script: weight for script, weight in weights.items() if script != "Latn"}
    if top != "Latn" or not others:
        return top
    second = max(sorted(others), key=lambda script: others[script])
    latin = [word.casefold() for word in re.findall(r"[^\W\d_]+", sample) if script_of(word[0]) == "Latn"]
    little = sum(word in ANY_FUNCTION_WORD for word in latin)
    share = others[second] / (weights["Latn"] + others[second])
    return second if share > (0.4 if little * 8 >= len(latin) else 0.15) else top


def _of_the_east(sample: str, counts: Counter[str]) -> str:
    """Chinese or Japanese: kana tell the one, the forms of the characters the other two."""
    han, kana = counts["Hani"], counts["Hira"] + counts["Kana"]
    if counts["Hang"] > han + kana:
        return "ko"
    if kana > (han + kana) / 20 or (counts["Hira"] and han + kana < 2 * ENOUGH):
        return "ja"
    forms = chinese_forms(sample)
    if forms["Jpan"] > forms["Hans"] and forms["Jpan"] * 5 > forms["Hant"]:
        return "ja"
    if forms["Hant"] > forms["Hans"]:
        return "zh-Hant" if han > 4 else "und"
    return "zh" if han > 4 or forms["Hans"] else "und"


def _identified(words: str, script: str, count: int) -> str:
    """The likeliest of the languages of a script; by its letters where there are too few words to be sure."""
    if count >= (ENOUGH if script == "Latn" else ENOUGH_OTHER):
        ranked = [(code, share) for code, share in _identifier()(words) if _may_be(code, script)]
        whole = sum(share for _, share in ranked)
        if ranked and ranked[0][1] >= max(SURE * whole, LEAST):
            return _SAME.get(ranked[0][0], ranked[0][0])
    return _by_letters(words, script) if count > 3 else "und"


def _may_be(code: str, script: str) -> bool:
    if len(code) > 3:
        return False
    several = code in ("sr", "kk", "uz", "az", "ku") and script in ("Latn", "Cyrl", "Arab")
    return several or of_language(code) == script


def _by_letters(words: str, script: str) -> str:
    if script == "Hebr" and len(_YIDDISH.findall(words)) * 3 > len(words.split()):
        return "yi"
    for of, code, letters in _LETTERS:
        if of == script and any(char in words for char in letters):
            return code
    return _USUAL.get(script, "und")


@functools.cache
def _identifier() -> Callable[[str], Iterable[tuple[str, float]]]:
    """A function that ranks languages for a text, the likeliest first. Loading takes a moment, so once per process."""
    try:
        import fasttext
    except ImportError:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        rank: Callable[[str], Iterable[tuple[str, float]]] = LanguageIdentifier.from_model_file(
            MODEL_FILE, norm_probs=True
        ).rank
        return rank
    model = fasttext.load_model(str(Path(__file__).with_name("lid.176.ftz")))

    def rank_with_fasttext(text: str) -> Iterable[tuple[str, float]]:
        labels, shares = model.predict(text, k=40)
        return [(label.removeprefix("__label__"), float(share)) for label, share in zip(labels, shares, strict=True)]

    return rank_with_fasttext
