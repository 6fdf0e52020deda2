"""A task may be about one record of its case, to be looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Adds which record; the tasks that are there are about none."""
    op.add_column("task", sa.Column("record_kind", sa.String(), nullable=True))
    op.add_column("task", sa.Column("record_id", sa.Integer(), nullable=True))
