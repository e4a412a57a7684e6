"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def reference(
    table: str,
    columns: list[str],
    target: str,
    target_columns: list[str],
    ondelete: str | None = None,
) -> sa.ForeignKeyConstraint:
    """A foreign key that is checked when the transaction ends."""
    return sa.ForeignKeyConstraint(
        columns,
        [f"{target}.{column}" for column in target_columns],
        name=f"fk_{table}_{'_'.join(columns)}",
        ondelete=ondelete,
        initially="DEFERRED",
        deferrable=True,
    )


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("entity_name", sa.Text(), nullable=True),
        sa.Column("entity_code", sa.Text(), nullable=True),
        sa.Column("tax_code", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        reference("documents", ["superseded_by"], "documents", ["document_id"], "SET NULL"),
        sa.PrimaryKeyConstraint("document_id", name="pk_documents"),
    )
    op.create_index("ix_documents_superseded_by", "documents", ["superseded_by"], unique=False)
    op.create_table(
        "tables",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Integer(), nullable=False),
        sa.Column("header_rows", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("bbox", sa.Text(), nullable=True),
        reference("tables", ["document_id"], "documents", ["document_id"], "CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "table_id", name="pk_tables"),
    )
    op.create_table(
        "cells",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("col", sa.Integer(), nullable=False),
        sa.Column("row_span", sa.Integer(), nullable=False),
        sa.Column("col_span", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("bold", sa.Boolean(), nullable=False),
        reference("cells", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("cells", ["document_id"], "documents", ["document_id"], "CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "table_id", "row", "col", name="pk_cells"),
    )
    op.create_table(
        "criteria",
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("component", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("weight", sa.Numeric(), nullable=True),
        sa.Column("scale_min", sa.Numeric(), nullable=True),
        sa.Column("scale_max", sa.Numeric(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("criteria", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("criteria", ["document_id"], "documents", ["document_id"], "CASCADE"),
        sa.PrimaryKeyConstraint("criterion_id", name="pk_criteria"),
    )
    op.create_index("ix_criteria_document_id", "criteria", ["document_id"], unique=False)
    op.create_index(
        "ix_criteria_document_id_table_id", "criteria", ["document_id", "table_id"], unique=False
    )
    op.create_table(
        "findings",
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        reference("findings", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("findings", ["document_id"], "documents", ["document_id"], "CASCADE"),
        sa.PrimaryKeyConstraint("finding_id", name="pk_findings"),
    )
    op.create_index("ix_findings_document_id", "findings", ["document_id"], unique=False)
    op.create_index(
        "ix_findings_document_id_table_id", "findings", ["document_id", "table_id"], unique=False
    )
    op.create_table(
        "heading_map",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        reference(
            "heading_map", ["document_id", "table_id"], "tables", ["document_id", "table_id"]
        ),
        reference("heading_map", ["document_id"], "documents", ["document_id"], "CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_heading_map"),
    )
    op.create_index(
        "ix_heading_map_document_id_table_id",
        "heading_map",
        ["document_id", "table_id"],
        unique=False,
    )
    op.create_table(
        "objectives",
        sa.Column("objective_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("org_unit", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("weight", sa.Numeric(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("mission", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("strategic_area", sa.Text(), nullable=True),
        sa.Column("stakeholders", sa.Text(), nullable=True),
        sa.Column("expected_outcome", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("objectives", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("objectives", ["document_id"], "documents", ["document_id"], "CASCADE"),
        reference("objectives", ["parent_id"], "objectives", ["objective_id"]),
        sa.PrimaryKeyConstraint("objective_id", name="pk_objectives"),
    )
    op.create_index("ix_objectives_document_id", "objectives", ["document_id"], unique=False)
    op.create_index(
        "ix_objectives_document_id_table_id",
        "objectives",
        ["document_id", "table_id"],
        unique=False,
    )
    op.create_index("ix_objectives_parent_id", "objectives", ["parent_id"], unique=False)
    op.create_table(
        "units",
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("units", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("units", ["document_id"], "documents", ["document_id"], "CASCADE"),
        reference("units", ["parent_id"], "units", ["unit_id"]),
        sa.PrimaryKeyConstraint("unit_id", name="pk_units"),
    )
    op.create_index("ix_units_document_id", "units", ["document_id"], unique=False)
    op.create_index(
        "ix_units_document_id_table_id", "units", ["document_id", "table_id"], unique=False
    )
    op.create_index("ix_units_parent_id", "units", ["parent_id"], unique=False)
    op.create_table(
        "actions",
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("due_raw", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("actions", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("actions", ["document_id"], "documents", ["document_id"], "CASCADE"),
        reference("actions", ["objective_id"], "objectives", ["objective_id"]),
        sa.PrimaryKeyConstraint("action_id", name="pk_actions"),
    )
    op.create_index("ix_actions_document_id", "actions", ["document_id"], unique=False)
    op.create_index(
        "ix_actions_document_id_table_id", "actions", ["document_id", "table_id"], unique=False
    )
    op.create_index("ix_actions_objective_id", "actions", ["objective_id"], unique=False)
    op.create_table(
        "indicators",
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("dimension", sa.Text(), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("data_source", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("org_unit", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("weight", sa.Numeric(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("indicators", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("indicators", ["document_id"], "documents", ["document_id"], "CASCADE"),
        reference("indicators", ["objective_id"], "objectives", ["objective_id"]),
        sa.PrimaryKeyConstraint("indicator_id", name="pk_indicators"),
    )
    op.create_index("ix_indicators_document_id", "indicators", ["document_id"], unique=False)
    op.create_index(
        "ix_indicators_document_id_table_id",
        "indicators",
        ["document_id", "table_id"],
        unique=False,
    )
    op.create_index("ix_indicators_objective_id", "indicators", ["objective_id"], unique=False)
    op.create_table(
        "values",
        sa.Column("value_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("comparator", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("value_max", sa.Numeric(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("bbox", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        reference("values", ["document_id", "table_id"], "tables", ["document_id", "table_id"]),
        reference("values", ["document_id"], "documents", ["document_id"], "CASCADE"),
        reference("values", ["indicator_id"], "indicators", ["indicator_id"]),
        sa.PrimaryKeyConstraint("value_id", name="pk_values"),
    )
    op.create_index("ix_values_document_id", "values", ["document_id"], unique=False)
    op.create_index(
        "ix_values_document_id_table_id", "values", ["document_id", "table_id"], unique=False
    )
    op.create_index("ix_values_indicator_id", "values", ["indicator_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_values_indicator_id", table_name="values")
    op.drop_index("ix_values_document_id_table_id", table_name="values")
    op.drop_index("ix_values_document_id", table_name="values")
    op.drop_table("values")
    op.drop_index("ix_indicators_objective_id", table_name="indicators")
    op.drop_index("ix_indicators_document_id_table_id", table_name="indicators")
    op.drop_index("ix_indicators_document_id", table_name="indicators")
    op.drop_table("indicators")
    op.drop_index("ix_actions_objective_id", table_name="actions")
    op.drop_index("ix_actions_document_id_table_id", table_name="actions")
    op.drop_index("ix_actions_document_id", table_name="actions")
    op.drop_table("actions")
    op.drop_index("ix_units_parent_id", table_name="units")
    op.drop_index("ix_units_document_id_table_id", table_name="units")
    op.drop_index("ix_units_document_id", table_name="units")
    op.drop_table("units")
    op.drop_index("ix_objectives_parent_id", table_name="objectives")
    op.drop_index("ix_objectives_document_id_table_id", table_name="objectives")
    op.drop_index("ix_objectives_document_id", table_name="objectives")
    op.drop_table("objectives")
    op.drop_index("ix_heading_map_document_id_table_id", table_name="heading_map")
    op.drop_table("heading_map")
    op.drop_index("ix_findings_document_id_table_id", table_name="findings")
    op.drop_index("ix_findings_document_id", table_name="findings")
    op.drop_table("findings")
    op.drop_index("ix_criteria_document_id_table_id", table_name="criteria")
    op.drop_index("ix_criteria_document_id", table_name="criteria")
    op.drop_table("criteria")
    op.drop_table("cells")
    op.drop_table("tables")
    op.drop_index("ix_documents_superseded_by", table_name="documents")
    op.drop_table("documents")
