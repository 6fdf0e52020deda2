"""Records that keep what they know of people out of logs, crash reports and error messages."""


class Private:
    """A record whose ``repr`` says which one it is and nothing that it holds."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={getattr(self, 'id', None)})"
