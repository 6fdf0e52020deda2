"""The index of everything that can be found, and the text of files."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Contentless: the index holds words, the records hold the texts. A word is letters with their
# marks: as it comes, unicode61 takes Lao vowels for separators.
INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content='', contentless_delete=1, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N*'"
)
"""


def upgrade() -> None:
    """Makes the tables; the program fills them in the background."""
    op.create_table(
        "search_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_search_state")),
    )
    op.create_table(
        "file_text",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_file_text")),
    )
    op.execute(INDEX)
    op.execute("CREATE VIRTUAL TABLE search_word USING fts5vocab(search_index, row)")
