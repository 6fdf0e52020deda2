"""Ed25519 keys: the office's own, kept in its encrypted database, and those of other offices."""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.signing_keys import SigningKey
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import SigningKeyRow

_SECRET = frozenset({"private"})


def every(session: Session) -> list[SigningKey]:
    """All keys, the oldest first."""
    query = select(SigningKeyRow).order_by(SigningKeyRow.id)
    return [records.read(row, SigningKey) for row in session.scalars(query)]


def ours(session: Session) -> SigningKey | None:
    """The key that this office signs with, once it has one."""
    return next((one for one in every(session) if one.is_ours), None)


def made(session: Session, name: str, by: str, at: datetime) -> SigningKey:
    """The key that this office signs with; a fresh one where it has none."""
    known = ours(session)
    if known is not None:
        return known
    private = Ed25519PrivateKey.generate()
    fresh = SigningKey(
        name=name,
        public=private.public_key().public_bytes_raw().hex(),
        private=private.private_bytes_raw().hex(),
        by=by,
        at=at,
    )
    return save(session, fresh)


def save(session: Session, key: SigningKey) -> SigningKey:
    """Writes the key; the trail never has what signs."""
    return records.save(session, SigningKeyRow, key, Change.RULE, unsaid=_SECRET)


def sign(key: SigningKey, data: bytes) -> str:
    """The signature in hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.private)).sign(data).hex()


def is_signed(data: bytes, public: str, signature: str) -> bool:
    """Whether that key made that signature of that data."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
