"""What the report on the plan's year says of what the plan promised."""

from piao.pipeline.scoring.reported.joining import report_on
from piao.pipeline.scoring.reported.model import Line, Reported, Status

__all__ = ["Line", "Reported", "Status", "report_on"]
