"""Handing over: what runs in a case when a colleague takes it from another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.tasks import TaskLine
from legalaid_desktop.domain.withheld_papers import WithheldPaper


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Running(Private):
    """What runs in a case.

    Attributes:
        deadlines: open ones; hearings: those ahead; offers: not answered yet.
        tasks: open ones; letters: those whose answer is still expected.
        holdings: what is still here of the client's; custodies: of whoever is held now.
        withheld: papers that somebody keeps from their owner.
        blind: accounts that stand in for a deadline and do not see the case.
        names: of those who answer for a deadline, by the ids of their accounts.
    """

    case: Case
    deadlines: tuple[Deadline, ...] = ()
    hearings: tuple[Event, ...] = ()
    offers: tuple[Assignment, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    letters: tuple[Letter, ...] = ()
    holdings: tuple[Holding, ...] = ()
    custodies: tuple[Custody, ...] = ()
    withheld: tuple[WithheldPaper, ...] = ()
    blind: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)

    def answers_for(self, deadline: Deadline) -> str:
        """The name of who answers for it; nothing where nobody does."""
        return self.names.get(deadline.responsible_id or 0, "")

    def stands_in(self, deadline: Deadline) -> str:
        """The name of who stands in; nothing where nobody does."""
        return self.names.get(deadline.stand_in_id or 0, "")

    def is_blind(self, deadline: Deadline) -> bool:
        """Whether who stands in does not see the case, and is warned of nothing."""
        return deadline.stand_in_id in self.blind

    @property
    def count(self) -> int:
        """How many things run."""
        kinds = (
            self.custodies, self.deadlines, self.hearings, self.offers, self.tasks, self.letters,
            self.holdings, self.withheld,
        )  # fmt: skip
        return sum(map(len, kinds))
