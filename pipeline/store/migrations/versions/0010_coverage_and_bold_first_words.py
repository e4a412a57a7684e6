"""How much of a plan became records, and the bold first words of cells."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Neither is known of what was read before: reading it again says it."""
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("coverage", sa.Float(), nullable=True))
    with op.batch_alter_table("cells") as table:
        table.add_column(sa.Column("lead", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("cells") as table:
        table.alter_column("lead", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("cells") as table:
        table.drop_column("lead")
    with op.batch_alter_table("documents") as table:
        table.drop_column("coverage")
