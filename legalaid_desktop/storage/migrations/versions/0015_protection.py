"""Protection: who signed a view, the interview, the help and the codes of a worksheet."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

TEXTS = (
    "interviewer", "interpreter", "interview_place", "duration", "agreement", "route", "health",
    "children", "needs", "risks", "wishes", "part", "relation",
)  # fmt: skip
LISTS = ("help", "recruitments", "controls", "vulnerabilities")


def upgrade() -> None:
    """Adds the columns; a view counts as signed where the lawyer had typed it."""
    op.add_column("worksheet", sa.Column("interviewed_on", sa.Date(), nullable=True))
    for name in TEXTS:
        op.add_column("worksheet", _filled(name, sa.String(), ""))
    for name in LISTS:
        op.add_column("worksheet", _filled(name, sa.JSON(), "[]"))
    op.add_column("worksheet_view", _filled("signed_by", sa.String(), ""))
    op.execute(
        "UPDATE worksheet_view SET signed_by = entered_by WHERE EXISTS (SELECT 1 FROM user_account"
        " WHERE user_account.name = worksheet_view.entered_by"
        " AND user_account.lawyer_id = worksheet_view.lawyer_id)"
    )


def _filled(name: str, kind: sa.types.TypeEngine[Any], empty: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, server_default=empty)
