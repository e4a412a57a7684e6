"""Charts as SVG to stand in a page: no outer file, text that stays text, the same each time."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from piao.pipeline.display.wording import number_text
from piao.pipeline.reporting.across import Distribution

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SVG = "{http://www.w3.org/2000/svg}"
INK, BAR_COLOUR = "#1f2933", "#1d4e89"
WIDTH, LINE_HEIGHT, MARGIN = 5.4, 0.29, 0.35
"""Inches: of a chart, of a bar that lies, and of what is around the bars."""
STANDING_HEIGHT = 2.9


def chart(distribution: Distribution) -> str:
    """The bars as an `<svg>` element, its title and description those of the figures."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(
        {
            "svg.fonttype": "none",
            "text.parse_math": False,
            "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
            "font.size": 10.5,
            "text.color": INK,
            "xtick.color": INK,
            "ytick.color": INK,
        }
    ):
        lying = distribution.horizontal
        height = len(distribution.bars) * LINE_HEIGHT + MARGIN if lying else STANDING_HEIGHT
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        _draw(figure.add_subplot(), distribution)
        stream = io.BytesIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(stream, format="svg", metadata=nothing, transparent=True)
    return _embedded(stream.getvalue(), distribution)


def _draw(axes: Axes, distribution: Distribution) -> None:
    labels = [bar.label for bar in distribution.bars]
    counts = [bar.count for bar in distribution.bars]
    if distribution.horizontal:
        bars = axes.barh(labels, counts, color=BAR_COLOUR, height=0.7)
        axes.invert_yaxis()
        axes.get_xaxis().set_visible(False)
        axes.margins(x=0.12, y=0.02)
    else:
        bars = axes.bar(labels, counts, color=BAR_COLOUR, width=0.75)
        axes.get_yaxis().set_visible(False)
        axes.margins(x=0.02, y=0.12)
    axes.bar_label(bars, [number_text(Decimal(count)) for count in counts], padding=3)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _embedded(svg: bytes, distribution: Distribution) -> str:
    """The drawing with a name for who cannot see it, and with no style or id for the page."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    etree.strip_elements(root, f"{SVG}metadata", f"{SVG}defs", with_tail=False)
    for element in root.iter():
        for name in ("id", "clip-path"):
            if name in element.attrib:
                del element.attrib[name]
    for name in ("width", "height"):
        del root.attrib[name]
    _describe(root, distribution)
    return etree.tostring(root, encoding="unicode")


def _describe(root: etree._Element, distribution: Distribution) -> None:
    title = etree.Element(f"{SVG}title", id=f"{distribution.key}-titolo")
    title.text = distribution.title
    description = etree.Element(f"{SVG}desc", id=f"{distribution.key}-descrizione")
    bars = ", ".join(f"{bar.label}: {bar.count}" for bar in distribution.bars)
    description.text = f"{distribution.counted} per {distribution.labelled.lower()}. {bars}."
    root[:0] = [title, description]
    root.set("role", "img")
    root.set("aria-labelledby", f"{distribution.key}-titolo")
    root.set("aria-describedby", f"{distribution.key}-descrizione")
