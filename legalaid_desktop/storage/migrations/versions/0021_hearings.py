"""Notices and results of hearings, refused access, papers on their way to a court."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Adds the tables; hearings that are there have no result yet."""
    op.add_column("event", sa.Column("result", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "hearing_notice",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_for", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("signed", sa.String(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("attendance", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("struck", sa.String(), nullable=False),
        *_shared("hearing_notice"),
    )
    op.create_index("ix_hearing_notice_case_id", "hearing_notice", ["case_id", "event_id"])
    op.create_table(
        "access_refusal",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("complained_on", sa.Date(), nullable=True),
        *_shared("access_refusal"),
    )
    op.create_index("ix_access_refusal_case_id", "access_refusal", ["case_id"])
    op.create_table(
        "filing",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("by_representative", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        *_shared("filing"),
    )
    op.create_index("ix_filing_case_id", "filing", ["case_id"])


def _shared(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What every table has: a number, a version, the bin, and its case."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=f"fk_{table}_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
