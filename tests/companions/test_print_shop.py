"""Files for print shops: the check list of each preset, on a small book that has pages enough for all of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from octavo.body import Body
from octavo.check import prove_edition
from octavo.check.pdf import read_pdf
from octavo.check.shops import read_file
from octavo.editions import Job
from octavo.editions.pdf.inks import inked, inks, printed
from octavo.editions.print_shop import interior, wrap
from octavo.editions.print_shop.ean13 import modules
from octavo.editions.print_shop.presets import preset, presets
from octavo.errors import EditionError
from octavo.metadata.isbn import isbn_of, thirteen_figures
from octavo.model import Made, Options, Picture

from tests.pdf.bodies import PIXEL, make_body, theme

TRIM = "152.4mm 228.6mm"
SHOPS = ("kdp", "ingram", "lulu", "bod", "generic")
Change = Callable[[pikepdf.Pdf], None]


@cache
def book() -> Body:
    chapter = (
        '<section><h2>Part {}</h2><p>Words of it, <em>slanted</em>, and <a href="https://example.org">more</a>.</p>'
    )
    picture = '<figure><img src="images/dot.png" alt="A dot"/></figure>'
    html = "".join(chapter.format(number) + (picture if number == 3 else "") + "</section>" for number in range(31))
    pictures = ("dot.png",)
    return make_body(html, form="book", identifier="978-3-16-148410-0", description="A blurb.", pictures=pictures)


@cache
def made(shop: str) -> tuple[Job, Made, Made]:
    """The job, the inside and the cover for a shop."""
    job = Job(book(), theme(), Options(papersize=TRIM, toc=False, print_shop=shop, print_paper="white"))
    inside = interior.make(job)
    return job, inside, wrap.make(dataclasses.replace(job, source=inside.data))


def changed(data: bytes, change: Change) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("shop", SHOPS)
def test_the_check_list_of_a_shop(shop: str) -> None:
    _, inside, cover = made(shop)
    rules, file = preset(shop), read_file(inside.data)
    pages = len(file.media)
    assert pages % rules.multiple == 0
    assert all(box == pytest.approx((0, 0, 152.4, 228.6), abs=0.05) for box in (*file.media, *file.trims))
    assert file.inks == {(0, 0, 0, 1)}
    assert file.odd == []
    inner = [found[0] if page % 2 == 0 else 152.4 - found[1] for page, found in enumerate(file.words) if found]
    assert min(inner) > rules.gutter(pages) - 0.3
    with pikepdf.open(BytesIO(cover.data)) as pdf:
        left, bottom, right, top = (float(part) / 72 * 25.4 for part in pdf.pages[0].MediaBox)
    spine = right - left - 2 * 152.4 - 2 * rules.bleed
    assert spine == pytest.approx(pages * rules.spine["white"] + rules.spine_more, abs=0.1)
    assert top - bottom == pytest.approx(228.6 + 2 * rules.bleed, abs=0.1)
    assert prove_edition("print", inside.data, book()).ok
    assert prove_edition("wrap", cover.data, book(), source=inside.data).ok


def _rgb(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[8]
    page.contents_add(pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f"))


def _narrow(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[6]
    page.contents_add(pdf.make_stream(b"q 1 0 0 1 -40 0 cm"), prepend=True)


def _grey(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[6]
    data = page.Contents.read_bytes()
    page.Contents.write(data.replace(b"0 0 0 1 k", b"0 0 0 0.5 k"))


def _grouped(pdf: pikepdf.Pdf) -> None:
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    pdf.pages[6].obj.Group = group


def _shaded(pdf: pikepdf.Pdf) -> None:
    shading = pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB)
    pdf.pages[6].Resources.Shading = pikepdf.Dictionary(s0=shading)


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def _loose(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[6].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor[
            "/FontFile3" if "/FontFile3" in font.DescendantFonts[0].FontDescriptor else "/FontFile2"
        ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_rgb, "a colour is not in inks"),
        (_grey, "text is not in full black"),
        (_grouped, "transparent"),
        (_shaded, "a colour is not in inks"),
        (_narrow, "inner margin"),
        (_attached, "attached"),
        (_loose, "not embedded"),
        (lambda pdf: pdf.pages.__delitem__(-1), "no multiple of 2"),
        (lambda pdf: pdf.pages[4].obj.__setitem__("/MediaBox", [0, 0, 400, 600]), "bleed"),
        (lambda pdf: pdf.pages[4].obj.__setitem__("/TrimBox", [0, 0, 400, 600]), "another size"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused(change: Change, said: str) -> None:
    _, inside, _ = made("kdp")
    faults = prove_edition("print", changed(inside.data, change), book()).faults
    assert any(said in str(fault) for fault in faults), faults


def test_a_cover_for_another_count_of_pages_is_refused() -> None:
    _, inside, cover = made("kdp")
    shorter = changed(inside.data, lambda pdf: pdf.pages.__delitem__(slice(0, 6)))
    assert not prove_edition("wrap", cover.data, book(), source=shorter).ok


def test_a_book_that_a_shop_cannot_bind_is_refused_with_the_reason() -> None:
    small = make_body("<p>Two words.</p>")
    with pytest.raises(EditionError, match="binds from 24 to 828 pages"):
        interior.make(Job(small, theme(), Options(papersize=TRIM, print_shop="kdp")))
    with pytest.raises(EditionError, match="nearest are"):
        interior.make(Job(small, theme(), Options(papersize="90mm 122mm", print_shop="kdp")))


def test_margins_and_spines_follow_the_pages() -> None:
    kdp = preset("kdp")
    assert [kdp.gutter(pages) for pages in (24, 150, 151, 301, 501, 701)] == [9.6, 9.6, 12.7, 15.9, 19.1, 22.3]
    assert kdp.spine_width(300, "white") == pytest.approx(300 * 0.002252 * 25.4, abs=0.001)
    assert kdp.spine_width(300, "cream") == pytest.approx(300 * 0.0025 * 25.4, abs=0.001)
    assert all(
        rules.source and rules.date and rules.spine.keys() == {"white", "cream", "colour"}
        for rules in presets().values()
    )


def test_inks() -> None:
    assert inked(b"0.1098 0.1059 0.102 rg", colour=False) == b"0 0 0 1 k"
    assert inked(b"1 1 1 RG", colour=False) == b"0 0 0 0 K"
    assert inked(b"/F1 9 Tf", colour=False) == b"/F1 9 Tf"
    assert inks(1, 0, 0, colour=True) == (0, 1, 1, 0)
    data, kind, coarse = printed(PIXEL, 50, colour=True)
    assert kind == "image/jpeg"
    assert coarse
    assert data[:2] == b"\xff\xd8"


@pytest.mark.parametrize("shop", SHOPS)
def test_both_files_are_pdf_x_by_their_structure(shop: str) -> None:
    """ISO 15930-4 and 15930-6, 6: no free validator of PDF/X is known, so the objects are looked at one by one."""
    _, inside, cover = made(shop)
    for data in (inside.data, cover.data):
        with pikepdf.open(BytesIO(data)) as pdf:
            assert pdf_x_faults(pdf, preset(shop).standard) == []


def pdf_x_faults(pdf: pikepdf.Pdf, standard: str) -> list[str]:
    """What a file lacks to be PDF/X-1a:2003 or PDF/X-3:2003."""
    name = {"pdf/x-1a": "PDF/X-1a:2003", "pdf/x-3": "PDF/X-3:2003"}[standard]
    info, root = pdf.docinfo, pdf.Root
    said = str(info.get("/GTS_PDFXVersion", ""))
    faults = [] if said == name else [f"it says {said}"]
    faults += [f"it has no {key}" for key in ("/Title", "/CreationDate", "/ModDate") if key not in info]
    faults += [] if str(info.get("/Trapped")) in ("/True", "/False") else ["it does not say whether it is trapped"]
    faults += ["its version is above 1.4"] if float(pdf.pdf_version) > 1.4 else []
    faults += ["it is encrypted"] if pdf.is_encrypted else []
    faults += [f"it has {key}" for key in ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Encrypt") if key in root]
    intents = [one for one in root.get("/OutputIntents", ()) if one.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1 or not str(intents[0].get("/OutputConditionIdentifier", "")):
        faults.append("it has not one output intent")
    elif "/DestOutputProfile" not in intents[0] and str(intents[0].get("/RegistryName")) != "http://www.color.org":
        faults.append("its output intent is in no registry")
    for number, page in enumerate(pdf.pages, 1):
        boxes = [[float(edge) for edge in page.obj.get(f"/{name}Box", ())] for name in ("Media", "Bleed", "Trim")]
        if not all(len(box) == 4 for box in boxes) or not _within(boxes[2], boxes[1]) or not _within(*boxes[1::-1]):
            faults.append(f"page {number}: the boxes do not lie in one another: {boxes}")
        faults += [f"page {number}: it has {key}" for key in ("/Annots", "/ArtBox", "/AA") if key in page.obj]
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            faults += _object_faults(entry)
    return faults


def _within(inner: list[float], outer: list[float]) -> bool:
    return all(inner[at] >= outer[at] - 0.01 and inner[at + 2] <= outer[at + 2] + 0.01 for at in (0, 1))


def _object_faults(entry: pikepdf.Object) -> list[str]:
    kind, faults = str(entry.get("/Type", "")), []
    if kind == "/FontDescriptor" and not any(f"/FontFile{number}" in entry for number in ("", 2, 3)):
        faults.append(f"the font {entry.get('/FontName')} is not embedded")
    if any(str(entry.get(key, "1")) not in ("1", "1.0") for key in ("/ca", "/CA")):
        faults.append("something is transparent")
    if str(entry.get("/SMask", "/None")) != "/None" or str(entry.get("/BM", "/Normal")) != "/Normal":
        faults.append("something is transparent")
    if "/RGB" in str(entry.get("/ColorSpace", "")).replace("Device", "/") or entry.get("/S") == "/Transparency":
        faults.append("a colour is in RGB, or a group is transparent")
    if "/LZWDecode" in str(entry.get("/Filter", "")) or "/EF" in entry or "/JS" in entry or "/OPI" in entry:
        faults.append("something that PDF/X forbids")
    return faults


def _rgb_picture(pdf: pikepdf.Pdf) -> None:
    shades = pdf.make_stream(b"abc", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
    shades.ColorSpace, shades.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    pdf.pages[3].Resources.XObject = pikepdf.Dictionary(i=shades)


def _glass(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].Resources.ExtGState = pikepdf.Dictionary(g=pdf.make_indirect(pikepdf.Dictionary(ca=0.5)))


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        lambda pdf: pdf.docinfo.__delitem__("/GTS_PDFXVersion"),
        lambda pdf: pdf.docinfo.__delitem__("/Trapped"),
        lambda pdf: pdf.pages[2].obj.__delitem__("/TrimBox"),
        lambda pdf: pdf.pages[2].obj.__setitem__("/BleedBox", [0, 0, 9, 9]),
        _rgb_picture,
        _glass,
        _loose,
        _attached,
    ],
)
@pytest.mark.parametrize("shop", ["kdp", "generic"])
def test_what_is_no_pdf_x_is_told_from_it(shop: str, change: Change) -> None:
    with pikepdf.open(BytesIO(changed(made(shop)[1].data, change))) as pdf:
        assert pdf_x_faults(pdf, preset(shop).standard)


@pytest.mark.parametrize("shop", SHOPS)
def test_a_picture_that_fills_its_page_bleeds_and_no_other_page_does(shop: str) -> None:
    picture = Picture("dot.png", PIXEL, "image/png", 300, 400)
    html = '<p>One two.</p><figure><img src="images/dot.png" class="full-bleed" alt="A dot"/></figure><p>Three.</p>'
    body = dataclasses.replace(make_body(html * 26, form="book"), pictures={"dot.png": picture})
    made = interior.make(Job(body, theme(), Options(papersize=TRIM, print_shop=shop, print_paper="colour")))
    file, bleed = read_file(made.data), preset(shop).bleed
    assert 26 <= file.filled.count(True) < len(file.filled)
    for media, trim, filled in zip(file.media, file.trims, file.filled, strict=True):
        assert trim[2] - trim[0] == pytest.approx(152.4, abs=0.05)
        assert media[2] - media[0] == pytest.approx(152.4 + 2 * bleed * filled, abs=0.1)
        assert media[3] - media[1] == pytest.approx(228.6 + 2 * bleed * filled, abs=0.1)
    assert prove_edition("print", made.data, body).ok
    cut = changed(made.data, lambda pdf: _without_bleed(pdf.pages[file.filled.index(True)]))
    assert any("has not the bleed" in str(fault) for fault in prove_edition("print", cut, body).faults)


def _without_bleed(page: pikepdf.Page) -> None:
    page.obj.MediaBox = page.obj.TrimBox


def test_text_moves_up_before_a_figure_without_room() -> None:
    text = "<p>However little known the feelings of such a man may be on his first entering a neighbourhood.</p>"
    figure = (
        '<figure><img src="images/dot.png" alt="A dot" style="width:90%"/><figcaption>A late dot</figcaption></figure>'
    )
    html = text * 22 + figure * 2 + text * 20
    body = make_body(html, pictures=("dot.png",))
    made = interior.make(Job(body, theme(), Options(papersize=TRIM, print_shop="generic", print_paper="white")))
    assert "entering a neighbourhood" in read_pdf(made.data).pages[0][-60:]
    assert prove_edition("print", made.data, body).ok
    other = make_body(html.replace("A late dot", "Another caption"), pictures=("dot.png",))
    assert not prove_edition("print", made.data, other).ok


def test_a_drawing_with_a_gradient_is_printed_in_inks() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><defs><linearGradient id="a">'
        b'<stop offset="0" stop-color="#c00"/><stop offset="1" stop-color="#fff"/></linearGradient></defs>'
        b'<rect width="90" height="60" fill="url(#a)"/></svg>'
    )
    body = make_body('<p>Two words.</p><figure><img src="images/a.svg" alt="A gradient"/></figure>')
    body = dataclasses.replace(body, pictures={"a.svg": Picture("a.svg", svg, "image/svg+xml", 90, 60)})
    made = interior.make(Job(body, theme(), Options(papersize=TRIM, print_shop="generic", print_paper="colour")))
    assert read_file(made.data).odd == []
    assert prove_edition("print", made.data, body).ok


def test_bar_code() -> None:
    assert thirteen_figures(isbn_of("ISBN 978-3-16-148410-0")) == "9783161484100"
    assert thirteen_figures(isbn_of("urn:isbn:3-16-148410-X")) == "9783161484100"
    assert isbn_of("9783161484101") == ""
    bits = modules("9783161484100")
    assert len(bits) == 95
    assert bits.startswith("101")
    assert bits.endswith("101")
    assert bits[45:50] == "01010"
    assert bits[3:10] == "0111011"  # the second figure, 7, by the odd set
