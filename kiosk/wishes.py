"""What a visitor has chosen so far: errands in the order in which they are done soonest, a priority class."""

from __future__ import annotations

from dataclasses import dataclass, replace

from protocol.catalogue import Catalogue, ClassId, Language, ServiceId
from protocol.frames import Waiting
from protocol.itinerary import legs_of, quickest
from protocol.messages import STOPS_COUNT_MAX, Errand, IssueTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`errands`: each service once, in the order in which they were chosen."""

    errands: tuple[ServiceId, ...] = ()
    priority: ClassId | None = None

    @property
    def full(self) -> bool:
        return len(self.errands) >= STOPS_COUNT_MAX

    def plus(self, service: ServiceId) -> Wishes:
        """Unchanged where it is full, or has the service already."""
        if self.full or service in self.errands:
            return self
        return replace(self, errands=(*self.errands, service))

    def minus(self, service: ServiceId) -> Wishes:
        return replace(self, errands=tuple(errand for errand in self.errands if errand != service))

    def of(self, priority: ClassId) -> Wishes:
        """A second touch takes it back."""
        return replace(self, priority=None if priority == self.priority else priority)

    def known_to(self, catalogue: Catalogue) -> Wishes:
        """Without what another catalogue does not have."""
        return Wishes(
            errands=tuple(errand for errand in self.errands if errand in catalogue.services),
            priority=self.priority if self.priority in catalogue.classes else None,
        )

    def ordered(self, catalogue: Catalogue, waiting: Waiting | None) -> tuple[ServiceId, ...]:
        """The quickest order, by what is to be expected now."""
        if len(self.errands) < 2:
            return self.errands
        legs = legs_of(catalogue, waiting, self.errands)
        return tuple(self.errands[index] for index in quickest(legs, catalogue.walking))

    def command(self, catalogue: Catalogue, waiting: Waiting | None, language: Language) -> IssueTicket:
        """One number for all of them; there must be at least one."""
        first, *rest = self.ordered(catalogue, waiting)
        more = tuple(Errand(service=service) for service in rest)
        return IssueTicket(service=first, language=language, priority=self.priority, more=more)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandRow:
    """One errand in the bar, in the order in which they are done soonest."""

    key: str
    number: int
    title: str
    tenant: str
    shut: bool
    open: bool
    """The one whose page is in sight, not on the list yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One priority class to choose from."""

    key: str
    title: str
    emblem: str
    chosen: bool


def errand_rows(
    aside: Wishes, wanted: Wishes, catalogue: Catalogue, waiting: Waiting | None, language: Language
) -> list[ErrandRow]:
    """Of all that is wanted; `aside`: without the one in sight."""
    rows: list[ErrandRow] = []
    for number, id in enumerate(wanted.ordered(catalogue, waiting), start=1):
        service = catalogue.services[id]
        row = ErrandRow(
            key=id,
            number=number,
            title=service.name.in_(language),
            tenant=catalogue.tenants[service.tenant].short_name,
            shut=waiting is not None and id in waiting.shut,
            open=id not in aside.errands,
        )
        rows.append(row)
    return rows


def class_rows(wishes: Wishes, catalogue: Catalogue, language: Language) -> list[ClassRow]:
    return [
        ClassRow(key=id, title=each.name.in_(language), emblem=each.icon, chosen=id == wishes.priority)
        for id, each in catalogue.classes.items()
    ]
