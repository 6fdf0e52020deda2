"""Which names a passphrase must not be made of: those of the office and of its people."""

from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.services.desk import Session
from legalaid_desktop.storage import offices as stored
from legalaid_desktop.storage import users as stored_users


def own_names(session: Session) -> tuple[str, ...]:
    """What is guessed first here."""
    people = (user.name for user in stored_users.every(session))
    return (*names_of(stored.profile(session)), *people)


def names_of(profile: OfficeProfile) -> tuple[str, ...]:
    """The names of an office."""
    return (profile.name_lo, profile.name_en, *profile.letterhead_lo, *profile.letterhead_en)
