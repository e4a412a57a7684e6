"""The terms of indicators' names, for the search of similar ones."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
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


def downgrade() -> None:
    op.drop_table("indicator_terms")
