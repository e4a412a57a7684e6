"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from piao.extractors.registry import Source
from piao.extractors.shared.assembly import Problem
from piao.schema.errors import UnreadableFileError

_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_CHARACTERS = frozenset(map(chr, range(0x20))) - frozenset("\t\n\r\f\v")
_MAX_CONTROL_SHARE = 0.001
_HEAD_BYTES = 65_536
_LONGEST_GAP = 500
_LONG_GAP = re.compile(rf" {{{_LONGEST_GAP},}}")
"""More blanks in a row say no more than these, and patterns pass over them many times."""


def read_text(source: Source) -> tuple[str, list[Problem]]:
    """The text of the file; read as Windows-1252 where it is not Unicode, with a finding."""
    most = source.settings.most_text
    if len(source.content) > most:
        raise UnreadableFileError(
            "{path}: over {most:,} bytes of text, which no plan has. Split the document.",
            path=source.path,
            most=most,
        )
    decoded = decode(source.content)
    if decoded is None:
        raise UnreadableFileError(
            "{path}: this is no readable text. Download it again or save it again.",
            path=source.path,
        )
    text, encoding = decoded
    text = _LONG_GAP.sub(" " * _LONGEST_GAP, text)
    return text, [("decoded_as_cp1252", {})] if encoding == "cp1252" else []


def decode(content: bytes) -> tuple[str, str] | None:
    """The text and its encoding; None for what is no text.

    A byte order mark decides, then UTF-8, then Windows-1252 (`cp1252`). Line ends
    become `\\n`.
    """
    for mark, marked in _ENCODINGS:
        if content.startswith(mark):
            return _decoded(content, marked)
    return _decoded(content, "utf-8") or _decoded(content, "cp1252")


def decode_head(content: bytes) -> str:
    """The beginning of the text, enough to recognise a format by; '' for what is no text."""
    head = content[:_HEAD_BYTES]
    if len(content) > _HEAD_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    decoded = decode(head)
    return decoded[0] if decoded else ""


def _decoded(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = sum(text.count(character) for character in _CONTROL_CHARACTERS)
    if controls > len(text) * _MAX_CONTROL_SHARE:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
