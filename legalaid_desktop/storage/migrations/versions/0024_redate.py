"""Events know the entry of the story they come from; deadlines what they were, and why again."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

# of rows that are there already: nothing is known of what they were
_OF_DEADLINES = (
    sa.Column("kind_was", sa.String(), nullable=True),
    sa.Column("kind_reason", sa.String(), nullable=False, server_default=""),
    sa.Column("asked_kind", sa.String(), nullable=True),
    sa.Column("hearing_id", sa.Integer(), nullable=True),
    sa.Column("reopened", sa.String(), nullable=False, server_default=""),
    sa.Column("reopened_by", sa.Integer(), nullable=True),
    sa.Column("reopened_on", sa.Date(), nullable=True),
)


def upgrade() -> None:
    """Adds the columns."""
    op.add_column("deadline_trigger", sa.Column("step_id", sa.Integer(), nullable=True))
    op.create_index("ix_deadline_trigger_step_id", "deadline_trigger", ["step_id"])
    for column in _OF_DEADLINES:
        op.add_column("deadline", column)
