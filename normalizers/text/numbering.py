"""The number before a title: '3 Spese di personale', 'A.1.1) …', 'OS2 - …', 'Sezione 2 – …'."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"^(?P<code>\d{1,3}(?:\.\d{1,3})*)(?:[.)°]|\s*[-–—])?(?:\s+|(?<=[.)])(?=[^\W\d]))(?P<title>\D.*)$",
    re.DOTALL,
)
_LETTERED = re.compile(
    r"^(?P<code>[A-Z]{1,4}[ ._-]?\d{1,3}(?:(?:[._]\d{1,3})+[.:)]?|[.:)]|(?=\s+[-–—]))"
    r"|[A-Z]{1,5}[-_](?:0\d|\d{1,3}\.\d{1,3})(?:\.\d{1,3})*(?=\s+[A-ZÀ-Ý])"
    r"|[A-Z]\.\d{1,3}(?:\.\d{1,3})*|O[A-Z]{0,2}\d{1,2}(?=\s+[A-ZÀ-Ý]))"
    r"\s*(?:[-–—:]\s*)?(?P<title>[^\W\d].*)$",
    re.DOTALL,
)
_LETTER = re.compile(r"^(?P<code>[A-HL-Z])\s+[–—-]\s+(?P<title>[A-ZÀ-Ý].*)$", re.DOTALL)
_PART_OF_DOCUMENT = re.compile(
    r"^(?:sezione|sottosezione|sotto-sezione|parte|capitolo|titolo|capo)\s+"
    r"(?P<code>\d{1,2}(?:\.\d{1,2})*)(?:\s*[-–—:.)]\s*|\s+)(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_CODE = re.compile(
    r"^(?P<name>[A-Z]{2,5}) (?P<code>[A-Z]?\.?\d{1,3}(?:\.\d{1,3})*)\s*[-–—:]\s*(?P<title>\S.*)$",
    re.DOTALL,
)


def numbered(text: str) -> tuple[str | None, str]:
    """The number before a title and the title: '3 Spese di personale' is ('3', 'Spese …').

    >>> numbered("1.1.1) Attività di laboratorio"), numbered("SLA A.1.1 – Disponibilità")
    (('1.1.1', 'Attività di laboratorio'), ('A.1.1', 'Disponibilità'))
    """
    patterns = (_NUMBERED, _LETTERED, _NAMED_CODE, _LETTER, _PART_OF_DOCUMENT)
    match = next((found for pattern in patterns if (found := pattern.match(text))), None)
    return (match["code"].rstrip(".:)"), match["title"].strip()) if match else (None, text)
