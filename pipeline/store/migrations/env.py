"""Runs the migrations on the connection that `piao.pipeline.store.upgrade` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from piao.pipeline.store.tables import metadata


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Writes our column types into a new migration as the plain types under them."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
