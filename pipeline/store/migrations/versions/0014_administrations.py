"""Administrations, of which of them each document is, and what a person stated of that."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Documents that were read before are tied to their administrations after the migrations."""
    op.create_table(
        "administrations",
        sa.Column("administration_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("ipa_code", sa.Text(), nullable=True),
        sa.Column("tax_code", sa.Text(), nullable=True),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("province_sign", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("administration_id", name=op.f("pk_administrations")),
    )
    op.create_table(
        "administration_proposals",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("administration_id", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.administration_id"],
            name=op.f("fk_administration_proposals_administration_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_administration_proposals_document_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "document_id", "position", name=op.f("pk_administration_proposals")
        ),
    )
    op.create_index(
        op.f("ix_administration_proposals_administration_id"),
        "administration_proposals",
        ["administration_id"],
    )

    op.create_table(
        "document_administrations",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("administration_id", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("province_sign", sa.Text(), nullable=True),
        sa.Column("postal_codes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.administration_id"],
            name=op.f("fk_document_administrations_administration_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_document_administrations_document_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_administrations")),
    )
    op.create_index(
        op.f("ix_document_administrations_administration_id"),
        "document_administrations",
        ["administration_id"],
    )

    op.add_column("documents", sa.Column("administration", sa.Text(), nullable=True))


def downgrade() -> None:
    """What came in from lists, and what people stated of administrations, is forgotten."""
    with op.batch_alter_table("documents") as table:
        table.drop_column("administration")

    op.drop_index(
        op.f("ix_document_administrations_administration_id"), table_name="document_administrations"
    )
    op.drop_table("document_administrations")
    op.drop_index(
        op.f("ix_administration_proposals_administration_id"), table_name="administration_proposals"
    )
    op.drop_table("administration_proposals")
    op.drop_table("administrations")
