"""Whose deadline it is, what a file tells of the client, and time that is for no case."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

# the lead lawyer, else who opened the case, answers for what runs already
LEAD = """
UPDATE deadline SET responsible_id = COALESCE(
  (SELECT user_account.id FROM assignment JOIN user_account
     ON user_account.lawyer_id = assignment.lawyer_id
   WHERE assignment.case_id = deadline.case_id AND assignment.status = 'accepted'
     AND assignment.removed_at IS NULL AND user_account.disabled_on IS NULL
   ORDER BY assignment.id DESC LIMIT 1),
  (SELECT member.user_id FROM member JOIN user_account
     ON user_account.id = member.user_id
   WHERE member.case_id = deadline.case_id AND member.kind = 'opened'
     AND member.removed_at IS NULL AND member.until IS NULL
     AND user_account.disabled_on IS NULL
   ORDER BY member.id LIMIT 1))
WHERE status = 'open'
"""


def upgrade() -> None:
    """Adds the columns and the table; open deadlines get somebody who answers for them."""
    op.add_column("deadline", sa.Column("responsible_id", sa.Integer(), nullable=True))
    op.execute(LEAD)
    op.add_column("attachment", sa.Column("tells", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "office_time",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_office_time_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_office_time"),
    )
    op.create_index("ix_office_time_user_id", "office_time", ["user_id", "on"])
