"""Which tables a database has, and how it gets those of this program (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

SCRIPTS = "legalaid_desktop:storage/migrations"
CORE = frozenset({"identity", "alembic_version"})
"""Tables that the database keeps about itself; no migration touches them."""


def config(versions: Path | None = None) -> Config:
    """Alembic's settings; ``versions`` is another folder of migrations."""
    made = Config()
    made.set_main_option("script_location", SCRIPTS)
    made.set_main_option("path_separator", "newline")
    if versions is not None:
        made.set_main_option("version_locations", str(versions).replace("%", "%%"))
    return made


def head(versions: Path | None = None) -> str | None:
    """The newest revision this program knows; nothing while there is no migration."""
    return ScriptDirectory.from_config(config(versions)).get_current_head()


def known(revision: str, versions: Path | None = None) -> bool:
    """Whether this program knows a revision; it does not know those of newer programs."""
    scripts = ScriptDirectory.from_config(config(versions)).walk_revisions()
    return any(script.revision == revision for script in scripts)


def revision(connection: Connection) -> str | None:
    """The revision the database has."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, versions: Path | None = None) -> None:
    """Brings the database to ``head``, in the transaction of the connection."""
    settings = config(versions)
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def differences(connection: Connection, metadata: MetaData) -> list[object]:
    """Where the tables and the models differ; empty when they agree."""
    options = {"compare_type": True, "include_name": _is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name not in CORE
