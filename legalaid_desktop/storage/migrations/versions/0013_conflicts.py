"""What an asked lawyer declares before the file opens; a second safe contact in the bin."""

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
    with op.batch_alter_table("safe_contact") as batch:
        batch.drop_constraint("uq_safe_contact_person_id", type_="unique")
    present = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_safe_contact_person_id",
        "safe_contact",
        ["person_id"],
        unique=True,
        sqlite_where=present,
        postgresql_where=present,
    )
