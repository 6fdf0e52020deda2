"""Legal aid: decisions on eligibility, consents, and under which one a copy went out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the two tables; copies that are known went out before any consent was kept."""
    op.create_table(
        "eligibility",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("full_by", sa.Date(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("review_lo", sa.String(), nullable=False),
        sa.Column("review_en", sa.String(), nullable=False),
        sa.Column("help_lo", sa.String(), nullable=False),
        sa.Column("help_en", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        *_kept("eligibility"),
    )
    op.create_index("ix_eligibility_case_id", "eligibility", ["case_id"])
    op.create_table(
        "consent",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("recipient_lo", sa.String(), nullable=False),
        sa.Column("recipient_en", sa.String(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("abroad", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("giver", sa.String(), nullable=False),
        sa.Column("guardian", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("interpreter", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("attachment", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.Column("withdrawn_told", sa.String(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=False),
        *_kept("consent"),
    )
    op.create_index("ix_consent_case_id", "consent", ["case_id"])
    for name in ("body", "ground", "override"):
        op.add_column("copy", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("copy", sa.Column("consent_id", sa.Integer(), nullable=True))


def _kept(table: str) -> list[sa.schema.SchemaItem]:
    """What every record of a case has besides its own fields."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=f"fk_{table}_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]
