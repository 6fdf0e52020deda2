"""The daily work: tasks, letters, things of clients, closings, and more about attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENTS = ("asked_at", "decided_at", "reopened_at")


def upgrade() -> None:
    """Makes the tables."""
    _tasks()
    _letters()
    _holdings()
    _closings()
    for name, kind, empty in (
        ("pages", sa.Integer(), "0"),
        ("language", sa.String(), ""),
        ("certified_by", sa.String(), ""),
        ("mark", sa.String(), ""),
        ("custody", sa.JSON(), "[]"),
    ):
        column = sa.Column(name, kind, nullable=False, server_default=empty)
        op.add_column("attachment", column)
    op.add_column("attachment", sa.Column("translates", sa.Integer(), nullable=True))


def _tasks() -> None:
    op.create_table(
        "task",
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *_texts("settled_by", "reason", "sequence", "step"),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_task_case_id_case_file"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name="fk_task_owner_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    op.create_index("ix_task_case_id", "task", ["case_id"])
    op.create_index("ix_task_owner", "task", ["owner_id", "status", "due_on"])


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("case_id", sa.Integer(), nullable=True),
        *_texts("direction"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("their_number"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        *_texts("correspondent", "subject", "way"),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        *_texts("void_why"),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_letter_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
    )
    op.create_index("ix_letter_case_id", "letter", ["case_id"])
    op.create_index("uq_letter_number", "letter", ["direction", "year", "number"], unique=True)
    known = sa.text("answers_id IS NOT NULL")
    op.create_index(
        "ix_letter_answer", "letter", ["answers_id"], sqlite_where=known, postgresql_where=known
    )


def _holdings() -> None:
    op.create_table(
        "holding",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("kind", "what", "form"),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        *_texts("received_from", "received_by", "receipt"),
        sa.Column("returned_on", sa.Date(), nullable=True),
        *_texts("returned_to", "returned_by", "return_receipt"),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_holding_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_holding"),
    )
    op.create_index("ix_holding_case_id", "holding", ["case_id"])


def _closings() -> None:
    op.create_table(
        "closing",
        sa.Column("case_id", sa.Integer(), nullable=False),
        *_texts("service", "outcome", "summary", "originals_why", "stage"),
        sa.Column("approved", sa.Boolean(), nullable=False),
        *_texts("asked_by", "decided_by", "decided_why", "reopened_by", "reopened_why"),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in MOMENTS),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_closing_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_closing"),
    )
    op.create_index("ix_closing_case_id", "closing", ["case_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _bin() -> list[sa.Column[object]]:
    """Key, version, and who put it into the bin."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    ]
