"""The terms of indicators' names, for the search of similar ones."""

import sqlalchemy as sa
from alembic import op

from piao.normalizers.wording import wording

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    terms = op.create_table(
        "indicator_terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_indicator_terms_document_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("term", "indicator_id", name=op.f("pk_indicator_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_indicator_terms_document_id"), "indicator_terms", ["document_id"])
    found = op.get_bind().execute(
        sa.text("SELECT indicator_id, document_id, coalesce(name, description, '') FROM indicators")
    )
    for page in found.partitions(10_000):
        rows = [
            {"term": term, "indicator_id": indicator_id, "document_id": document_id}
            for indicator_id, document_id, name in page
            for term in wording(name).terms | wording(name).marks
        ]
        if rows:
            op.bulk_insert(terms, rows)


def downgrade() -> None:
    op.drop_table("indicator_terms")
