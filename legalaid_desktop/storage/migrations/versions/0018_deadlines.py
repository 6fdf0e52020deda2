"""Deadlines know their kind, the event they run from, who looked at them and who settled them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

# columns of rows that are there already: open deadlines keep their dates and have no event
_OF_DEADLINES = (
    sa.Column("kind", sa.String(), nullable=False, server_default="deadline"),
    sa.Column("trigger_id", sa.Integer(), nullable=True),
    sa.Column("after_id", sa.Integer(), nullable=True),
    sa.Column("rule_version", sa.String(), nullable=False, server_default=""),
    sa.Column("prolongations", sa.JSON(), nullable=False, server_default="[]"),
    sa.Column("hand_on", sa.Date(), nullable=True),
    sa.Column("hand_reason", sa.String(), nullable=False, server_default=""),
    sa.Column("asked", sa.String(), nullable=True),
    sa.Column("asked_by", sa.Integer(), nullable=True),
    sa.Column("asked_on", sa.Date(), nullable=True),
    sa.Column("proof", sa.String(), nullable=False, server_default=""),
    sa.Column("proof_id", sa.Integer(), nullable=True),
    sa.Column("settled_by", sa.Integer(), nullable=True),
    sa.Column("settled_on", sa.Date(), nullable=True),
    sa.Column("stand_in_id", sa.Integer(), nullable=True),
    sa.Column("seen_by", sa.Integer(), nullable=True),
    sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
)


def upgrade() -> None:
    """Adds the columns and the table of events."""
    for column in _OF_DEADLINES:
        op.add_column("deadline", column)
    op.create_index("ix_deadline_trigger_id", "deadline", ["trigger_id"])
    op.execute("UPDATE deadline SET kind = 'clock' WHERE actor NOT IN ('our_side')")
    op.create_table(
        "deadline_trigger",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("known", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("which", sa.String(), nullable=False),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("restarts", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_deadline_trigger_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_trigger"),
    )
    op.create_index("ix_deadline_trigger_case_id", "deadline_trigger", ["case_id"])
