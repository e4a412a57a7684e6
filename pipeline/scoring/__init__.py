"""The reference scorer: how far each target was reached, and the whole plan."""

from piao.pipeline.scoring.scoring import Score, ScoreRow, score

__all__ = ["Score", "ScoreRow", "score"]
