"""An office's own rules of periods, and the keys that sign rule packs."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def _shared() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    )


def upgrade() -> None:
    """Adds both tables, empty."""
    op.create_table(
        "office_rule",
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        *_shared(),
        sa.PrimaryKeyConstraint("id", name="pk_office_rule"),
        sa.UniqueConstraint("rule_id", "number", name="uq_office_rule_rule_id_number"),
    )
    op.create_index("ix_office_rule_rule_id", "office_rule", ["rule_id"])
    op.create_table(
        "signing_key",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("private", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_shared(),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
        sa.UniqueConstraint("public", name="uq_signing_key_public"),
    )
