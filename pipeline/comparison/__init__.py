"""Plans beside each other: objectives and indicators that mean the same, and what changed."""

from piao.pipeline.comparison.comparing import Change, Comparison, Row, Status, compare

__all__ = ["Change", "Comparison", "Row", "Status", "compare"]
