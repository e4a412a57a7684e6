"""Ways to break a file, each the same for the same random numbers."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import count
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from piao.extractors.shared.archive import DAMAGED

_MOST_BYTES = 400_000
"""A mutant is no longer than that, or than the file that it was made of."""
_NUMBER = re.compile(rb"(?<![\w.#])\d{1,6}(?![\w.])")
_ABSURD = (b"0", b"-1", b"65535", b"1000000", b"2147483647", b"99999999999", b"1e30")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_PACKED = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OPENINGS = (
    b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<span>", b"[", b"(", b"<<", b"**", b"> ",
    b"- ", b"|", b'"', b"<!--", b"<w:p>", b"<w:tbl><w:tr><w:tc>", b"<text:p>", b"<text:span>",
    b"<table:table-row>", b"<c><v>", b"/a BMC ", b"q ",
)  # fmt: skip
_PIECES = (b"\0", b"\n", b"\t", b" ", b"|", b";", b'"', b"<", b"&", b"%", b"\xe0", b"\xff\xfe")
_BLANKS = re.compile(rb"[ \t\r\n]+")

Mutator = Callable[[bytes, Random], bytes]


def flipped(content: bytes, random: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 4, 16, 64))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def truncated(content: bytes, random: Random) -> bytes:
    """The end is missing."""
    return content[: random.randrange(1, len(content) + 1)]


def cut_out(content: bytes, random: Random) -> bytes:
    """A piece is missing."""
    start, end = _piece(content, random)
    return content[:start] + content[end:]


def spliced(content: bytes, random: Random) -> bytes:
    """A piece stands in another place too."""
    start, end = _piece(content, random)
    place = random.randrange(len(content))
    return content[:place] + content[start:end] + content[place:]


def repeated(content: bytes, random: Random) -> bytes:
    """A piece stands there many times."""
    start, end = _piece(content, random, most=200)
    times = random.choice((10, 100, 1000))
    return content[:start] + content[start:end] * times + content[end:]


def nested(content: bytes, random: Random) -> bytes:
    """Something is opened thousands of times and never closed."""
    place = random.randrange(len(content))
    opened = random.choice(_OPENINGS) * random.choice((30, 300, 3000, 30_000))
    return content[:place] + opened + content[place:]


def absurd(content: bytes, random: Random) -> bytes:
    """Some numbers (spans, counts, sizes, places) are absurd."""
    numbers = list(_NUMBER.finditer(content))
    for match in sorted(
        random.sample(numbers, min(len(numbers), random.choice((1, 3, 10)))),
        key=re.Match.start,
        reverse=True,
    ):
        content = content[: match.start()] + random.choice(_ABSURD) + content[match.end() :]
    return content


def unbroken(content: bytes, random: Random) -> bytes:
    """White space is missing from a long piece: one line, or one word."""
    start, end = _piece(content, random, most=50_000)
    return (
        content[:start]
        + _BLANKS.sub(random.choice((b"", b" ")), content[start:end])
        + content[end:]
    )


def sprinkled(content: bytes, random: Random) -> bytes:
    """A mark stands where none should."""
    piece = random.choice(_PIECES) * random.choice((1, 1, 50, 5000))
    for _ in range(random.choice((1, 5, 20))):
        place = random.randrange(len(content))
        content = content[:place] + piece + content[place:]
    return content


def tangled(content: bytes, random: Random) -> bytes:
    """Parts of a PDF refer to others than they did: trees are broken, or go in circles."""
    references = sorted(set(_REFERENCE.findall(content)))
    if not references:
        return flipped(content, random)
    places = set(random.sample(range(200), random.choice((1, 5, 20))))
    number = count()
    return _REFERENCE.sub(
        lambda match: random.choice(references) if next(number) in places else match[0], content
    )


def restreamed(content: bytes, random: Random) -> bytes:
    """A packed stream of a PDF, broken by one of the others and packed again."""
    streams = [match for match in _PACKED.finditer(content) if match[1]]
    if not streams:
        return flipped(content, random)
    match = random.choice(streams)
    try:
        inner = zlib.decompress(match[1])
    except zlib.error:
        return flipped(content, random)
    packed = zlib.compress(random.choice(TEXTS)(inner, random)) if inner else b""
    return content[: match.start(1)] + packed + content[match.end(1) :]


def repacked(content: bytes, random: Random) -> bytes:
    """A part of an archive, broken by one of the others and packed again."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except DAMAGED:
        return flipped(content, random)
    names = [name for name, part in parts.items() if part and name.endswith((".xml", ".rels"))]
    weights = [len(parts[name]) for name in names]
    name = random.choice(names) if random.random() < 0.3 else random.choices(names, weights)[0]
    parts[name] = random.choice((*TEXTS, *[rearranged] * 15))(parts[name], random)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for part_name, part in parts.items():
            archive.writestr(part_name, part)
    return buffer.getvalue()


def rearranged(content: bytes, random: Random) -> bytes:
    """An XML part that stays well formed: elements many times, in each other, or absurd."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return flipped(content, random)
    elements = list(root.iterdescendants(etree.Element))
    if not elements:
        return flipped(content, random)
    for _ in range(random.choice((1, 3, 10))):
        random.choice(_REARRANGEMENTS)(random.choice(elements), random)
    return etree.tostring(root)


def _many(element: etree._Element, random: Random) -> None:
    """Copies of an element after it; one that an earlier step took out has no place for them."""
    if element.getparent() is None:
        return
    for _ in range(_times(element, random.choice((3, 30, 300)))):
        element.addnext(deepcopy(element))


def _in_each_other(element: etree._Element, random: Random) -> None:
    single = deepcopy(element)
    place = element
    for _ in range(_times(element, random.choice((3, 30, 200)))):
        place.append(deepcopy(single))
        place = place[-1]


def _times(element: etree._Element, times: int) -> int:
    """As often as asked, where that stays below the length of a mutant."""
    return min(times, _MOST_BYTES // len(etree.tostring(element)))


def _with_absurd_attributes(element: etree._Element, random: Random) -> None:
    absurd_values = [value.decode() for value in _ABSURD] + ["", "ZZZ99999999", "x" * 5_000]
    for name in element.attrib:
        element.set(name, random.choice(absurd_values))


def _without_attributes(element: etree._Element, random: Random) -> None:
    for name in list(element.attrib):
        del element.attrib[name]


def _removed(element: etree._Element, random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _with_long_text(element: etree._Element, random: Random) -> None:
    element.text = random.choice(("a", "peso: ", "1 ", "- ", ". ", "|")) * random.choice(
        (9, 20_000)
    )


_REARRANGEMENTS = (
    _many, _in_each_other, _with_absurd_attributes, _without_attributes, _removed, _with_long_text,
)  # fmt: skip

TEXTS: Sequence[Mutator] = (
    flipped, truncated, cut_out, spliced, repeated, nested, absurd, unbroken, sprinkled,
)  # fmt: skip
_BY_ENDING: dict[str, Sequence[Mutator]] = {
    "pdf": (flipped, truncated, spliced, nested, absurd, *[tangled] * 3, *[restreamed] * 4),
    "docx": (flipped, truncated, *[repacked] * 8),
    "xlsx": (flipped, truncated, *[repacked] * 8),
    "ods": (flipped, truncated, *[repacked] * 8),
}


def mutant(content: bytes, ending: str, seed: int) -> bytes:
    """The file broken in one to three ways."""
    random = Random(seed)
    longest = max(_MOST_BYTES, len(content))
    for _ in range(random.choice((1, 1, 2, 3))):
        content = random.choice(_BY_ENDING.get(ending, TEXTS))(content, random)[:longest]
    return content or b"\n"


def _piece(content: bytes, random: Random, most: int = 5_000) -> tuple[int, int]:
    start = random.randrange(len(content))
    return start, min(len(content), start + random.randrange(1, most))
