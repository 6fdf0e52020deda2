"""Deadlines that were counted again, and the table of holidays as it was before each change."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def _kept() -> tuple[sa.Column[object], ...]:
    """What every record has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    )


def upgrade() -> None:
    """Adds both tables."""
    op.create_table(
        "deadline_move",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("was_statutory", sa.Date(), nullable=False),
        sa.Column("was_safe", sa.Date(), nullable=False),
        sa.Column("was_at", sa.Time(), nullable=True),
        sa.Column("statutory_on", sa.Date(), nullable=False),
        sa.Column("safe_on", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holidays_version", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        *_kept(),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_deadline_move_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_move"),
    )
    op.create_index("ix_deadline_move_case_id", "deadline_move", ["case_id"])
    op.create_index("ix_deadline_move_deadline_id", "deadline_move", ["deadline_id"])
    op.create_table(
        "holiday_version",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("days", sa.JSON(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_holiday_version"),
    )
    op.create_index("ix_holiday_version_code", "holiday_version", ["code"])
