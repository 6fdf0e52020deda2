"""The few deadlines that were put on a day by hand are found by it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Adds the index."""
    there = sa.text("hand_on IS NOT NULL")
    op.create_index(
        "ix_deadline_hand",
        "deadline",
        ["status", "hand_on"],
        sqlite_where=there,
        postgresql_where=there,
    )
