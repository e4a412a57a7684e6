"""PDF files written by hand, for tests and for the scripts that make fixtures."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image as Picture

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


@dataclass(frozen=True)
class Image:
    """A grey image: its size in pixels, its bytes, and how they are packed."""

    width: int
    height: int
    data: bytes
    packing: bytes = b"/DCTDecode"


@dataclass(frozen=True)
class PdfPage:
    """A page: its content stream may use the font /F and its images as /I0, /I1, …

    `resources` are further entries of its resource dictionary.
    """

    content: bytes
    size: tuple[int, int] = (595, 842)
    images: Sequence[Image] = ()
    resources: bytes = b""


def jpeg(picture: Picture.Image, quality: int = 60) -> Image:
    """A grey picture as an image of a page."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image(*picture.size, buffer.getvalue())


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def pdf_file(
    pages: Sequence[PdfPage],
    font: bytes = HELVETICA,
    more: Sequence[bytes] = (),
    catalog: bytes = b"",
) -> bytes:
    """The bytes of a PDF.

    `more` are objects that the `font`, resources of pages or `catalog` name, the first
    of them as 3; `catalog` are further entries of the catalog.
    """
    objects = [b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog, b"", *more]
    kids = []
    for page in pages:
        names = []
        for index, image in enumerate(page.images):
            entries = (
                b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
                b"/BitsPerComponent 8/Filter%b" % (image.width, image.height, image.packing)
            )
            objects.append(stream(entries, image.data))
            names.append(b"/I%d %d 0 R" % (index, len(objects)))
        objects.append(stream(b"/Filter/FlateDecode", zlib.compress(page.content)))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F %b>>/XObject<<%b>>%b>>>>"
            % (*page.size, len(objects), font, b"".join(names), page.resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    body = b"%PDF-1.4\n"
    for number, text in enumerate(objects, start=1):
        body += b"%d 0 obj%b endobj\n" % (number, text)
    return body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)
