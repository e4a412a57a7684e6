"""records name their column."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))

    with op.batch_alter_table("values", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("values", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.drop_column("column")

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_column("column")
