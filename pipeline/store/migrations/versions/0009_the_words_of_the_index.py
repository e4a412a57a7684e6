"""By which words the index of indicators' names was made: by unknown ones, so it is made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_vocabulary")),
    )


def downgrade() -> None:
    op.drop_table("vocabulary")
