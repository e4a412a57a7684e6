"""Figures, deadlines and units as Italian plans print them."""

from piao.normalizers.figures.amounts.numbers import parse_number, parse_percentage
from piao.normalizers.figures.amounts.units import is_measure, normalise_unit
from piao.normalizers.figures.measures import measure_and_figure, split_measures
from piao.normalizers.figures.model import Figure
from piao.normalizers.figures.parse import find_figures, parse_figures
from piao.normalizers.figures.sentences.changes import measures_change
from piao.normalizers.figures.times.dates import Day, printed_days
from piao.normalizers.figures.times.deadlines import parse_deadline
from piao.normalizers.figures.tolerances import parse_tolerance, tolerance_beside

__all__ = [
    "Day",
    "Figure",
    "find_figures",
    "is_measure",
    "measure_and_figure",
    "measures_change",
    "normalise_unit",
    "parse_deadline",
    "parse_figures",
    "parse_number",
    "parse_percentage",
    "parse_tolerance",
    "printed_days",
    "split_measures",
    "tolerance_beside",
]
