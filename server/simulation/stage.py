"""What the people of a day share: the mall, the clock, the server, and who is there."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from protocol.catalogue import Catalogue, CounterId, TenantId
from protocol.hall import Hall
from protocol.messages import Role
from protocol.visit import DeviceId, Visit, VisitId
from server.hub import Answer
from server.simulation.agenda import Agenda
from server.simulation.dice import dice
from server.simulation.host import Host
from server.simulation.link import Link
from server.simulation.scenario import Scenario

if TYPE_CHECKING:
    from server.simulation.floor import Floor
    from server.simulation.officer import Officer
    from server.simulation.visitor import Visitor

KIOSKS_COUNT = 6
RECEPTIONS_COUNT = 2


class Stage:
    floor: Floor

    def __init__(
        self, catalogue: Catalogue, scenario: Scenario, seed: int, day: date, agenda: Agenda, host: Host
    ) -> None:
        self.catalogue = catalogue
        self.scenario = scenario
        self.seed = seed
        self.day = day
        self.agenda = agenda
        self.host = host
        self.visitors: dict[VisitId, Visitor] = {}
        """By the visits they have now, or had."""
        self.officers: dict[CounterId, Officer] = {}
        self.links: list[Link] = []
        self.kiosks = [self.link(f"kiosk-{number}", "kiosk") for number in range(1, KIOSKS_COUNT + 1)]
        self.receptions = [
            self.link(f"reception-{number}", "reception") for number in range(1, RECEPTIONS_COUNT + 1)
        ]
        self.home = self.link("booking", "api")
        """Where people book from home."""

    @property
    def hall(self) -> Hall:
        """As every app shows it."""
        return self.host.hall

    def dice(self, *names: object) -> Random:
        return dice(self.seed, *names)

    def link(self, device: str, role: Role, place: str | TenantId = "") -> Link:
        link = Link(
            self.host,
            self.agenda,
            self.scenario.faults,
            self.dice("link", device),
            device=DeviceId(device),
            role=role,
            place=place,
        )
        self.links.append(link)
        return link

    def visit(self, visit: VisitId | None) -> Visit | None:
        return None if visit is None else self.hall.visits.get(visit)


def whatever(_: Answer) -> None:
    """For requests whose answer changes nothing for who asked: what follows is seen in the hall."""
