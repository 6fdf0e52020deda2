"""What can be wrong, as data; the window and the command line turn it into sentences."""


class LegalAidError(Exception):
    """Something a user can understand and act on; everything else is a bug."""


class InvalidValue(LegalAidError):
    """A field cannot be kept as it is.

    Attributes:
        field: the name of the record's field.
        reason: a message id (English); ``values`` fill its ``{placeholders}``.
    """

    def __init__(self, field: str, reason: str, /, **values: object) -> None:
        super().__init__(field, reason, values)
        self.field, self.reason, self.values = field, reason, values


class Refused(LegalAidError):
    """The program will not do this, and says why.

    Attributes:
        reason: a message id (English); ``values`` fill its ``{placeholders}``.
    """

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason, self.values = reason, values


class NotFound(Refused):
    """The record, rule or file asked for is not there."""


class NotAllowed(Refused):
    """The person may not do this."""


class Stale(Refused):
    """Somebody else saved the record meanwhile; nothing was written."""


class WrongPassphrase(Refused):
    """The passphrase opens no slot of this office."""


class TooSoon(Refused):
    """Too many failures: somebody has to wait; ``values`` has the ``seconds``."""


class Damaged(Refused):
    """A file is not what was written; ``reason`` says which and what to do."""


class NewerFile(Refused):
    """The office was written by a newer version of the program."""


class Cancelled(LegalAidError):
    """The user stopped a long piece of work; nothing was left behind."""
