"""The case file: numbers, courts and why it stands where it does; richer entries; decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003_people"

AUTHORS = """
UPDATE event SET author = (
    SELECT user_account.id FROM trail
    JOIN user_account ON user_account.name = trail.user
    WHERE trail.kind = 'event' AND trail.deed = 'create' AND trail.record = event.id
    AND trail.case_id = event.case_id
    ORDER BY trail.seq LIMIT 1
)
"""


def upgrade() -> None:
    """Adds the columns and the table; old entries get their authors from the trail."""
    with op.batch_alter_table("case_file") as batch:
        for name in ("subtype", "stage_cause", "chamber", "began", "shelf"):
            batch.add_column(_text(name))
        batch.add_column(sa.Column("stage_since", sa.Date(), nullable=True))
        batch.add_column(sa.Column("numbers", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("event") as batch:
        batch.add_column(_text("audience", "team"))
        for name in ("happening", "payment", "currency", "receipt"):
            batch.add_column(_text(name))
        for name in ("minutes", "amount"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(
            sa.Column("weighed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("author", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_event_author_user_account", "user_account", ["author"], ["id"])
    op.execute(AUTHORS)
    op.create_table(
        "decision",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("chamber", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("outcome_lo", sa.String(), nullable=False),
        sa.Column("outcome_en", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("weighed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_decision_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_case", "decision", ["case_id", "on", "id"])


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)
