"""What every link promises an app: the real one on a socket and the fake one in memory alike."""

from __future__ import annotations

import pytest

from client.fake import FakeLink, small_catalogue
from client.link import LinkState
from protocol.catalogue import ServiceId
from protocol.hall import State
from protocol.messages import (
    ConfirmTicket,
    DayStarted,
    IssueTicket,
    Reason,
    TicketConfirmed,
    TicketIssued,
)
from protocol.visit import VisitId
from tests.client.conftest import NOON
from tests.client.stage import DEVICE
from tests.rules import rules, shows

KTP = IssueTicket(service=ServiceId("dukcapil.ktp-rekam"))
NOWHERE = IssueTicket(service=ServiceId("nowhere.nothing"))


class Real:
    """A link on loopback with a server that can go away."""

    def __init__(self, make_link, stage):
        self.stage = stage
        self.link = make_link(typed=stage.address)
        self.happen = stage.happen

    @property
    def whole(self):
        return self.stage.hall

    def open(self):
        self.link.open()

    def lose(self):
        self.port = self.stage.die()

    def come_back(self):
        self.stage.listen(self.port)


class Faked:
    def __init__(self):
        self.link = FakeLink(
            role="kiosk",
            catalogue=small_catalogue(),
            now=NOON,
            device=DEVICE,
            decide=rules,
            show=shows,
            ready=False,
        )
        self.happen = self.link.happen
        self.open = self.come_back = self.link.come_back

    @property
    def whole(self):
        return self.link.whole

    def lose(self):
        self.link.go(LinkState.LOST, "the server hung up")


@pytest.fixture(params=["real", "fake"])
def world(request, qapp):
    if request.param == "fake":
        return Faked()
    return Real(request.getfixturevalue("make_link"), request.getfixturevalue("stage"))


@pytest.fixture
def told(world):
    """Everything the link has told, in order."""
    told: list[tuple[str, object]] = []
    world.link.answered.connect(lambda handle, events: told.append(("answered", (handle, events))))
    world.link.refused.connect(lambda handle, refused: told.append(("refused", (handle, refused))))
    world.link.presented.connect(lambda handle, presented: told.append(("presented", (handle, presented))))
    world.link.hallChanged.connect(lambda events: told.append(("hall", events)))
    return told


@pytest.fixture
def until(qtbot):
    return lambda question: qtbot.waitUntil(lambda: bool(question()), timeout=10_000)


@pytest.fixture
def ready(world, told, until):
    world.open()
    until(lambda: ("hall", ()) in told)
    told.clear()
    return world.link


def named(told, kind):
    return [what for name, what in told if name == kind]


def test_before_the_first_snapshot_there_is_an_empty_hall(world):
    assert world.link.hall.seq == 0
    assert not world.link.hall.catalogue.services
    assert world.link.welcome is None
    assert world.link.waiting is None


def test_a_ready_link_has_the_catalogue_and_knows_its_device(ready):
    assert ready.state is LinkState.READY
    assert set(ready.hall.catalogue.services) == {"dukcapil.ktp-rekam", "dukcapil.kk", "pdam.sambungan"}
    assert (ready.welcome.device, ready.welcome.role) == (DEVICE, "kiosk")


def test_send_returns_before_its_answer_which_follows_the_change_of_the_hall(ready, told, until):
    handle = ready.send(KTP)
    assert told == []
    until(lambda: named(told, "answered"))
    assert [name for name, _ in told] == ["hall", "answered"]
    [(answered, events)] = named(told, "answered")
    assert answered == handle
    assert [type(event.what) for event in events] == [TicketIssued]
    assert ready.hall.visits[events[0].what.visit].label == "A-001"


def test_each_command_is_answered_under_its_own_handle(ready, told, until):
    handles = [ready.send(KTP), ready.send(NOWHERE), ready.send(KTP)]
    until(lambda: len(named(told, "answered")) == 2)
    assert [handle for handle, _ in named(told, "answered")] == [handles[0], handles[2]]
    [(refused, why)] = named(told, "refused")
    assert (refused, why.reason) == (handles[1], Reason.UNKNOWN_SERVICE)


def test_what_others_do_changes_the_hall_and_answers_nothing(world, ready, told, until):
    world.happen(DayStarted(day="2026-01-06"))
    until(lambda: ready.hall.day == "2026-01-06")
    assert named(told, "answered") == []


def test_a_kiosk_is_not_told_of_other_kiosks_visits(world, ready, told, until):
    world.happen(
        DayStarted(day="2026-01-06"),
        TicketIssued(
            visit=VisitId(2),
            stop=0,
            tenant="pdam",
            issuer="other",
            service="pdam.sambungan",
            prefix="B",
            number=1,
            language="id",
            ahead=0,
            token="t",
        ),
        TicketConfirmed(visit=VisitId(2), stop=0, tenant="pdam", issuer="other", paper="seen"),
    )
    until(lambda: ready.hall.day == "2026-01-06")
    assert len(world.whole.visits) == 1
    assert not ready.hall.visits


def test_a_command_sent_while_lost_is_answered_after_the_return(world, ready, told, until):
    world.lose()
    until(lambda: ready.state is LinkState.LOST)
    handle = ready.send(KTP)
    world.happen(DayStarted(day="2026-01-06"))
    assert ready.hall.day == "2026-01-05"
    world.come_back()
    until(lambda: named(told, "answered"))
    assert named(told, "hall")[0] == ()
    assert [one for one, _ in named(told, "answered")] == [handle]
    assert ready.hall.day == "2026-01-06"


def test_a_ticket_can_be_confirmed(ready, told, until):
    ready.send(KTP)
    until(lambda: named(told, "answered"))
    visit = named(told, "answered")[0][1][-1].what.visit
    ready.send(ConfirmTicket(visit=visit, paper="printed"))
    until(lambda: len(named(told, "answered")) == 2)
    assert ready.hall.visits[visit].stops[0].state is State.WAITING


def test_a_slip_that_is_shown_is_answered_under_its_own_handle(world, ready, told, until):
    ready.send(KTP)
    until(lambda: named(told, "answered"))
    visit = named(told, "answered")[0][1][0].what.visit
    told.clear()
    unknown, known = ready.look("nobody's"), ready.look(world.whole.visits[visit].token)
    assert told == []
    until(lambda: named(told, "presented"))
    [(handle, presented)] = named(told, "presented")
    assert (handle, presented.look, presented.did) == (known, known, "confirmed")
    assert presented.visit.label == "A-001"
    assert presented.visit.token is None
    [(refused, why)] = named(told, "refused")
    assert (refused, why.reason) == (unknown, Reason.UNKNOWN_VISIT)
    assert ready.hall.visits[visit].stops[0].state is State.WAITING


def test_a_slip_that_is_shown_without_a_server_is_refused_and_not_kept(world, ready, told, until):
    world.lose()
    until(lambda: ready.state is LinkState.LOST)
    told.clear()
    handle = ready.look("some-token")
    assert told == []
    until(lambda: named(told, "refused"))
    assert [one for one, _ in named(told, "refused")] == [handle]
    world.come_back()
    until(lambda: ready.state is LinkState.READY)
    assert named(told, "presented") == []
