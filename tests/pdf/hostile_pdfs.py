"""PDF files made to take time and memory: a hostile page each, and one that any reader reads."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from tests.pdf.pdf_files import HELVETICA, Image, PdfPage, pdf_file, stream

LINE = "Una riga di testo"
NEXT = "La pagina che segue"
TEXT = b"BT /F 10 Tf 60 700 Td (Una riga di testo) Tj ET\n"
NEXT_PAGE = PdfPage(b"BT /F 10 Tf 60 700 Td (La pagina che segue) Tj ET\n")
MILLION = 1_000_000
WORDS = b"il piano indica per ogni settore gli obiettivi e le risorse che servono "


def page(content: bytes, more: Sequence[bytes] = ()) -> bytes:
    return pdf_file([PdfPage(content), NEXT_PAGE], more=more)


def boxes(count: int) -> Iterator[bytes]:
    return (b"%d %d 1 1 re f\n" % (i % 590, i // 590 % 840) for i in range(count))


def million_paths() -> bytes:
    return page(TEXT + b"".join(boxes(MILLION)))


def million_paths_before_the_text() -> bytes:
    return page(b"".join(boxes(MILLION)) + TEXT)


def path_of_a_million_segments() -> bytes:
    return page(TEXT + b"10 10 m " + b"20 20 l 20 30 l " * (MILLION // 2) + b"S\n")


def graph_paper() -> bytes:
    level = b"".join(b"0 %d m 590 %d l S\n" % (y, y) for y in range(0, 840, 4))
    return page(TEXT + level + b"".join(b"%d 0 m %d 840 l S\n" % (x, x) for x in range(0, 590, 4)))


def hundred_thousand_characters() -> bytes:
    lines = (b"(" + WORDS * 10 + b")'\n" for _ in range(140))
    return page(b"BT /F 1 Tf 5 TL 10 830 Td " + b"".join(lines) + b"ET")


def characters_in_one_place() -> bytes:
    return page(b"BT /F 10 Tf 100 400 Td (a) Tj ET\n" * 59_000)


def figures_in_a_hundred_columns() -> bytes:
    places = ((5 + i % 100 * 5.8, 5 + i // 100 * 4, i % 10) for i in range(20_000))
    return page(b"".join(b"BT /F 3 Tf %d %d Td (%d) Tj ET\n" % place for place in places))


def blanks_packed_a_thousandfold() -> bytes:
    packer = zlib.compressobj(9)
    packed = packer.compress(TEXT)
    packed += b"".join(packer.compress(blanks) for blanks in repeat(b" " * MILLION, 200))
    return _with_packed(b"/FlateDecode", packed + packer.flush())


def packed_twice() -> bytes:
    inner = zlib.compress(b"1 1 1 1 re f " * 4 * MILLION, 9)
    return _with_packed(b"[/FlateDecode/FlateDecode]", zlib.compress(inner, 9))


def _with_packed(filters: bytes, packed: bytes) -> bytes:
    """The first page with such a content."""
    plain = zlib.compress(TEXT)
    before = b"/Filter/FlateDecode/Length %d>>stream\n%b" % (len(plain), plain)
    after = b"/Filter%b/Length %d>>stream\n%b" % (filters, len(packed), packed)
    return page(TEXT).replace(before, after, 1)


def the_same_content_again_and_again() -> bytes:
    content = page(TEXT, more=[stream(b"", b"1 1 1 1 re f " * 10_000)])
    return re.sub(rb"/Contents \d+ 0 R", b"/Contents[" + b"3 0 R " * 2_000 + b"]", content, count=1)


def form_that_draws_itself() -> bytes:
    form = stream(_form(b"/XObject<</X 3 0 R>>"), b"/X Do " * 3)
    return _drawing(3, [form])


def forms_in_forms() -> bytes:
    forms = [stream(_form(b""), b"1 1 1 1 re f ")]
    forms += [stream(_form(b"/XObject<</X %d 0 R>>" % n), b"/X Do " * 10) for n in range(3, 13)]
    return _drawing(13, forms)


def form_drawn_a_million_times() -> bytes:
    form = stream(_form(b""), b"1 1 1 1 re f " * 100)
    return _drawing(3, [form], b"/X Do " * MILLION)


def _form(resources: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<<%b>>" % resources


def _drawing(number: int, forms: list[bytes], drawn: bytes = b"/X Do ") -> bytes:
    """A page that draws the form of that number as /X."""
    content = pdf_file([PdfPage(TEXT + drawn), NEXT_PAGE], more=forms)
    return content.replace(b"/XObject<<>>", b"/XObject<</X %d 0 R>>" % number, 1)


def glyphs_that_draw_forms() -> bytes:
    forms = [stream(_form(b""), b"1 1 1 1 re f ")]
    forms += [stream(_form(b"/XObject<</X %d 0 R>>" % n), b"/X Do " * 10) for n in range(3, 11)]
    forms.append(stream(b"", b"10 0 d0 /X Do "))
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]"
        b"/CharProcs<</a 12 0 R>>/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97"
        b"/LastChar 97/Widths[10]/Resources<</XObject<</X 11 0 R>>>>>>/G " + HELVETICA
    )
    first = PdfPage(b"BT /F 10 Tf 60 700 Td (aaaa aaa) Tj ET\n")
    # The second page has the fonts too: it must not be blamed, so it lacks /F.
    content = pdf_file(
        [first, PdfPage(NEXT_PAGE.content.replace(b"/F ", b"/G "))], more=forms, font=font
    )
    head, _, last = content.rpartition(b"/Font<<")
    return head + b"/Font<</G " + HELVETICA + last[last.index(font) + len(font) :]


def image_bomb() -> bytes:
    image = Image(40_000, 40_000, zlib.compress(bytes(10 * MILLION)), b"/FlateDecode")
    return pdf_file([PdfPage(b"300 0 0 300 100 100 cm /I0 Do", images=[image]), NEXT_PAGE])


def pattern_of_dust() -> bytes:
    """A picture, and over it a pattern of five thousand million tiles."""
    tile = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
        b"/XStep 1/YStep 1/Matrix[0.01 0 0 0.01 0 0]/Resources<<>>"
    )
    image = Image(60, 60, zlib.compress(bytes(3_600)), b"/FlateDecode")
    drawn = b"q 500 0 0 700 10 10 cm /I0 Do Q /Pattern cs /P scn 0 0 595 842 re f "
    first = PdfPage(drawn, images=[image], resources=b"/Pattern<</P 3 0 R>>")
    return pdf_file([first, NEXT_PAGE], more=[stream(tile, b"0 0 1 1 re f")])


def many_large_images() -> bytes:
    image = Image(10_000, 11_000, zlib.compress(bytes(110 * MILLION), 9), b"/FlateDecode")
    drawn = b"".join(b"q 500 0 0 700 10 10 cm /I%d Do Q " % number for number in range(8))
    return pdf_file([PdfPage(drawn, images=[image] * 8), NEXT_PAGE])


def thousands_of_images() -> bytes:
    image = Image(60, 60, zlib.compress(bytes(3_600)), b"/FlateDecode")
    drawn = b"".join(
        b"q 100 0 0 100 %d %d cm /I0 Do Q\n" % (i % 500, i // 10) for i in range(5_000)
    )
    return pdf_file([PdfPage(TEXT + drawn, images=[image]), NEXT_PAGE])


def box(sides: bytes) -> bytes:
    return page(TEXT).replace(b"[0 0 595 842]", b"[%b]" % sides, 1)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a million paths": million_paths,
    "a million paths before the text": million_paths_before_the_text,
    "a path of a million segments": path_of_a_million_segments,
    "graph paper": graph_paper,
    "100,000 characters": hundred_thousand_characters,
    "characters in one place": characters_in_one_place,
    "figures in a hundred columns": figures_in_a_hundred_columns,
    "blanks packed a thousandfold": blanks_packed_a_thousandfold,
    "packed twice": packed_twice,
    "the same content again and again": the_same_content_again_and_again,
    "a form that draws itself": form_that_draws_itself,
    "forms in forms": forms_in_forms,
    "a form drawn a million times": form_drawn_a_million_times,
    "glyphs that draw forms": glyphs_that_draw_forms,
    "an image bomb": image_bomb,
    "large images over each other": many_large_images,
    "a pattern of dust": pattern_of_dust,
    "thousands of images": thousands_of_images,
    "no size": lambda: box(b"0 0 0 0"),
    "no width": lambda: box(b"0 0 0 842"),
    "a box of a kilometre": lambda: box(b"0 0 3000000 3000000"),
}
"""Files by what their first page is; the second page says `NEXT`."""
