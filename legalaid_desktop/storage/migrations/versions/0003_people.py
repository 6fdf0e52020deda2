"""People: other names, several identity papers and addresses, household, merged entries."""

import sqlalchemy as sa
from alembic import op

revision = "0003_people"
down_revision = "0002"

TEXTS = (
    "rank_lo", "rank_latin", "birth_basis", "birth_note", "house", "unit", "village_also",
    "marital", "ethnic_group", "ethnic_subgroup", "disability", "health",
)  # fmt: skip
LISTS = ("aliases", "addresses", "id_papers", "household", "languages")


def upgrade() -> None:
    """Adds the columns, moves the one identity paper into the list of them, makes the table."""
    for name in TEXTS:
        op.add_column("person", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in LISTS:
        op.add_column("person", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("person", sa.Column("born_month", sa.Integer(), nullable=True))
    _move_papers()
    for name in ("id_paper", "id_number", "id_held_by"):
        op.drop_column("person", name)
    op.create_table(
        "merge",
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_merge"),
    )
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"])
    op.create_index("ix_merge_gone_id", "merge", ["gone_id"])


def _move_papers() -> None:
    person = sa.table(
        "person",
        *(sa.column(name) for name in ("id", "id_paper", "id_number", "id_held_by")),
        sa.column("id_papers", sa.JSON()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(person)).all():
        told = (row.id_number, row.id_held_by)
        if row.id_paper == "none" and not any(told):
            continue  # nothing was said of papers
        paper = {
            "kind": "other" if row.id_paper == "none" else row.id_paper,
            "number": row.id_number,
            "name": "",
            "birth": "",
            "issued_on": None,
            "expires_on": None,
            "holder": "other" if row.id_held_by else "self",
            "held_by": row.id_held_by,
        }
        connection.execute(sa.update(person).where(person.c.id == row.id).values(id_papers=[paper]))
