"""Protection: worksheets, views, steps, ages, papers, custody, losses, rates of exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the tables."""
    _worksheet()
    _worksheet_view()
    _victim_status()
    _age_evidence()
    _withheld_paper()
    _custody()
    _loss()
    _exchange_rate()


def _worksheet() -> None:
    op.create_table(
        "worksheet",
        *_of_a_person(),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("recruiter", sa.String(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        *_common(),
        *_keys("worksheet"),
        sa.PrimaryKeyConstraint("id", name="pk_worksheet"),
    )
    op.create_index("ix_worksheet_case_id", "worksheet", ["case_id"])
    op.create_index("ix_worksheet_person_id", "worksheet", ["person_id"])


def _worksheet_view() -> None:
    op.create_table(
        "worksheet_view",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("trafficking", sa.String(), nullable=False),
        sa.Column("smuggling", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("lawyer_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        *_common(),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_worksheet_view_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(
            ["lawyer_id"], ["lawyer.id"], name="fk_worksheet_view_lawyer_id_lawyer"
        ),
        sa.ForeignKeyConstraint(
            ["worksheet_id"], ["worksheet.id"], name="fk_worksheet_view_worksheet_id_worksheet"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_worksheet_view"),
    )
    op.create_index("ix_worksheet_view_case_id", "worksheet_view", ["case_id"])


def _victim_status() -> None:
    op.create_table(
        "victim_status",
        *_of_a_person(),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        *_common(),
        *_keys("victim_status"),
        sa.PrimaryKeyConstraint("id", name="pk_victim_status"),
    )
    op.create_index("ix_victim_status_case_id", "victim_status", ["case_id"])
    op.create_index("ix_victim_status_person_id", "victim_status", ["person_id"])


def _age_evidence() -> None:
    op.create_table(
        "age_evidence",
        *_of_a_person(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_year", sa.Integer(), nullable=True),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("doctor", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *_common(),
        *_keys("age_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_age_evidence"),
    )
    op.create_index("ix_age_evidence_case_id", "age_evidence", ["case_id"])
    op.create_index("ix_age_evidence_person_id", "age_evidence", ["person_id"])


def _withheld_paper() -> None:
    op.create_table(
        "withheld_paper",
        *_of_a_person(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=True),
        sa.Column("new_number", sa.String(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        *_common(),
        *_keys("withheld_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_withheld_paper"),
    )
    op.create_index("ix_withheld_paper_case_id", "withheld_paper", ["case_id"])
    op.create_index("ix_withheld_paper_person_id", "withheld_paper", ["person_id"])


def _custody() -> None:
    op.create_table(
        "custody",
        *_of_a_person(),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("ground_note", sa.String(), nullable=False),
        sa.Column("accusation", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("release_note", sa.String(), nullable=False),
        *_common(),
        *_keys("custody"),
        sa.PrimaryKeyConstraint("id", name="pk_custody"),
    )
    op.create_index("ix_custody_case_id", "custody", ["case_id"])
    op.create_index("ix_custody_person_id", "custody", ["person_id"])


def _loss() -> None:
    op.create_table(
        "loss",
        *_of_a_person(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("quantity", sa.String(), nullable=False),
        sa.Column("per", sa.String(), nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.Column("money", sa.String(), nullable=False),
        sa.Column("paid", sa.String(), nullable=False),
        sa.Column("deductions", sa.JSON(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        *_common(),
        *_keys("loss"),
        sa.PrimaryKeyConstraint("id", name="pk_loss"),
    )
    op.create_index("ix_loss_case_id", "loss", ["case_id"])
    op.create_index("ix_loss_person_id", "loss", ["person_id"])


def _exchange_rate() -> None:
    op.create_table(
        "exchange_rate",
        sa.Column("money", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kip", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        *_common(),
        sa.PrimaryKeyConstraint("id", name="pk_exchange_rate"),
    )


def _of_a_person() -> list[sa.Column[int]]:
    return [
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
    ]


def _keys(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=f"fk_{table}_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{table}_person_id_person"),
    ]


def _common() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    ]
