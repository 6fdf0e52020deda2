"""Other help that a decision names, and what became of referrals."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Adds the columns; what is there has them empty."""
    op.add_column(
        "eligibility", sa.Column("other_help", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column("letter", sa.Column("referral", sa.JSON(), nullable=False, server_default="[]"))
