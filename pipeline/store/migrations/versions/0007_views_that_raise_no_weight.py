"""Views that raise no weight; they hold no data and are made anew after every upgrade."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to move: `piao.pipeline.store.upgrade` makes the views."""


def downgrade() -> None:
    """Nothing to move."""
