"""What an asked lawyer declares about conflicts of interest before the file is opened."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"


def upgrade() -> None:
    """Adds the columns; who was asked by an earlier program has declared nothing."""
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("declaration", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("declared_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("declared_by", sa.String(), nullable=False, server_default=""))
