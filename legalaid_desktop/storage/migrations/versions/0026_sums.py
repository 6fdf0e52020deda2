"""Deadlines keep what was assumed when they were counted, and what to beware of."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"


def upgrade() -> None:
    """Adds the columns; what older deadlines assumed nobody kept, so that they stay empty."""
    op.add_column("deadline", sa.Column("assumptions", sa.JSON(), nullable=True))
    op.add_column("deadline", sa.Column("warnings", sa.JSON(), nullable=True))
