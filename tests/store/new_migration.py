"""Drafts the migration from the last one to the tables as the record types make them.

python tests/store/new_migration.py "what changes"     (or: make migration NAME="…")
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from piao.pipeline.store import database
from piao.pipeline.store.upgrade import MIGRATIONS


def draft(message: str) -> Path:
    """Writes the next migration and returns its file."""
    revision = f"{int(database.known_revisions()[-1]) + 1:04}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with tempfile.TemporaryDirectory() as folder:
        engine = database.open_engine(database.resolve_url(Path(folder) / "plans.db"))
        with database.writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=revision)
        engine.dispose()
    (file,) = (MIGRATIONS / "versions").glob(f"{revision}_*.py")
    subprocess.run([Path(sys.executable).parent / "ruff", "format", "-q", file], check=True)
    return file


if __name__ == "__main__":
    if not sys.argv[1:] or not sys.argv[1]:
        raise SystemExit('say what changes: make migration NAME="objectives have a colour"')
    written = draft(sys.argv[1])
    print(f"read {written}, then set REVISION in pipeline/store/tables.py to {written.name[:4]!r}")
