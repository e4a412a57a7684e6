"""What a person stated of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was stated yet."""
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("stated", sa.Text(), nullable=True))


def downgrade() -> None:
    """Who stated what is forgotten."""
    with op.batch_alter_table("documents") as table:
        table.drop_column("stated")
