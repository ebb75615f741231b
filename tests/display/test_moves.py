"""What becomes of a call: who leaves the board, who stands there with another counter, who is not spoken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from client.link import LinkState
from display.calls import LISTED_S_MAX
from display.model import DisplayModel
from protocol.catalogue import CounterId, TenantId
from protocol.messages import VisitCalled, VisitTakenBack
from protocol.visit import Why
from tests.display.hall import HandAnnouncer, Mall

Make = Callable[..., DisplayModel]


def rows(model: DisplayModel) -> list[tuple[str, int, bool]]:
    """Label, counter, expected of each row."""
    return rows_of(model, "label", "counter", "expected")


def rows_of(model: DisplayModel, *fields: str) -> list[tuple[object, ...]]:
    roles = {bytes(name.data()).decode(): role for role, name in model.recent.roleNames().items()}
    return [
        tuple(model.recent.data(model.recent.index(at), roles[field]) for field in fields)
        for at in range(model.recent.rowCount())
    ]


def spoken(voice: HandAnnouncer) -> list[tuple[str, int, bool]]:
    return [(f"{one.prefix}-{one.number:03}", one.counter, one.recall) for one in voice.line]


def freed(mall: Mall, counter: int) -> None:
    mall.free(counter)


def sent_on(mall: Mall, counter: int) -> None:
    mall.transfer(counter, "bapenda.pbb-bayar")


LEAVES = [
    (Mall.park, "parked"),
    (Mall.cancel, "cancelled"),
    (sent_on, "transferred"),
    (freed, "taken_back"),
    (Mall.sign_off, "taken_back"),
    (Mall.take_back, "taken_back"),
]


@pytest.mark.parametrize(("move", "reason"), LEAVES)
def test_a_number_that_is_not_called_any_more_leaves_the_board_and_the_line_of_the_voice(
    mall: Mall, make_model: Make, voice: HandAnnouncer, move: Callable[[Mall, int], None], reason: str
) -> None:
    model = make_model(mall)
    mall.call(19)
    voice.begin()
    mall.call(1)
    move(mall, 1)
    assert rows(model) == [("D-001", 19, True)]
    assert (model.callNumber, spoken(voice)) == ("D-001", [("D-001", 19, False)])
    assert model.report()["skipped"] == {reason: 1}


@pytest.mark.parametrize(("move", "reason"), LEAVES)
def test_who_leaves_while_the_connection_is_lost_is_gone_when_it_is_back(
    mall: Mall, make_model: Make, voice: HandAnnouncer, move: Callable[[Mall, int], None], reason: str
) -> None:
    model = make_model(mall)
    mall.call(19)
    voice.begin()
    mall.call(1)
    mall.link.go(LinkState.LOST)
    move(mall, 1)
    mall.link.come_back()
    assert rows(model) == [("D-001", 19, True)]
    assert spoken(voice) == [("D-001", 19, False)]
    assert model.report()["skipped"] == {reason: 1}


@pytest.mark.parametrize("move", [Mall.park, sent_on])
def test_who_was_being_served_and_is_not_any_more_leaves_the_list_too(
    mall: Mall, make_model: Make, move: Callable[[Mall, int], None]
) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.start(1)
    assert rows(model) == [("A-001", 1, False)]
    move(mall, 1)
    assert rows(model) == []


def test_who_is_back_after_parking_is_called_anew_and_not_as_a_recall(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    visit = mall.call(1)
    voice.finish()
    mall.park(1)
    mall.come_back(visit, 1)
    mall.link.pass_time(1)
    mall.call(2)
    assert rows(model) == [("A-001", 2, True)]
    assert spoken(voice) == [("A-001", 2, False)]
    assert model.callReason == "Returned"


def test_a_no_show_who_is_taken_back_into_the_line_leaves_the_list_until_called_again(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    visit = mall.call(1)
    mall.miss(1)
    assert rows(model) == [("A-001", 1, False)]
    mall.restore(visit, 1)
    assert rows(model) == []
    mall.call(2)
    assert rows(model) == [("A-001", 2, True)]


def test_a_hand_over_shows_the_new_counter_and_is_not_spoken(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.open(2)
    mall.call(1)
    mall.start(1)
    mall.link.pass_time(LISTED_S_MAX + 1)
    model.tick()
    assert rows(model) == []
    mall.hand_over(1, 2)
    assert rows_of(model, "label", "counter", "expected", "since") == [("A-001", 2, False, "just now")]
    assert (model.callNumber, model.callCounter) == ("A-001", 2)
    assert (voice.line, model.report()["called"]) == ([], 1)
    mall.link.pass_time(LISTED_S_MAX + 1)
    model.tick()
    assert rows(model) == []


def test_a_hand_over_stands_where_it_stood_after_a_lost_connection(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.open(2)
    mall.call(1)
    mall.start(1)
    mall.link.pass_time(LISTED_S_MAX - 1)
    mall.hand_over(1, 2)
    mall.link.pass_time(60)
    mall.link.go(LinkState.LOST)
    mall.link.come_back()
    assert rows_of(model, "label", "counter", "since") == [("A-001", 2, "1 min ago")]


def test_another_officer_at_the_counter_changes_nothing_on_the_board(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.relieve(1)
    assert rows(model) == [("A-001", 1, True)]
    assert spoken(voice) == [("A-001", 1, False)]
    mall.start(1)
    assert rows(model) == [("A-001", 1, False)]


def test_each_stop_of_a_visit_is_called_to_its_own_counter_and_the_number_stands_there_once(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.take("dukcapil.ktp-rekam", "bapenda.pbb-bayar")
    mall.call(1)
    mall.start(1)
    mall.finish(1)
    mall.link.pass_time(60)
    mall.call(15)
    assert rows(model) == [("A-001", 15, True)]
    assert (model.callNumber, model.callCounter, model.callTenant) == ("A-001", 15, "Bapenda")
    assert spoken(voice) == [("A-001", 15, False)]
    assert voice.line[0].tenant == mall.link.hall.catalogue.tenants["bapenda"].spoken


def test_a_zone_shows_only_the_stop_that_is_called_to_one_of_its_counters(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall, zone="tengah")
    mall.take("dukcapil.ktp-rekam", "pdam.bayar-tagihan")
    mall.call(1)
    assert (rows(model), voice.line) == ([], [])
    mall.start(1)
    mall.finish(1)
    mall.link.pass_time(120)
    mall.call(19)
    assert rows(model) == [("A-001", 19, True)]
    assert spoken(voice) == [("A-001", 19, False)]


def test_who_is_sent_to_another_agency_is_shown_with_the_counter_that_calls_there(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.start(1)
    mall.transfer(1, "bapenda.pbb-bayar")
    mall.link.pass_time(60)
    mall.call(15)
    assert rows(model) == [("A-001", 15, True)]
    assert spoken(voice) == [("A-001", 15, False)]


def test_who_was_called_to_another_counter_while_the_connection_was_lost_is_spoken_with_that_one_only(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(19)
    voice.begin()
    mall.call(1)
    mall.link.go(LinkState.LOST)
    mall.take_back(1)
    mall.link.pass_time(5)
    mall.call(2)
    mall.link.come_back()
    assert spoken(voice) == [("D-001", 19, False), ("A-001", 2, False)]
    assert model.report()["skipped"] == {"taken_back": 1}
    assert rows(model) == [("A-001", 2, True), ("D-001", 19, True)]


def test_of_two_calls_in_one_commit_only_the_one_that_stands_is_spoken(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.open(1)
    mall.open(2)
    of = {"visit": mall.take(), "stop": 0, "tenant": TenantId("dukcapil"), "issuer": None}
    why = Why(rule="line_order")
    mall.link.happen(
        VisitCalled(**of, counter=CounterId(1), why=why),
        VisitTakenBack(**of, counter=CounterId(1), reason="officer"),
        VisitCalled(**of, counter=CounterId(2), why=why),
    )
    assert spoken(voice) == [("A-001", 2, False)]
    assert model.report()["skipped"] == {"overtaken": 1}


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda mall: mall.take(priority="pregnant"), "Priority"),
        (lambda mall: mall.book("dukcapil.ktp-rekam"), "Booking"),
        (lambda mall: mall.take(), ""),
    ],
)
def test_a_call_says_why_as_far_as_the_hall_may_know(
    mall: Mall, make_model: Make, prepare: Callable[[Mall], object], reason: str
) -> None:
    model = make_model(mall)
    prepare(mall)
    mall.call(1)
    assert model.callReason == reason
    assert rows_of(model, "reason") == [(reason,)]


def test_why_somebody_was_called_is_still_said_after_a_recall_and_a_lost_connection(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    mall.take(priority="infant")
    mall.call(1)
    mall.link.pass_time(5)
    mall.recall(1)
    assert model.callReason == "Priority"
    mall.link.go(LinkState.LOST)
    mall.link.pass_time(5)
    mall.recall(1)
    mall.link.come_back()
    assert model.callReason == "Priority"
    mall.link.go(LinkState.LOST)
    mall.take_back(1)
    mall.link.pass_time(1)
    mall.call(1)
    mall.link.come_back()
    assert model.callReason == "Priority", "another call of the same visitor"


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda mall: mall.take(priority="pregnant"), "Priority"),
        (lambda mall: mall.book("dukcapil.ktp-rekam"), "Booking"),
        (lambda mall: _parked_and_back(mall), "Returned"),
        (lambda mall: mall.take(), ""),
    ],
)
def test_a_call_first_seen_in_a_snapshot_says_why_too(
    mall: Mall, make_model: Make, prepare: Callable[[Mall], object], reason: str
) -> None:
    running = make_model(mall)
    mall.link.go(LinkState.LOST)
    prepare(mall)
    mall.link.pass_time(1)
    mall.call(1)
    mall.link.come_back()
    assert rows_of(running, "label", "reason") == [("A-001", reason)]
    assert running.callReason == reason
    started = make_model(mall)
    assert rows_of(started, "label", "reason") == [("A-001", reason)]


def _parked_and_back(mall: Mall) -> None:
    visit = mall.call(1)
    mall.park(1)
    mall.come_back(visit, 1)


def test_nothing_on_the_screen_tells_which_priority_it_is(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.take(priority="disability")
    mall.call(1)
    names = [kind.name for kind in mall.link.whole.catalogue.classes.values()]
    said = [str(value) for row in rows_of(model, *_roles(model)) for value in row]
    said += [model.callReason, model.callReasonIcon]
    assert "Priority" in said
    assert not {"disability", "accessibility", *(name.en for name in names), *(name.id for name in names)} & {
        *said
    }


def _roles(model: DisplayModel) -> list[str]:
    return [bytes(name.data()).decode() for name in model.recent.roleNames().values()]
