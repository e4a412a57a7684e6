"""The SQL store: whole documents with all their records, in SQLite or PostgreSQL."""

from piao.pipeline.store.store import Outcome, Saved, Store

__all__ = ["Outcome", "Saved", "Store"]
