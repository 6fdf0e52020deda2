"""What a form must be able to do so that its typing can be kept and put back."""

from typing import Protocol, runtime_checkable

from legalaid_desktop.desktop.drafts import Typed


@runtime_checkable
class Drafted(Protocol):
    """A form that says what is typed in it, and takes it back."""

    def typed(self) -> Typed:
        """All that stands in the fields."""
        ...

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        ...
