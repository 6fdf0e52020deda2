"""Intakes and safe contact."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _shared() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    ]


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    """Makes the two tables."""
    op.create_table(
        "intake",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        *_texts(
            "status", "way", "third_party", "other_name", "other_phone", "other_relation",
            "other_reason", "other_note", "pass_phrase", "custody", "child", "deadline", "danger",
            "trafficking", "language", "dialect", "interpreter", "interpreter_sex", "literacy",
            "adaptation_note", "source", "source_note", "next_step", "decision_reason",
        ),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("adaptations", sa.JSON(), nullable=False),
        sa.Column("call_again_on", sa.Date(), nullable=True),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("other_help", sa.JSON(), nullable=False),
        sa.Column("split_from", sa.Integer(), nullable=True),
        *_shared(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_intake_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_intake"),
    )  # fmt: skip
    op.create_index("ix_intake_case_id", "intake", ["case_id"], unique=False)
    op.create_index("ix_intake_queue", "intake", ["status", "received_at"], unique=False)
    op.create_table(
        "safe_contact",
        sa.Column("person_id", sa.Integer(), nullable=False),
        *_texts(
            "call", "say_who", "hours", "code_word", "others", "email", "chat", "letters", "place"
        ),
        *_shared(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_safe_contact_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safe_contact"),
        sa.UniqueConstraint("person_id", name="uq_safe_contact_person_id"),
    )
