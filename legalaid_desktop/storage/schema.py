"""Which tables a database has, and how it gets those of this program (Alembic).

Alembic takes longer to load than the database takes to open, so it is loaded only when there is
something to migrate; which migrations exist is read from the files themselves.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, inspect

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = "legalaid_desktop:storage/migrations"
CORE = frozenset({"identity", "alembic_version"})
"""Tables that the database keeps about itself; no migration touches them."""

INDEX = "search_index"
"""The index of the search; the tables that SQLite keeps for it begin so, too."""
WORDS = "search_word"
"""The words that are in it."""

_OWN = Path(__file__).parent / "migrations" / "versions"
_REVISION = re.compile(r"""^revision\b[^=]*=\s*["']([^"']+)""", re.MULTILINE)
_BEFORE = re.compile(r"""^down_revision\b[^=]*=\s*["']([^"']+)""", re.MULTILINE)


def config(versions: Path | None = None) -> "Config":
    """Alembic's settings; ``versions`` is another folder of migrations."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", SCRIPTS)
    made.set_main_option("path_separator", "newline")
    if versions is not None:
        made.set_main_option("version_locations", str(versions).replace("%", "%%"))
    return made


def head(versions: Path | None = None) -> str | None:
    """The newest revision this program knows; nothing while there is no migration."""
    texts = _migrations(versions)
    last = set(_found(_REVISION, texts)) - set(_found(_BEFORE, texts))
    return max(last, default=None)


def known(revision: str, versions: Path | None = None) -> bool:
    """Whether this program knows a revision; it does not know those of newer programs."""
    return revision in _found(_REVISION, _migrations(versions))


def revision(connection: Connection) -> str | None:
    """The revision the database has."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, versions: Path | None = None) -> None:
    """Brings the database to ``head``, in the transaction of the connection."""
    from alembic import command

    settings = config(versions)
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def differences(connection: Connection, metadata: MetaData) -> list[object]:
    """Where the tables and the models differ; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    options = {"compare_type": True, "include_name": _is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    known = name in CORE or name == WORDS or (name or "").startswith(INDEX)
    return kind != "table" or not known


def _migrations(versions: Path | None) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (versions or _OWN).glob("*.py")]


def _found(pattern: re.Pattern[str], texts: list[str]) -> list[str]:
    return [found[1] for text in texts if (found := pattern.search(text))]
