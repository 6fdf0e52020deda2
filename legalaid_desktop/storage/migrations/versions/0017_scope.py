"""Checks of scope."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "scope_check",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("tree", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("end_lo", sa.String(), nullable=False),
        sa.Column("end_en", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("other_help", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_scope_check_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope_check")),
    )
    op.create_index(op.f("ix_scope_check_case_id"), "scope_check", ["case_id"])
