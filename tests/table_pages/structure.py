"""Structure files like those of the ICDAR 2013 table competition."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tests.benchmarks.tables.adjacency import Cells


def structure(name: str, tables: Iterable[Cells]) -> bytes:
    """The tables of a document as XML."""
    root = etree.Element("document", filename=name)
    for number, cells in enumerate(tables, 1):
        table = etree.SubElement(root, "table", id=str(number))
        region = etree.SubElement(
            table,
            "region",
            {"id": "1", "page": "1", "row-increment": "0", "col-increment": "0"},
        )
        for index, cell in enumerate(cells, 1):
            places = {"id": str(index), "start-row": str(cell.top), "start-col": str(cell.left)}
            if cell.bottom > cell.top:
                places["end-row"] = str(cell.bottom)
            if cell.right > cell.left:
                places["end-col"] = str(cell.right)
            entry = etree.SubElement(region, "cell", places)
            etree.SubElement(entry, "content").text = cell.text
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
