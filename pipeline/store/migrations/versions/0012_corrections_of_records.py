"""Corrections of records, the records as they were read, and what was read or corrected."""

import datetime
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

RECORDS = ("objectives", "indicators", "values", "actions", "units", "criteria")


def upgrade() -> None:
    """What was stated of documents becomes their first corrections; who said it is not known."""
    op.create_table(
        "corrections",
        sa.Column("correction_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("record_id", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_corrections")),
    )
    op.create_index(
        op.f("ix_corrections_document_id_number"), "corrections", ["document_id", "number"]
    )
    op.create_table(
        "readings",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_readings_document_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "record", "record_id", name=op.f("pk_readings")),
    )
    # The defaults stay: a table that others refer to cannot be made anew in SQLite.
    for name in RECORDS:
        op.add_column(name, sa.Column("origin", sa.Text(), nullable=False, server_default="read"))
    op.add_column(
        "documents", sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
    )
    _log_what_was_stated()


def _log_what_was_stated() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT * FROM documents WHERE stated IS NOT NULL")
    ).mappings()
    corrections = sa.table(
        "corrections",
        *map(
            sa.column,
            ("correction_id", "step", "number", "document_id", "sha256", "by", "kind", "record"),
        ),
        *map(sa.column, ("record_id", "field", "new")),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    now = datetime.datetime.now(datetime.UTC)
    for row in rows.all():
        for number, name in enumerate(row["stated"].split(), start=1):
            identity = secrets.token_hex(6)
            connection.execute(
                corrections.insert().values(
                    correction_id=identity,
                    step=identity,
                    number=number,
                    document_id=row["document_id"],
                    sha256=row["sha256"],
                    at=now,
                    by="?",
                    kind="set",
                    record="documents",
                    record_id=row["document_id"],
                    field=name,
                    new=str(row[name]),
                )
            )


def downgrade() -> None:
    """What people corrected is forgotten; the records stay as they were corrected."""
    with op.batch_alter_table("documents") as table:
        table.drop_column("revision")
    for name in RECORDS:
        with op.batch_alter_table(name) as table:
            table.drop_column("origin")
    op.drop_table("readings")
    op.drop_index(op.f("ix_corrections_document_id_number"), table_name="corrections")
    op.drop_table("corrections")
