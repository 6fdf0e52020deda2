"""Who confirmed that an unverified rule applies, and that a period began anew."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Adds them; of what is there nobody was asked."""
    by = sa.Column("confirmed_by", sa.String(), nullable=False, server_default="")
    op.add_column("deadline", by)
    op.add_column("deadline", sa.Column("confirmed_on", sa.Date(), nullable=True))
    anew = sa.Column("restart_by", sa.String(), nullable=False, server_default="")
    op.add_column("deadline_trigger", anew)
