"""Where else somebody who is held was taken, and who heard the clock ring."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"


def upgrade() -> None:
    """Adds both; nobody whose custody is there was taken elsewhere, as far as it was noted."""
    for name in ("transfers", "heard"):
        column = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
        op.add_column("custody", column)
