"""A slip that is shown at a device: what its holder gets, and what nobody else learns."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from protocol import codec
from protocol.catalogue import CounterId
from protocol.frames import TOKEN_CHARACTERS_MAX, Present, Presented
from protocol.hall import State
from protocol.messages import (
    Command,
    FinishService,
    ParkVisit,
    Reason,
    Refused,
    VisitRestored,
)
from protocol.visit import PRIORITY, VisitId
from server.engine import PRINTING_S_MAX
from server.given import SERVER
from server.hub import Hub, Reply
from server.presenting import Presenting, as_visitor
from server.session import LOOKS_COUNT_MAX
from server.tickets import Tickets
from tests.server.door import App, Door, at, confirm, issue
from tests.server.mall import SATU
from tests.server.storage import MemoryStorage
from tests.server.story import KIOSK, Story

names = (f"-{number}" for number in itertools.count(1))
SOON = 10 * 60.0
LATE = 31 * 60.0
"""After the half hour in which a no-show may come back."""


def shown(story: Story, token: str) -> Presented | Refused:
    """What the device is answered at which the slip is shown."""

    def ask(command: Command, key: str | None, reply: Reply) -> None:
        before = len(story.events)
        outcome = story.ask(command, SERVER)
        reply(outcome if isinstance(outcome, Refused) else tuple(story.events[before:]))

    answers: list[Presented | Refused] = []
    presenting = Presenting(lambda: story.hall, Tickets(story.hall), ask)
    presenting.show(Present(look=7, token=token), answers.append)
    (answer,) = answers
    return answer


def show(story: Story, visit: VisitId) -> Presented:
    answer = shown(story, token_of(story, visit))
    assert isinstance(answer, Presented), answer
    assert answer.look == 7
    return answer


def token_of(story: Story, visit: VisitId) -> str:
    token = story.visit(visit).token
    assert token is not None
    return token


# What it does


def test_who_shows_a_slip_has_the_number(story: Story) -> None:
    visit = story.issue(SATU)
    answer = show(story, visit)
    assert (answer.did, answer.visit.stops[0].state, answer.today) == ("confirmed", State.WAITING, True)
    assert story.visit(visit).paper == "seen"


def test_a_slip_that_came_out_late_gets_its_place_back(story: Story) -> None:
    late, other = story.issue(SATU), story.arrive(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert story.stop(late).state is State.CANCELLED
    answer = show(story, late)
    assert (answer.did, answer.places[0].ahead) == ("confirmed", 0)
    assert story.line(SATU) == [late, other]


def test_a_recent_no_show_is_back_behind_the_next_three(story: Story) -> None:
    story.sign_on(1)
    missed, *others = [story.arrive(SATU) for _ in range(5)]
    assert story.miss(1) == missed
    story.wait(SOON)
    answer = show(story, missed)
    assert (answer.did, answer.refused) == ("restored", None)
    assert (answer.places[0].restored, answer.places[0].ahead) == (True, 3)
    assert story.line(SATU) == [*others[:3], missed, others[3]]


def test_a_no_show_of_too_long_ago_stays_one_and_is_told_why(story: Story) -> None:
    story.sign_on(1)
    missed = story.arrive(SATU)
    story.miss(1)
    story.wait(LATE)
    answer = show(story, missed)
    assert answer.did == "not_restored"
    assert answer.refused == Refused(reason=Reason.TOO_LATE, about="A-001")
    assert (answer.visit.stops[0].state, answer.places[0].restored) == (State.NO_SHOW, False)


@pytest.mark.parametrize("state", [State.WAITING, State.CALLED, State.SERVING, State.PARKED, State.FINISHED])
def test_showing_any_other_slip_changes_nothing_however_often(story: Story, state: State) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    if state is not State.WAITING:
        story.call(1)
    if state in (State.SERVING, State.FINISHED):
        story.start(1)
    if state is State.FINISHED:
        story.finish(1)
    if state is State.PARKED:
        story.at(1, ParkVisit, reason="documents")
    before = len(story.events)
    for _ in range(3):
        answer = show(story, visit)
        assert (answer.did, answer.visit.stops[0].state) == ("nothing", state)
    assert len(story.events) == before


def test_a_no_show_that_was_let_in_again_and_missed_again_is_let_in_once_more(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    for _ in range(2):
        story.miss(1)
        assert show(story, visit).did == "restored"
        assert show(story, visit).did == "nothing"


def test_a_slip_of_yesterday_is_told_from_one_of_today(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.wait(13 * 3_600)
    story.miss(1)
    # The day ends at 22:00; its no-shows are still there for a while.
    story.wait(1.1 * 3_600)
    assert story.hall.last_day is not None
    answer = show(story, visit)
    assert (answer.today, answer.did) == (False, "not_restored")
    assert answer.refused is not None
    assert answer.refused.reason is Reason.DAY_OVER


def test_an_unknown_token_is_refused(story: Story) -> None:
    assert shown(story, "nobody's") == Refused(reason=Reason.UNKNOWN_VISIT, about="token")


# At once at two devices, and without a disk


def hub_of(story: Story) -> tuple[Hub, MemoryStorage, Presenting]:
    disk = MemoryStorage()
    disk.rows = [(event.seq, codec.encode(event)) for event in story.events]
    hub = Hub(story.hall, disk, lambda events: None, lambda soon: soon())
    ask = as_visitor(hub, lambda: story.now, lambda: "token", lambda: "12345678")
    return hub, disk, Presenting(lambda: hub.committed, Tickets(story.hall), ask)


def test_a_no_show_shown_at_two_devices_at_once_is_back_once_and_both_say_so(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.miss(1)
    _, disk, presenting = hub_of(story)
    answers: list[Presented | Refused] = []
    for look in (1, 2):
        presenting.show(Present(look=look, token=token_of(story, visit)), answers.append)
    while disk.busy:
        disk.work()
    assert [answer.did for answer in answers if isinstance(answer, Presented)] == ["restored", "restored"]
    assert sum(isinstance(event.what, VisitRestored) for event in disk.events) == 1


@pytest.mark.parametrize("missed", [True, False])
def test_what_the_disk_does_not_take_has_not_happened_and_is_told(story: Story, missed: bool) -> None:
    visit = story.issue(SATU)
    if missed:
        story.confirm(visit)
        story.sign_on(1)
        story.miss(1)
    hub, disk, presenting = hub_of(story)
    answers: list[Presented | Refused] = []
    presenting.show(Present(look=1, token=token_of(story, visit)), answers.append)
    disk.work(healthy=False)
    (answer,) = answers
    assert isinstance(answer, Presented)
    assert answer.refused == Refused(reason=Reason.STORAGE_FAILED)
    assert answer.did == ("not_restored" if missed else "nothing")
    assert hub.committed.visits[visit] == story.visit(visit)


# What it tells


def test_the_holder_is_told_where_to_go_and_what_is_missing_and_no_more(story: Story) -> None:
    story.sign_on(1, "Sari Wulandari")
    visit = story.arrive(SATU, priority="elderly")
    story.call(1)
    called = show(story, visit)
    assert called.visit.stops[0].counter == CounterId(1)
    story.start(1)
    story.at(1, ParkVisit, reason="documents")
    parked = show(story, visit)
    assert parked.visit.stops[0].parked == "documents"
    assert parked.visit.priority == PRIORITY
    for answer in (called, parked):
        told = codec.encode(answer).decode()
        for secret in ("Sari", "elderly", KIOSK, token_of(story, visit), "counter-1"):
            assert secret not in told
        assert answer.visit.issuer is None


def test_how_it_ended_and_to_whom_it_was_sent_is_not_told(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.at(1, FinishService, outcome="not_served")
    stop = show(story, visit).visit.stops[0]
    assert (stop.state, stop.outcome, stop.only_officer) == (State.FINISHED, None, None)


# Through the front door


def look(app: App, token: str, number: int = 1) -> dict[str, Any]:
    app.say({"type": "Present", "look": number, "token": token})
    answer = app.next("Presented", "Refusal")
    assert answer["look"] == number
    return answer


def test_a_slip_of_one_kiosk_shown_at_another_brings_a_no_show_back(door: Door) -> None:
    with (
        door.join(f"kiosk{next(names)}", "kiosk") as first,
        door.join(f"kiosk{next(names)}", "kiosk") as second,
        door.join(f"counter{next(names)}", "counter", "dukcapil") as officer,
    ):
        ticket = first.done(issue(), "TicketIssued")["what"]
        answer = look(second, ticket["token"])
        assert (answer["did"], answer["visit"]["stops"][0]["state"]) == ("confirmed", "waiting")
        first.event("TicketConfirmed")
        officer.event("TicketIssued")
        officer.event("TicketConfirmed")
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        officer.done(at("CallNext", 8), "VisitCalled")
        first.event("VisitCalled")
        answer = look(second, ticket["token"], 2)
        assert (answer["did"], answer["visit"]["stops"][0]["counter"]) == ("nothing", 8)
        officer.done(at("MarkNoShow", 8, ticket["visit"]), "VisitMissed")
        first.event("VisitMissed")
        answer = look(second, ticket["token"], 3)
        assert (answer["did"], answer["places"]) == ("restored", [{"ahead": 0, "restored": True}])
        event = first.event("VisitRestored")
        assert (event["by"], event["request"]) == (None, None)
        officer.event("VisitRestored")
        # The other kiosk has heard of its looks, and of nothing else.
        second.beat()
        officer.done(at("SignOff", 8), "OfficerSignedOff")


def test_the_reception_may_look_too_and_an_unknown_slip_is_refused(door: Door) -> None:
    with door.join(f"reception{next(names)}", "reception") as desk:
        ticket = desk.done(issue(), "TicketIssued")["what"]
        desk.done(confirm(ticket["visit"]), "TicketConfirmed")
        assert look(desk, ticket["token"])["did"] == "nothing"
        refusal = look(desk, "nobody's", 2)
        assert (refusal["request"], refusal["refused"]["reason"]) == (None, "unknown_visit")


@pytest.mark.parametrize(
    ("role", "place"), [("counter", "dukcapil"), ("display", ""), ("floor", ""), ("api", "")]
)
def test_nobody_else_may_look(door: Door, role: str, place: str) -> None:
    with door.join(f"{role}{next(names)}", role, place) as app:
        assert look(app, "any")["refused"]["reason"] == "not_permitted"


@pytest.mark.parametrize("token", ["", "x" * (TOKEN_CHARACTERS_MAX + 1), 7, None])
def test_what_is_no_token_is_malformed(door: Door, token: object) -> None:
    with door.join(f"kiosk{next(names)}", "kiosk") as app:
        app.say({"type": "Present", "look": 1, "token": token})
        refusal = app.next("Refusal")
        assert (refusal["refused"]["reason"], "look" in refusal) == ("malformed", False)
        assert "$.token" in refusal["refused"]["about"]


def test_more_looks_than_a_hand_can_do_are_refused(door: Door) -> None:
    with door.join(f"kiosk{next(names)}", "kiosk") as app:
        for number in range(1, LOOKS_COUNT_MAX + 2):
            app.say({"type": "Present", "look": number, "token": "nobody's"})
        answers = [app.next("Refusal") for _ in range(LOOKS_COUNT_MAX + 1)]
        assert [answer["look"] for answer in answers] == list(range(1, LOOKS_COUNT_MAX + 2))
        reasons = [answer["refused"]["reason"] for answer in answers]
        assert reasons == [*["unknown_visit"] * LOOKS_COUNT_MAX, "overloaded"]
