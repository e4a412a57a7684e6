"""What the text of a document says beside the name of its administration: province, postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.naming import parse
from piao.normalizers.text.cleaning import fold
from piao.schema.administrations import Clues
from piao.schema.document import Document, Table, TextBlock
from piao.schema.records import DocumentRecord

_AFTER = r"\s*[,(–—-]\s*(?:prov(?:incia|\.)?\s*(?:di\s)?\s*)?([A-Z]{2})\b(?!\.)"
_PROVINCE = re.compile(r"\(?(?:provincia|prov\.) di (.+?)\)?", re.IGNORECASE)
_POSTAL_CODE = r"(?<!\d)(\d{5})\s*[-–—,]?\s*"


def clues_of(record: DocumentRecord, document: Document | None, directory: Directory) -> Clues:
    """The clues of a document, for :func:`piao.normalizers.administrations.resolving.resolve`.

    A province counts where it stands right behind the place ('Prova (AV)') or alone in the line
    below it ('Provincia di Avellino'), a postal code right before it ('83100 Prova'); where the
    document has several of them, none does.
    """
    stated = (record.stated or "").split()
    sign, postal_codes = None, frozenset[str]()
    if document is not None and record.entity_name:
        sign, postal_codes = _beside(record.entity_name, document, directory)
    return Clues(
        name=record.entity_name,
        tax_code=record.tax_code,
        ipa_code=record.entity_code,
        administration=record.administration,
        codes_stated="tax_code" in stated or "entity_code" in stated,
        province_sign=sign,
        postal_codes=tuple(sorted(postal_codes)) if len(postal_codes) == 1 else (),
    )


def _beside(
    entity_name: str, document: Document, directory: Directory
) -> tuple[str | None, frozenset[str]]:
    place = " ".join(parse(entity_name, directory.signs).places[0])
    if not place:
        return None, frozenset()
    # The letters of the place with anything between them that is no word: accents may be lost.
    pattern = r"[\s'’`´-]*".join(_letters(word) for word in place.split())
    named = re.compile(rf"(?<!\w){pattern}['’`]?", re.IGNORECASE)
    after, before = re.compile(_AFTER), re.compile(rf"{_POSTAL_CODE}$")
    signs: set[str] = set()
    codes: set[str] = set()
    lines = list(_lines(document))
    for line, following in pairwise([*lines, ""]):
        for match in named.finditer(line):
            if match.end() == len(line) and (province := _PROVINCE.fullmatch(following.strip())):
                signs |= directory.signs.get(fold(province[1]), frozenset())
            found = after.match(line, match.end())
            if found and found[1].casefold() in directory.signs:
                signs.add(found[1])
            if code := before.search(line, 0, match.start()):
                codes.add(code[1])
    return (signs.pop() if len(signs) == 1 else None), frozenset(codes)


_ACCENTED = {"a": "aàáâä", "e": "eèéêë", "i": "iìíîïj", "o": "oòóôö", "u": "uùúûü", "c": "cç"}


def _letters(word: str) -> str:
    return "".join(f"[{_ACCENTED[c]}]" if c in _ACCENTED else re.escape(c) for c in word)


def _lines(document: Document) -> Iterator[str]:
    yield from document.running_lines
    for block in document.blocks:
        if isinstance(block, TextBlock):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
