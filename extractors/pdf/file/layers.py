"""Objects of a page that belong to layers which its reader does not see."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Set

import pypdfium2.raw as pdfium

from piao.extractors.pdf.text.characters import address

_DEEPEST_FORM = 6
_LONGEST_NAME = 512


def hidden_objects(page: object, hidden: Set[str]) -> frozenset[int]:
    """The addresses of the objects in layers of the names `hidden`, those in forms too."""
    found: set[int] = set()
    if hidden:
        count = pdfium.FPDFPage_CountObjects(page)
        _collect((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), hidden, found)
    return frozenset(found)


def _collect(
    handles: Iterable[object],
    hidden: Set[str],
    found: set[int],
    *,
    within: bool = False,
    depth: int = 0,
) -> None:
    """Add the hidden ones of the objects; `within` a hidden form all are."""
    for handle in handles:
        is_hidden = within or not hidden.isdisjoint(_layers(handle))
        if is_hidden:
            found.add(address(handle))
        is_form = pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_FORM
        if is_form and depth < _DEEPEST_FORM:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inside = [pdfium.FPDFFormObj_GetObject(handle, index) for index in range(count)]
            _collect(inside, hidden, found, within=is_hidden, depth=depth + 1)


def _layers(handle: object) -> list[str]:
    """The names of the layers that the marks around an object name."""
    names = []
    for index in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        if _text(pdfium.FPDFPageObjMark_GetName, mark) == "OC":
            names.append(_text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name"))
    return names


def _text(ask: Callable[..., int], *subject: object) -> str:
    """What pdfium writes into a buffer as UTF-16; blank where it writes nothing."""
    buffer, length = (ctypes.c_ushort * _LONGEST_NAME)(), ctypes.c_ulong()
    if not ask(*subject, buffer, ctypes.sizeof(buffer), ctypes.byref(length)):
        return ""
    return bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")
