"""The terms of indicators' names, found anew by the words that names are understood by now."""

import sqlalchemy as sa
from alembic import op

from piao.normalizers.wording import wording

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    terms = sa.table(
        "indicator_terms",
        sa.column("term", sa.Text()),
        sa.column("indicator_id", sa.Text()),
        sa.column("document_id", sa.Text()),
    )
    op.execute(sa.delete(terms))
    found = op.get_bind().execute(
        sa.text("SELECT indicator_id, document_id, coalesce(name, description, '') FROM indicators")
    )
    for page in found.partitions(10_000):
        rows = [
            {"term": term, "indicator_id": indicator_id, "document_id": document_id}
            for indicator_id, document_id, name in page
            for term in wording(name).index
        ]
        if rows:
            op.bulk_insert(terms, rows)


def downgrade() -> None:
    pass
