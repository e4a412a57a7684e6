"""Streams of a file unpacked as far as a limit, so that none can fill the memory."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zlib
from collections.abc import Callable, Sequence

_WHITE = re.compile(rb"[\s\x00]+")
_PIECE = 1 << 16
_RUN = 128


class UnsafePackingError(Exception):
    """How much a stream holds cannot be told."""


def unpacked(packed: bytes, filters: Sequence[str], limit: int, *, whole: bool = False) -> bytes:
    """The first `limit` bytes, at most, of what the named filters of a stream pack.

    Of a damaged stream that is what stands before the damage. Raises
    :class:`UnsafePackingError` for filters that are none of instructions to draw, and with
    `whole` where a stream is damaged or slow to unpack.

    >>> unpacked(zlib.compress(b"piano " * 1000), ["FlateDecode"], 11)
    b'piano piano'
    >>> unpacked(b"7069616e6f>", ["AHx"], 100)
    b'piano'
    """
    for name in filters:
        unpack = _UNPACKERS.get(name)
        if unpack is None or (whole and unpack in (_lzw, _run_lengths)):
            raise UnsafePackingError(name)
        try:
            packed, is_whole = unpack(packed, limit)
        except ValueError:
            packed, is_whole = b"", False
        if whole and not is_whole:
            raise UnsafePackingError(name)
    return packed[:limit]


def _flate(packed: bytes, limit: int) -> tuple[bytes, bool]:
    inflater = zlib.decompressobj()
    pieces: list[bytes] = []
    left = limit
    for start in range(0, len(packed), _PIECE):
        waiting = packed[start : start + _PIECE]
        while waiting and left > 0:
            try:
                pieces.append(inflater.decompress(waiting, left))
            except zlib.error:
                return b"".join(pieces), False
            left -= len(pieces[-1])
            waiting = inflater.unconsumed_tail
        if left <= 0 or inflater.eof:
            break
    return b"".join(pieces), left <= 0 or inflater.eof


def _ascii85(packed: bytes, _limit: int) -> tuple[bytes, bool]:
    return base64.a85decode(packed.strip().removeprefix(b"<~").split(b"~")[0]), True


def _hexadecimal(packed: bytes, _limit: int) -> tuple[bytes, bool]:
    digits = _WHITE.sub(b"", packed).split(b">")[0]
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), True


def _lzw(packed: bytes, limit: int) -> tuple[bytes, bool]:
    from pdfminer.lzw import LZWDecoder

    pieces: list[bytes] = []
    size = 0
    for piece in LZWDecoder(io.BytesIO(packed)).run():
        pieces.append(piece)
        size += len(piece)
        if size >= limit:
            break
    return b"".join(pieces), True


def _run_lengths(packed: bytes, limit: int) -> tuple[bytes, bool]:
    from pdfminer.runlength import rldecode

    if len(packed) * _RUN > limit:
        raise UnsafePackingError("RunLengthDecode")
    return rldecode(packed), True


_UNPACKERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "FlateDecode": _flate,
    "Fl": _flate,
    "ASCII85Decode": _ascii85,
    "A85": _ascii85,
    "ASCIIHexDecode": _hexadecimal,
    "AHx": _hexadecimal,
    "LZWDecode": _lzw,
    "LZW": _lzw,
    "RunLengthDecode": _run_lengths,
    "RL": _run_lengths,
}
