"""What was told on this computer already: as seals of it, so that nobody reads anything there."""

import json
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

KEPT_FOR = timedelta(days=60)
_LENGTH = 20


class ToldMarks:
    """Remembers marks of warnings past the end of the program.

    Args:
        path: where they lie; without one they last as long as the program.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = _read(path)

    def has(self, office: str, mark: str) -> bool:
        """Whether that was told."""
        return _seal(office, mark) in self._known

    def add(self, office: str, mark: str, today: date) -> None:
        """Keeps that it was told, and forgets what is long past; a full disk stops nothing."""
        oldest = (today - KEPT_FOR).isoformat()
        self._known = {seal: day for seal, day in self._known.items() if day >= oldest}
        self._known[_seal(office, mark)] = today.isoformat()
        self._keep()

    def forget(self, office: str, mark: str) -> None:
        """From now on that was not told."""
        if self._known.pop(_seal(office, mark), None):
            self._keep()

    def _keep(self) -> None:
        if self._path is None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._known), encoding="utf-8")
            fresh.replace(self._path)


def _seal(office: str, mark: str) -> str:
    return sha256(f"{office}\n{mark}".encode()).hexdigest()[:_LENGTH]


def _read(path: Path | None) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
