"""Alterations of a PDF: of what its pages paint, of its structure, and of what it says of itself."""

from __future__ import annotations

import io
import random
import warnings
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

Change = Callable[[bytes, random.Random], bytes | None]
Edit = Callable[[Any, random.Random], bool | None]
Op = Any


def on_pdf(edit: Edit) -> Change:
    """A change of an open PDF; false means that there was nothing to change."""

    def change(data: bytes, rng: random.Random) -> bytes | None:
        with pikepdf.open(io.BytesIO(data)) as pdf, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what pikepdf says of a file that is damaged on purpose
            if edit(pdf, rng) is False:
                return None
            out = io.BytesIO()
            with warnings.catch_warnings():  # pikepdf warns of a field of a form that no form lists: it is meant
                warnings.filterwarnings("ignore", ".*form widget annotation")
                pdf.save(out)
            return out.getvalue()

    return change


def _spoken(ops: list[Op]) -> list[int]:
    """The places of text that belongs to the document, and not to a head or a folio."""
    marks: list[bool] = []
    found = []
    for at, (operands, operator) in enumerate(ops):
        name = str(operator)
        if name in ("BDC", "BMC"):
            marks.append(str(operands[0]) != "/Artifact")
        elif name == "EMC" and marks:
            marks.pop()
        elif name == "TJ" and marks and all(marks) and _codes(operands[0]):
            found.append(at)
    return found


def _codes(array: Any) -> list[int]:
    return [n for n, part in enumerate(array) if isinstance(part, pikepdf.String) and len(bytes(part)) > 0]


def on_ops(edit: Callable[[list[Op], random.Random], bool | None]) -> Change:
    """A change of the operators of one page."""

    def change(pdf: Any, rng: random.Random) -> bool:
        pages = list(pdf.pages)
        rng.shuffle(pages)
        for page in pages:
            ops = list(pikepdf.parse_content_stream(page))
            if edit(ops, rng) is not False:
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(ops))
                return True
        return False

    return on_pdf(change)


def op(name: str, *operands: Any) -> Op:
    return pikepdf.ContentStreamInstruction([*operands], pikepdf.Operator(name))


def _text(edit: Callable[[Any, random.Random], bool | None]) -> Change:
    """A change of one piece of text: its array of codes."""

    def change(ops: list[Op], rng: random.Random) -> bool:
        places = _spoken(ops)
        rng.shuffle(places)
        return any(edit(ops[at].operands[0], rng) is not False for at in places)

    return on_ops(change)


def _lost_code(array: Any, rng: random.Random) -> bool | None:
    places = _codes(array)
    if len(places) < 2:
        return False
    del array[rng.choice(places[1:])]
    return None


def _other_code(array: Any, rng: random.Random) -> bool | None:
    places = _codes(array)
    pairs = [(a, b) for a in places for b in places if bytes(array[a]) != bytes(array[b])]
    if not pairs:
        return False
    a, b = rng.choice(pairs)
    array[a] = array[b]
    return None


def _exchanged_codes(array: Any, rng: random.Random) -> bool | None:
    places = _codes(array)
    pairs = [(a, b) for a, b in pairwise(places) if bytes(array[a]) != bytes(array[b])]
    if not pairs:
        return False
    a, b = rng.choice(pairs)
    array[a], array[b] = array[b], array[a]
    return None


def _around(before: list[Op], after: list[Op]) -> Change:
    """Operators around one piece of text."""

    def change(ops: list[Op], rng: random.Random) -> bool | None:
        places = [at for at in _spoken(ops) if len(_codes(ops[at].operands[0])) > 5]
        if not places:
            return False
        at = rng.choice(places)
        ops[at : at + 1] = [*before, ops[at], *after]
        return None

    return on_ops(change)


def _lost_text(ops: list[Op], rng: random.Random) -> bool | None:
    places = _spoken(ops)
    if not places:
        return False
    del ops[rng.choice(places)]
    return None


def _exchanged_texts(ops: list[Op], rng: random.Random) -> bool | None:
    places = _spoken(ops)
    fonts: dict[int, str] = {}
    font = ""
    for at, (operands, operator) in enumerate(ops):
        if str(operator) == "Tf":
            font = str(operands[0])
        fonts[at] = font
    pairs = [
        (a, b)
        for a in places
        for b in places
        if a < b and fonts[a] == fonts[b] and str(ops[a].operands[0]) != str(ops[b].operands[0])
    ]
    if not pairs:
        return False
    a, b = rng.choice(pairs)
    ops[a], ops[b] = ops[b], ops[a]
    return None


def _doubled_text(ops: list[Op], rng: random.Random) -> bool | None:
    places = [at for at in _spoken(ops) if len(_codes(ops[at].operands[0])) > 1]
    if not places:
        return False
    at = rng.choice(places)
    ops.insert(at, ops[at])
    return None


def _moved_off(ops: list[Op], rng: random.Random) -> bool | None:
    places = _spoken(ops)
    found = [at for at in range(len(ops)) if str(ops[at].operator) == "Tm" and any(at < p <= at + 3 for p in places)]
    if not found:
        return False
    at = rng.choice(found)
    numbers = [float(n) for n in ops[at].operands]
    ops[at] = op("Tm", *numbers[:4], 5000, numbers[5])
    return None


def _covered(*ink: float) -> Callable[[list[Op], random.Random], bool | None]:
    """A box over the text, painted last."""

    def change(ops: list[Op], rng: random.Random) -> bool | None:
        if not _spoken(ops):
            return False
        balance = sum((str(o.operator) == "q") - (str(o.operator) == "Q") for o in ops)
        ops += [op("Q")] * balance
        ops += [op("q"), op("rg", *ink), op("re", 0, 0, 2000, 2000), op("f"), op("Q")]
        return None

    return change


def _drawn(ops: list[Op], rng: random.Random) -> bool | None:
    places = [at for at, o in enumerate(ops) if str(o.operator) == "Do"]
    if not places:
        return False
    del ops[rng.choice(places)]
    return None


def _scaled(ops: list[Op], rng: random.Random) -> bool | None:
    ops.insert(0, op("cm", 0.001, 0, 0, 0.001, 0, 0))
    return None


def _lost_lines(ops: list[Op], rng: random.Random) -> bool | None:
    """A formula's strokes and letters: what is filled inside of a mark."""
    places = [at for at, o in enumerate(ops) if str(o.operator) in ("f", "f*") and _within_figure(ops, at)]
    if not places:
        return False
    start = rng.choice(places)
    ops[start] = op("n")
    return None


def _within_figure(ops: list[Op], at: int) -> bool:
    for before in range(at, -1, -1):
        name = str(ops[before].operator)
        if name in ("BDC", "BMC"):
            return str(ops[before].operands[0]) in ("/Figure", "/Formula")
        if name == "EMC":
            return False
    return False


def _images(pdf: Any) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def _other_image(pdf: Any, rng: random.Random) -> bool | None:
    found = _images(pdf)
    if not found:
        return False
    image = rng.choice(found)
    raw = image.read_bytes()
    image.write(bytes(255 - byte for byte in raw))
    return None


def _exchanged_images(pdf: Any, rng: random.Random) -> bool | None:
    for page in pdf.pages:
        named = page.get("/Resources", {}).get("/XObject", {})
        names = [name for name in named if named[name].get("/Subtype") == "/Image"]
        if len(names) > 1:
            a, b = rng.sample(names, 2)
            named[a], named[b] = named[b], named[a]
            return None
    return False


def _links(pdf: Any) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", ()) if note.get("/Subtype") == "/Link"]


def _addressed(pdf: Any) -> list[Any]:
    return [note for note in _links(pdf) if "/A" in note and "/URI" in note.A]


def _inside(pdf: Any) -> list[Any]:
    return [note for note in _links(pdf) if "/Dest" in note]


def _link(edit: Callable[[Any, random.Random], None], pick: Callable[[Any], list[Any]] = _addressed) -> Change:
    def change(pdf: Any, rng: random.Random) -> bool | None:
        found = pick(pdf)
        if not found:
            return False
        edit(rng.choice(found), rng)
        return None

    return on_pdf(change)


def _exchanged_links(pick: Callable[[Any], list[Any]], key: str) -> Change:
    def change(pdf: Any, rng: random.Random) -> bool | None:
        found = pick(pdf)
        pairs = [(a, b) for a in found for b in found if str(a[key]) != str(b[key])]
        if not pairs:
            return False
        a, b = rng.choice(pairs)
        a[key], b[key] = b[key], a[key]
        return None

    return on_pdf(change)


def _retargeted(note: Any, rng: random.Random) -> None:
    note.Dest = pikepdf.String("first-part" if str(note.Dest) != "first-part" else "fn-2")


def _elsewhere(note: Any, rng: random.Random) -> None:
    note.A.URI = pikepdf.String("https://elsewhere.invalid/")


def _dictionary(**entries: Any) -> Any:
    return pikepdf.Dictionary(entries)


def _new_link(pdf: Any, rng: random.Random) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://elsewhere.invalid/")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 500, 800], A=action)
    page = rng.choice(list(pdf.pages))
    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


def _new_note(pdf: Any, rng: random.Random) -> None:
    kind = rng.choice(["FreeText", "Text", "Stamp", "Widget", "FileAttachment", "Square"])
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), Rect=[0, 0, 500, 800], Contents="somebody's words"
    )
    page = rng.choice(list(pdf.pages))
    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


def _structure(pdf: Any) -> Iterator[Any]:
    stack = [pdf.Root.StructTreeRoot.K]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(list(node))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                stack.append(node.K)


def _kind(was: tuple[str, ...], becomes: str) -> Change:
    """An element of the structure made another."""

    def change(pdf: Any, rng: random.Random) -> bool | None:
        found = [node for node in _structure(pdf) if str(node.S) in was]
        if not found:
            return False
        rng.choice(found).S = pikepdf.Name(becomes)
        return None

    return on_pdf(change)


def _kids(edit: Callable[[Any, random.Random], bool | None], *kinds: str) -> Change:
    def change(pdf: Any, rng: random.Random) -> bool | None:
        found = [
            node
            for node in _structure(pdf)
            if str(node.S) in kinds and isinstance(node.get("/K"), pikepdf.Array) and len(node.K) > 1
        ]
        return False if not found else edit(rng.choice(found), rng)

    return on_pdf(change)


def _lost_kid(node: Any, rng: random.Random) -> None:
    del node.K[rng.randrange(len(node.K))]


def _turned(node: Any, rng: random.Random) -> None:
    node.K = pikepdf.Array(list(node.K)[::-1])


def _said(name: str) -> Change:
    def change(pdf: Any, rng: random.Random) -> bool | None:
        found = [node for node in _structure(pdf) if "/Alt" in node]
        if not found:
            return False
        rng.choice(found)[name] = pikepdf.String("something else")
        return None

    return on_pdf(change)


def _exchanged_words(pdf: Any, rng: random.Random) -> bool | None:
    found = [node for node in _structure(pdf) if "/Alt" in node]
    pairs = [(a, b) for a in found for b in found if str(a.Alt) != str(b.Alt)]
    if not pairs:
        return False
    a, b = rng.choice(pairs)
    a.Alt, b.Alt = b.Alt, a.Alt
    return None


def _spoken_otherwise(pdf: Any, rng: random.Random) -> bool | None:
    found = [node for node in _structure(pdf) if str(node.S) in ("/P", "/TD", "/LBody", "/H2")]
    if not found:
        return False
    rng.choice(found).ActualText = pikepdf.String("something else")
    return None


def _mapped(pdf: Any, rng: random.Random) -> bool | None:
    """A font whose letters are said to be others."""
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ToUnicode" in o]
    if not fonts:
        return False
    stream = rng.choice(fonts).ToUnicode
    lines = stream.read_bytes().split(b"\n")
    rows = [n for n, line in enumerate(lines) if line.count(b"<") == 2 and line.strip().endswith(b">")]
    if len(rows) < 2:
        return False
    ends = [lines[n].rpartition(b"<") for n in rows]
    for n, (first, mark, _), (_, _, last) in zip(rows, ends, [*ends[1:], ends[0]], strict=True):
        lines[n] = first + mark + last
    stream.write(b"\n".join(lines))
    return None


def _attached(pdf: Any, rng: random.Random) -> None:
    pdf.attachments["other.txt"] = b"somebody's"


def _attachment_changed(pdf: Any, rng: random.Random) -> bool | None:
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Type") == "/EmbeddedFile"]
    if not found:
        return False
    found[0].write(b"somebody's")
    return None


def _unattached(pdf: Any, rng: random.Random) -> bool | None:
    if "/AF" not in pdf.Root:
        return False
    del pdf.Root.AF
    return None


def _packet(old: bytes, new: bytes) -> Edit:
    def edit(pdf: Any, rng: random.Random) -> bool | None:
        was = pdf.Root.Metadata.read_bytes()
        if old not in was:
            return False
        pdf.Root.Metadata.write(was.replace(old, new))
        return None

    return edit


def _info(key: str, value: str) -> Edit:
    return lambda pdf, rng: pdf.docinfo.__setitem__(key, value)


def _root(key: str, value: Callable[[Any], Any]) -> Edit:
    return lambda pdf, rng: pdf.Root.__setitem__(key, value(pdf))


def _gone(key: str) -> Edit:
    def edit(pdf: Any, rng: random.Random) -> bool | None:
        if key not in pdf.Root:
            return False
        del pdf.Root[key]
        return None

    return edit


def _script(pdf: Any) -> Any:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _page_box(key: str) -> Edit:
    return lambda pdf, rng: rng.choice(list(pdf.pages)).obj.__setitem__(key, pikepdf.Array([0, 0, 90, 90]))


def _page_doubled(pdf: Any, rng: random.Random) -> None:
    pdf.pages.append(rng.choice(list(pdf.pages)))


def _outline_said(pdf: Any, rng: random.Random) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].title = "Something else"


def _outline_leads(pdf: Any, rng: random.Random) -> bool | None:
    entries = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Title" in o and "/Dest" in o]
    if not entries:
        return False
    rng.choice(entries).Dest = pikepdf.Array([pdf.pages[-1].obj, pikepdf.Name.XYZ, 1, 2, 0])
    return None


def _labels(pdf: Any, rng: random.Random) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D, St=40)])


def _layer(pdf: Any, rng: random.Random) -> None:
    """All of a page's text on a layer that is switched off."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="x"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    page = rng.choice(list(pdf.pages))
    page.Resources.Properties = pikepdf.Dictionary(Off=layer)
    ops = list(pikepdf.parse_content_stream(page))
    ops = [op("BDC", pikepdf.Name.OC, pikepdf.Name("/Off")), *ops, op("EMC")]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(ops))


def _other_font(ops: list[Op], rng: random.Random) -> bool | None:
    """Letters set in another font of the page: slanted becomes upright, or the codes mean something else."""
    places = [at for at, o in enumerate(ops) if str(o.operator) == "Tf"]
    names = sorted({str(ops[at].operands[0]) for at in places})
    if len(names) < 2:
        return False
    at = rng.choice(places)
    other = rng.choice([name for name in names if name != str(ops[at].operands[0])])
    ops[at] = op("Tf", pikepdf.Name(other), ops[at].operands[1])
    return None


def _encrypted(data: bytes, rng: random.Random) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
        return out.getvalue()


SHEETS: dict[str, Change] = {
    "text dropped": on_ops(_lost_text),
    "text doubled": on_ops(_doubled_text),
    "two texts exchanged": on_ops(_exchanged_texts),
    "a letter dropped": _text(_lost_code),
    "a letter changed": _text(_other_code),
    "two letters exchanged": _text(_exchanged_codes),
    "text without ink": _around([op("Tr", 3)], [op("Tr", 0)]),
    "text in white": _around([op("rg", 1, 1, 1)], [op("rg", 0, 0, 0)]),
    "text in nearly white": _around([op("rg", 0.98, 0.98, 0.98)], [op("rg", 0, 0, 0)]),
    "text squeezed to nothing": _around([op("Tz", 0.1)], [op("Tz", 100)]),
    "text moved off the sheet": on_ops(_moved_off),
    "text raised off the sheet": _around([op("Ts", 5000)], [op("Ts", 0)]),
    "text as a clip": _around([op("Tr", 7)], [op("Tr", 0)]),
    "a white box over a page": on_ops(_covered(1, 1, 1)),
    "a black box over a page": on_ops(_covered(0, 0, 0)),
    "a page shrunk": on_ops(_scaled),
    "a picture not drawn": on_ops(_drawn),
    "strokes of a formula lost": on_ops(_lost_lines),
    "a font exchanged": on_ops(_other_font),
    "text on a layer": on_pdf(_layer),
    "a picture replaced": on_pdf(_other_image),
    "two pictures exchanged": on_pdf(_exchanged_images),
    "a link elsewhere": _link(_elsewhere),
    "two links exchanged": _exchanged_links(_addressed, "/A"),
    "a link within elsewhere": _link(_retargeted, _inside),
    "two links within exchanged": _exchanged_links(_inside, "/Dest"),
    "the area of a link moved": _link(lambda note, rng: note.__setitem__("/Rect", pikepdf.Array([0, 0, 1, 1])), _links),
    "a link added": on_pdf(_new_link),
    "an annotation added": on_pdf(_new_note),
    "a heading of another level": _kind(("/H2",), "/H3"),
    "a heading made text": _kind(("/H2", "/H3", "/H4"), "/P"),
    "text made a heading": _kind(("/P",), "/H3"),
    "an item made text": _kind(("/LI",), "/P"),
    "a list made text": _kind(("/L",), "/NonStruct"),
    "a cell made text": _kind(("/TD", "/TH"), "/P"),
    "a head cell made a cell": _kind(("/TH",), "/TD"),
    "a row made text": _kind(("/TR",), "/NonStruct"),
    "a head of a table lost": _kind(("/THead",), "/TBody"),
    "a quotation made text": _kind(("/BlockQuote",), "/NonStruct"),
    "a note made text": _kind(("/Note",), "/P"),
    "a picture made an ornament": _kind(("/Figure", "/Formula"), "/NonStruct"),
    "an element hidden from the structure": _kids(_lost_kid, "/Sect", "/L", "/TR", "/Table", "/P", "/TBody"),
    "the structure turned": _kids(_turned, "/Sect", "/L", "/TR", "/P", "/TBody"),
    "other words for a picture": _said("/Alt"),
    "words for two pictures exchanged": on_pdf(_exchanged_words),
    "text spoken otherwise": on_pdf(_spoken_otherwise),
    "letters said to be others": on_pdf(_mapped),
    "a file attached": on_pdf(_attached),
    "the attached manuscript changed": on_pdf(_attachment_changed),
    "the attached manuscript lost": on_pdf(_unattached),
    "another title in the packet": on_pdf(_packet(b"Field Notes", b"Other Notes")),
    "another author in the packet": on_pdf(_packet(b"Ada Example", b"Eve Example")),
    "another title": on_pdf(_info("/Title", "Other Notes")),
    "another author": on_pdf(_info("/Author", "Eve Example")),
    "an author added": on_pdf(_info("/Author", "Ada Example, Eve Example")),
    "another date": on_pdf(_info("/CreationDate", "D:19990101000000Z")),
    "words about it added": on_pdf(_info("/Subject", "Something else")),
    "another language": on_pdf(_root("/Lang", lambda pdf: pikepdf.String("fr"))),
    "a script at the start": on_pdf(_root("/OpenAction", _script)),
    "a script while reading": on_pdf(_root("/AA", lambda pdf: pikepdf.Dictionary(WC=_script(pdf)))),
    "a form added": on_pdf(_root("/AcroForm", lambda pdf: pikepdf.Dictionary(Fields=[], XFA=pikepdf.String("x")))),
    "no structure": on_pdf(_gone("/StructTreeRoot")),
    "not marked as tagged": on_pdf(_gone("/MarkInfo")),
    "no outline": on_pdf(_gone("/Outlines")),
    "no language": on_pdf(_gone("/Lang")),
    "no packet": on_pdf(_gone("/Metadata")),
    "other labels of pages": on_pdf(_labels),
    "an entry of the outline renamed": on_pdf(_outline_said),
    "an entry of the outline leads elsewhere": on_pdf(_outline_leads),
    "a page added": on_pdf(lambda pdf, rng: pdf.add_blank_page() and None),
    "a page doubled": on_pdf(_page_doubled),
    "a page removed": on_pdf(lambda pdf, rng: pdf.pages.__delitem__(rng.randrange(len(pdf.pages)))),
    "pages turned round": on_pdf(lambda pdf, rng: False if len(pdf.pages) < 2 else pdf.pages.reverse()),
    "a page rotated": on_pdf(lambda pdf, rng: rng.choice(list(pdf.pages)).rotate(90, relative=True)),
    "a page cropped": on_pdf(_page_box("/CropBox")),
    "a page cut": on_pdf(_page_box("/MediaBox")),
    "encrypted": _encrypted,
    "the file cut": lambda data, rng: data[: int(len(data) * rng.uniform(0.2, 0.97))],
}  # fmt: skip
