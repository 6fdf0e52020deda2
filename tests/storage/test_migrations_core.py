"""Migrations: in one transaction, on the keyed connection, with a copy before."""

import subprocess
import sys

import pytest
from sqlalchemy import text

from legalaid_desktop.domain.errors import Damaged, NewerFile
from legalaid_desktop.storage import connections, identity, places, schema
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.database import Database

FIRST = """
import sqlalchemy as sa
from alembic import op
revision = "first"
down_revision = None
def upgrade():
    op.create_table("author", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "book",
        sa.Column("title", sa.String, nullable=False),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id"), nullable=False),
    )
    op.execute("INSERT INTO author VALUES (1)")
    op.execute("INSERT INTO book VALUES ('Kaysone', 1)")
"""
SECOND = """
import sqlalchemy as sa
from alembic import op
revision: str = "second"
down_revision: str | None = "first"
def upgrade():
    with op.batch_alter_table("author") as batch:
        batch.add_column(sa.Column("name", sa.String, nullable=False, server_default="?"))
    {more}
"""


@pytest.fixture
def versions(tmp_path):
    made = tmp_path / "100% versions"
    made.mkdir()
    (made / "first.py").write_text(FIRST, encoding="utf-8")
    return made


@pytest.fixture
def old_office(folder, unlocked, versions):
    """An office of the first version; then the program learns a second."""
    Database.create(folder, unlocked, versions).close()

    def learn(more=""):
        (versions / "second.py").write_text(SECOND.format(more=more), encoding="utf-8")
        return versions

    return learn


def ask(database, question):
    with database.read() as session:
        return session.execute(text(question)).all()


def test_the_programs_own_migrations_reach_its_tables(database):
    from legalaid_desktop.storage import tables

    assert tables.OfficeRow.metadata is Base.metadata
    with database.read() as session:
        assert schema.differences(session.connection(), Base.metadata) == []
        assert schema.revision(session.connection()) == schema.head()


def test_the_files_tell_what_alembic_tells(old_office):
    from alembic.script import ScriptDirectory

    for versions in (None, old_office()):
        scripts = ScriptDirectory.from_config(schema.config(versions))
        assert schema.head(versions) == scripts.get_current_head()
        assert all(schema.known(each.revision, versions) for each in scripts.walk_revisions())
    assert not schema.known("third", old_office())


def test_an_office_of_this_version_opens_without_alembic(folder, database, passphrase):
    database.close()
    code = (
        "import sys; from pathlib import Path\n"
        "from legalaid_desktop.storage import keys\n"
        "from legalaid_desktop.storage.database import Database\n"
        "folder = Path(sys.argv[1])\n"
        "Database.open(folder, keys.unlock(folder, 'noy', sys.argv[2])).close()\n"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(folder), passphrase]
    answer = subprocess.run(command, capture_output=True, check=True)
    assert answer.stdout.strip() == b"False"


def test_an_old_office_is_brought_up_and_keeps_its_records(folder, unlocked, old_office):
    opened = Database.open(folder, unlocked, old_office())
    assert ask(opened, "SELECT * FROM author") == [(1, "?")]
    assert ask(opened, "SELECT * FROM book") == [("Kaysone", 1)]
    assert ask(opened, "PRAGMA foreign_keys") == [(1,)]
    opened.close()


def test_a_copy_of_the_old_office_is_kept(folder, unlocked, old_office, versions):
    Database.open(folder, unlocked, old_office()).close()
    copy = folder / "office.db.before-first"
    assert b"Kaysone" not in copy.read_bytes()
    copy.replace(folder / places.DATABASE)
    (versions / "second.py").unlink()
    restored = Database.open(folder, unlocked, versions)
    assert ask(restored, "SELECT * FROM author") == [(1,)]
    restored.close()


def test_an_office_of_this_version_is_not_copied(folder, unlocked, old_office, versions):
    Database.open(folder, unlocked, versions).close()
    assert not list(folder.glob("*.before-*"))


@pytest.mark.parametrize(
    ("more", "failure"),
    [("raise ZeroDivisionError", ZeroDivisionError), ("op.execute('DELETE FROM author')", Damaged)],
    ids=["a mistake", "a record that points to nothing"],
)
def test_a_failed_migration_changes_nothing(folder, unlocked, old_office, versions, more, failure):
    with pytest.raises(failure):
        Database.open(folder, unlocked, old_office(more))
    (versions / "second.py").unlink()
    opened = Database.open(folder, unlocked, versions)
    assert ask(opened, "SELECT * FROM author") == [(1,)]
    opened.close()


def test_an_office_of_a_newer_program_is_refused_and_left_alone(
    folder, unlocked, old_office, versions
):
    Database.open(folder, unlocked, old_office()).close()
    before = (folder / places.DATABASE).read_bytes()
    (versions / "second.py").unlink()
    with pytest.raises(NewerFile):
        Database.open(folder, unlocked, versions)
    assert (folder / places.DATABASE).read_bytes() == before


def test_a_keyed_database_that_is_no_office_is_refused(folder, unlocked, versions):
    made = connections.connect(folder / places.DATABASE, unlocked, create=True)
    made.execute("CREATE TABLE something (a)")
    made.close()
    with pytest.raises(Damaged) as refusal:
        Database.open(folder, unlocked, versions)
    assert refusal.value.reason == identity.FOREIGN
