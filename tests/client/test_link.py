from __future__ import annotations

import time
from datetime import timedelta

import pytest
from PySide6.QtNetwork import QHostAddress, QTcpServer

from client.address import Address, LastGood
from client.language import Languages
from client.link import LOOKS_COUNT_MAX, NOT_ASKED, RETRY_REPLACED_S, UNREADABLE_COUNT_MAX, LinkState
from client.pending import COMMANDS_COUNT_MAX
from client.trouble import Why
from protocol.catalogue import ServiceId, Text
from protocol.frames import TOKEN_CHARACTERS_MAX, Beat, Events, Hello, Present, Refusal, Report, Waiting
from protocol.hall import State
from protocol.messages import (
    SCHEMA,
    Actor,
    ConfirmTicket,
    DayStarted,
    Errand,
    Event,
    IssueTicket,
    Reason,
    Refused,
    TicketConfirmed,
    VisitId,
)
from protocol.service import PROTOCOL
from tests.client.conftest import NOON, PACE
from tests.client.stage import INSTANCE

KTP = IssueTicket(service=ServiceId("dukcapil.ktp-rekam"))
WATER = IssueTicket(service=ServiceId("pdam.sambungan"))
BOTH = IssueTicket(
    service=ServiceId("dukcapil.ktp-rekam"), more=(Errand(service=ServiceId("pdam.sambungan")),)
)
FULL = Refused(
    reason=Reason.QUOTA_REACHED, again=NOON + timedelta(days=1), title=Text(id="Habis", en="All given")
)
NOWHERE = IssueTicket(service=ServiceId("nowhere.nothing"))


class Heard:
    """All that a link has emitted, in order."""

    def __init__(self, link):
        self.answers: list[tuple[int, object]] = []
        self.refusals: list[tuple[int, object]] = []
        self.halls: list[tuple[Event, ...]] = []
        self.states: list[LinkState] = []
        self._link = link
        link.answered.connect(lambda handle, events: self.answers.append((handle, events)))
        link.refused.connect(lambda handle, refused: self.refusals.append((handle, refused)))
        link.hallChanged.connect(self.halls.append)
        link.stateChanged.connect(lambda: self.states.append(link.state))


@pytest.fixture
def heard(link):
    return Heard(link)


@pytest.fixture
def until(qtbot):
    """Turns the event loop until the question is answered with yes."""
    return lambda question: qtbot.waitUntil(lambda: bool(question()), timeout=10_000)


@pytest.fixture
def ready(link, until, heard):
    link.open()
    until(lambda: link.state is LinkState.READY)
    return link


def test_an_app_introduces_itself_and_gets_the_hall(ready, stage, heard):
    assert stage.session.frames[0] == Hello(protocol=PROTOCOL, token="secret", app="test 1")
    assert ready.hall == stage.view
    assert ready.welcome.public_url == "http://mall.test:8080"
    assert ready.problem == ""
    assert heard.states == [LinkState.SEARCHING, LinkState.CONNECTING, LinkState.READY][-len(heard.states) :]
    assert heard.halls == [()]


def test_a_link_without_any_address_says_that_it_is_searching(make_link):
    link = make_link()
    link.open()
    assert link.state is LinkState.SEARCHING
    assert link.problem == "Mall (instance): “mall-of-the-test”. This device is on no network."
    assert not link.hall.visits


def test_the_hall_follows_the_servers(ready, stage, until, heard):
    ready.send(KTP)
    until(lambda: heard.answers)
    visit = VisitId(stage.hall.seq)
    stage.happen(
        TicketConfirmed(visit=visit, stop=0, tenant="dukcapil", issuer="kiosk-1", paper="printed"),
        by="kiosk-1",
    )
    until(lambda: len(heard.halls) == 3)
    assert ready.hall == stage.view
    assert ready.hall.visits[visit].stops[0].state is State.WAITING


def test_an_answer_comes_with_its_handle_when_the_hall_has_it_already(ready, until):
    seen = []
    ready.answered.connect(lambda handle, events: seen.append((handle, events, ready.hall.seq)))
    first, second = ready.send(BOTH), ready.send(WATER)
    until(lambda: len(seen) == 2)
    assert [handle for handle, _, _ in seen] == [first, second]
    assert [event.part for event in seen[0][1]] == [0, 1]
    for _, events, seq in seen:
        assert seq >= events[-1].seq
    assert ready.pending == 0


def test_events_of_other_devices_answer_nothing(ready, stage, until, heard):
    stage.deaf = True
    ready.send(KTP)
    until(lambda: stage.session.asked)
    other = Event(
        schema=SCHEMA,
        seq=1,
        part=0,
        at=NOON,
        by=Actor(device="kiosk-2"),
        request=1,
        what=DayStarted(day="2026-01-05"),
    )
    stage.session.say(Events(events=(other,)))
    until(lambda: len(heard.halls) == 2)
    assert heard.answers == []
    assert ready.pending == 1


def test_a_refusal_comes_with_its_handle(ready, until, heard):
    handle = ready.send(NOWHERE)
    until(lambda: heard.refusals)
    [(refused_handle, refused)] = heard.refusals
    assert refused_handle == handle
    assert refused.reason is Reason.UNKNOWN_SERVICE
    assert refused.about == "nowhere.nothing"
    assert ready.pending == 0


def test_what_was_asked_before_the_connection_is_sent_in_order_when_it_is_there(link, stage, until, heard):
    handles = [link.send(command) for command in (KTP, WATER, KTP)]
    link.open()
    until(lambda: len(heard.answers) == 3)
    assert [handle for handle, _ in heard.answers] == handles
    assert stage.session.asked == [(1, KTP), (2, WATER), (3, KTP)]


def test_numbers_go_on_above_what_the_server_has_seen_from_this_device(make_link, stage, until):
    first = make_link(typed=stage.address)
    first.open()
    first.send(KTP)
    first.send(KTP)
    until(lambda: len(stage.hall.visits) == 2)
    first.close()
    second = make_link(typed=stage.address)
    second.send(WATER)
    second.open()
    until(lambda: len(stage.hall.visits) == 3)
    assert stage.session.asked == [(3, WATER)]


def test_too_many_waiting_commands_are_refused_at_once_but_after_send_has_returned(link, until, heard):
    for _ in range(COMMANDS_COUNT_MAX):
        link.send(KTP)
    handle = link.send(KTP)
    assert heard.refusals == []
    until(lambda: heard.refusals)
    [(refused_handle, refused)] = heard.refusals
    assert (refused_handle, refused.reason) == (handle, Reason.OVERLOADED)
    assert link.pending == COMMANDS_COUNT_MAX


def test_a_request_whose_answer_was_lost_is_repeated_with_one_effect(ready, stage, until, heard):
    stage.mute = True
    handle = ready.send(KTP)
    until(lambda: stage.hall.visits)
    stage.session.hang_up()
    stage.mute = False
    until(lambda: heard.answers)
    assert [session.asked for session in stage.sessions] == [[(1, KTP)], [(1, KTP)]]
    assert len(stage.hall.visits) == 1
    assert ready.hall == stage.view
    [(answered_handle, events)] = heard.answers
    assert answered_handle == handle
    assert events[-1].request == 1
    # The snapshot has them already: nothing was applied twice.
    assert heard.halls == [(), ()]


def test_a_request_that_never_arrived_is_repeated_before_younger_ones(ready, stage, until, heard):
    stage.deaf = True
    first = ready.send(KTP)
    until(lambda: stage.session.asked)
    stage.session.hang_up()
    until(lambda: ready.state is LinkState.LOST)
    stage.deaf = False
    second = ready.send(WATER)
    until(lambda: len(heard.answers) == 2)
    assert stage.session.asked == [(1, KTP), (2, WATER)]
    assert [handle for handle, _ in heard.answers] == [first, second]


@pytest.mark.slow
def test_an_unanswered_request_stays_pending(ready, stage, until, heard):
    stage.deaf = True
    ready.send(KTP)
    until(lambda: [frame for frame in stage.session.frames if isinstance(frame, Beat)][3:])
    assert ready.state is LinkState.READY
    assert ready.pending == 1
    assert heard.answers == heard.refusals == []


def test_the_last_picture_stays_while_the_server_is_away_and_is_renewed_after(ready, stage, until, heard):
    ready.send(KTP)
    until(lambda: heard.answers)
    before = ready.hall
    port = stage.die()
    until(lambda: ready.state is LinkState.LOST)
    assert ready.hall == before
    assert ready.problem
    stage.happen(DayStarted(day="2026-01-06"))
    stage.listen(port)
    until(lambda: ready.state is LinkState.READY)
    assert ready.hall == stage.view != before


@pytest.mark.slow
def test_a_silent_server_is_left_and_found_again(ready, stage, until, heard):
    stage.mute = True
    until(lambda: ready.state is LinkState.LOST)
    assert "no answer" in ready.problem
    stage.mute = False
    until(lambda: ready.state is LinkState.READY)
    assert len(stage.sessions) >= 2


def test_discovery_wakes_a_waiting_link_at_once(make_link, stage, until):
    link = make_link(typed=Address(host="127.0.0.1", port=1), pace=1.0)
    link.open()
    until(lambda: link.problem)
    begun = time.monotonic()
    link.found((stage.address,))
    until(lambda: link.state is LinkState.READY)
    assert time.monotonic() - begun < 2.0


def test_a_server_that_moved_is_followed_although_the_old_address_is_still_listed(ready, stage, until):
    old = stage.address
    ready.found((old,))
    stage.die()
    stage.listen()
    ready.found((old, stage.address))
    until(lambda: len(stage.sessions) == 2)
    until(lambda: ready.state is LinkState.READY)


def test_a_dead_address_is_passed_over(make_link, stage, until):
    link = make_link()
    link.open()
    link.found((Address(host="127.0.0.1", port=1), stage.address))
    until(lambda: link.state is LinkState.READY)


def test_an_address_that_takes_the_connection_but_says_nothing_is_passed_over(make_link, stage, until):
    hole = QTcpServer()
    assert hole.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost))
    link = make_link()
    link.open()
    link.found((Address(host="127.0.0.1", port=hole.serverPort()), stage.address))
    until(lambda: link.state is LinkState.READY)
    hole.close()


def test_an_address_found_during_an_attempt_is_tried_right_after_it(make_link, stage, until):
    hole = QTcpServer()
    assert hole.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost))
    waits: list[float] = []
    link = make_link(
        typed=Address(host="127.0.0.1", port=hole.serverPort()), chance=lambda: waits.append(0.0) or 0.0
    )
    link.open()
    until(hole.hasPendingConnections)
    link.found((stage.address,))
    until(lambda: link.state is LinkState.READY)
    assert waits == []
    hole.close()


def test_a_server_of_another_instance_is_not_joined(make_link, stage, until):
    stage.instance = "demo"
    link = make_link(typed=stage.address)
    link.open()
    until(lambda: len(stage.sessions) == 2)
    assert link.state is LinkState.CONNECTING
    assert link.problem == (
        f"Mall (instance): “{INSTANCE}”. Tried: {stage.address} – is the server of “demo”."
    )
    assert link.welcome is None


def test_a_frame_that_cannot_be_read_brings_a_fresh_snapshot(ready, stage, until, heard, expect_log):
    expect_log("unreadable")
    stage.session.say_text('{"type":"Events","events":[{"seq":1,"what":{"type":"Miracle"}}]}')
    until(lambda: len(stage.sessions) == 2 and ready.state is LinkState.READY)
    assert heard.states[-2:] == [LinkState.LOST, LinkState.READY]
    assert heard.halls == [(), ()]


def test_an_event_of_another_schema_is_not_applied(ready, stage, until, heard, expect_log):
    expect_log(f"schema {SCHEMA + 1}")
    event = Event(
        schema=SCHEMA + 1, seq=1, part=0, at=NOON, by=None, request=None, what=DayStarted(day="2026-01-06")
    )
    stage.session.say(Events(events=(event,)))
    until(lambda: len(stage.sessions) == 2 and ready.state is LinkState.READY)
    assert heard.halls == [(), ()]
    assert ready.hall.day == "2026-01-05"


def test_an_event_that_does_not_fit_brings_a_fresh_snapshot(ready, stage, until, heard, expect_log):
    expect_log("does not fit")
    what = TicketConfirmed(visit=99, stop=0, tenant="pdam", issuer="kiosk-1", paper="printed")
    stage.session.say(
        Events(events=(Event(schema=SCHEMA, seq=1, part=0, at=NOON, by=None, request=None, what=what),))
    )
    until(lambda: len(stage.sessions) == 2 and ready.state is LinkState.READY)
    assert ready.hall == stage.view


@pytest.mark.slow
def test_an_app_that_never_understands_needs_an_update_and_still_tries_now_and_then(
    link, stage, until, heard, expect_log
):
    expect_log("unreadable")

    def greet(session):
        stage.welcome(session)
        session.say_text('{"type":"Wonder"}')

    stage.greet = greet
    link.open()
    until(lambda: link.state is LinkState.UPDATE_NEEDED)
    assert len(stage.sessions) == UNREADABLE_COUNT_MAX
    stage.greet = stage.welcome
    until(lambda: link.state is LinkState.READY)


def test_another_major_version_needs_an_update(link, stage, until, heard):
    stage.protocol = "2.0"
    link.open()
    until(lambda: link.state is LinkState.UPDATE_NEEDED)
    assert link.problem.endswith(f"Tried: {stage.address} – speaks protocol 2.0, this program {PROTOCOL}.")
    assert LinkState.READY not in heard.states


def test_a_server_that_wants_another_version_needs_an_update(link, stage, until):
    stage.greet = lambda session: session.goodbye("version_unsupported", "2.0 is spoken here")
    link.open()
    until(lambda: link.state is LinkState.UPDATE_NEEDED)
    assert link.verdict == Why(what="version_unsupported", about="2.0 is spoken here")
    assert link.problem.endswith("wants another version (2.0 is spoken here).")


@pytest.mark.slow
def test_an_unknown_token_is_rejected_until_the_device_is_enrolled(link, stage, until):
    stage.greet = lambda session: session.goodbye("token_unknown")
    link.open()
    until(lambda: link.state is LinkState.REJECTED)
    assert link.verdict == Why(what="token_unknown")
    assert link.problem == (
        f"Mall (instance): “{INSTANCE}”. Tried: {stage.address} – does not know the token of this device."
    )
    stage.greet = stage.welcome
    until(lambda: link.state is LinkState.READY)


@pytest.mark.slow
def test_a_replaced_app_does_not_fight_back_at_once(ready, stage, until):
    stage.session.goodbye("replaced")
    until(lambda: ready.state is LinkState.REJECTED)
    assert ready.verdict == Why(what="replaced")
    begun = time.monotonic()
    ready.found((stage.address,))
    until(lambda: ready.state is LinkState.READY)
    assert time.monotonic() - begun >= RETRY_REPLACED_S * PACE * 0.9
    assert ready.verdict is None


def test_a_rejected_app_still_says_why_when_the_server_has_gone(make_link, stage, until):
    stage.greet = lambda session: session.goodbye("token_unknown")
    link = make_link(typed=stage.address, pace=0.001)
    link.open()
    until(lambda: link.state is LinkState.REJECTED)
    stage.die()
    until(lambda: "no server is running there" in link.problem)
    assert (link.state, link.verdict) == (LinkState.REJECTED, Why(what="token_unknown"))


def test_each_change_of_state_is_logged_with_instance_address_and_reason(make_link, stage, until, caplog):
    caplog.set_level("INFO", "antrean.link")
    dead = Address(host="127.0.0.1", port=1)
    link = make_link(typed=dead, pace=0.01)
    link.open()
    until(lambda: link.problem)
    link.found((stage.address,))
    until(lambda: link.state is LinkState.READY)
    stage.session.goodbye("token_unknown")
    until(lambda: link.state is LinkState.REJECTED)
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == f"connecting: instance {INSTANCE!r} at 127.0.0.1:1"
    assert said[1].startswith(
        f"connecting: instance {INSTANCE!r}, tried 127.0.0.1:1 (refused: Connection refused)"
    )
    assert said[-2] == f"ready: instance {INSTANCE!r} at {stage.address}"
    assert said[-1].startswith(f"rejected: instance {INSTANCE!r}, tried {stage.address} (token_unknown)")
    assert len(said) == len(set(said)), "the same trouble is said once"


@pytest.mark.parametrize("reason", ["too_slow", "silent", "malformed", "shutting_down"])
def test_an_app_that_was_let_go_comes_back_by_itself(ready, stage, until, heard, reason):
    stage.session.goodbye(reason)
    until(lambda: ready.state is LinkState.LOST)
    assert stage.address.host in ready.problem
    until(lambda: ready.state is LinkState.READY)
    assert heard.states[-2:] == [LinkState.LOST, LinkState.READY]


def test_the_technicians_text_is_in_the_language_of_the_moment(ready, stage, until):
    languages = Languages()
    try:
        stage.session.goodbye("replaced")
        until(lambda: ready.state is LinkState.REJECTED)
        english = ready.problem
        languages.set_language("id")
        assert ready.problem != english
        assert INSTANCE in ready.problem
    finally:
        languages.close()


def test_commands_meant_for_other_books_are_refused(ready, stage, until, heard):
    stage.deaf = True
    handle = ready.send(ConfirmTicket(visit=VisitId(7), paper="seen"))
    until(lambda: stage.session.asked)
    stage.identity = "books-2"
    stage.session.hang_up()
    until(lambda: heard.refusals)
    assert [(one, refused.reason) for one, refused in heard.refusals] == [(handle, Reason.TOO_OLD)]
    assert stage.session.asked == []


def test_time_is_the_servers(link, stage, until):
    stage.now = NOON + timedelta(days=400)
    assert link.now() - NOON < timedelta(minutes=1)
    link.open()
    until(lambda: link.state is LinkState.READY)
    assert abs(link.now() - stage.now) < timedelta(seconds=5)
    assert link.now().utcoffset() == timedelta(0)
    stage.now += timedelta(hours=1)
    until(lambda: abs(link.now() - stage.now) < timedelta(seconds=5))


def test_the_devices_own_state_is_told_after_every_connection(link, stage, until):
    link.report(paper="out")
    link.open()
    until(lambda: Report(paper="out") in (stage.sessions and stage.session.frames))
    link.report(sound="ok")
    until(lambda: Report(paper="out", sound="ok") in stage.session.frames)
    link.report(sound="ok")
    link.report(keypad="ok", sign="silent 8", scanner="")
    whole = Report(paper="out", sound="ok", keypad="ok", sign="silent 8", scanner="")
    until(lambda: whole in stage.session.frames)
    stage.session.hang_up()
    until(lambda: len(stage.sessions) == 2 and whole in stage.session.frames)
    assert stage.sessions[0].frames.count(Report(paper="out", sound="ok")) == 1


def test_current_values_are_passed_on(ready, stage, qtbot):
    with qtbot.waitSignal(ready.waitingChanged):
        stage.session.say(
            Waiting(
                lines={"pdam.sambungan": 3}, ahead={}, served=("pdam.sambungan",), shut={"dukcapil.kk": FULL}
            )
        )
    assert ready.waiting.lines == {"pdam.sambungan": 3}
    assert ready.waiting.shut == {"dukcapil.kk": FULL}


def test_the_address_that_worked_is_remembered_over_a_restart(make_link, stage, until, tmp_path):
    memory = LastGood(tmp_path / "state" / "address")
    first = make_link(typed=stage.address, last_good=memory)
    first.open()
    until(lambda: first.state is LinkState.READY)
    first.close()
    second = make_link(last_good=memory)
    second.open()
    until(lambda: second.state is LinkState.READY)


def test_a_closed_link_says_nothing_more(ready, stage, until, heard, qtbot):
    ready.send(KTP)
    ready.close()
    states = list(heard.states)
    until(lambda: not stage.session.socket.isValid())
    assert heard.states == states
    assert heard.answers == []


def test_a_look_whose_connection_goes_is_refused_and_not_asked_again(ready, stage, heard, until):
    stage.deaf = True
    handle = ready.look("some-token")
    stage.session.hang_up()
    until(lambda: heard.refusals)
    assert heard.refusals == [(handle, NOT_ASKED)]
    stage.deaf = False
    until(lambda: ready.state is LinkState.READY)
    assert not any(isinstance(frame, Present) for frame in stage.session.frames)


def test_more_looks_than_can_wait_are_refused(ready, stage, heard, until):
    stage.deaf = True
    handles = [ready.look("some-token") for _ in range(LOOKS_COUNT_MAX + 1)]
    until(lambda: heard.refusals)
    [(refused, why)] = heard.refusals
    assert (refused, why.reason) == (handles[-1], Reason.OVERLOADED)


@pytest.mark.parametrize("token", ["", "x" * (TOKEN_CHARACTERS_MAX + 1)])
def test_what_can_be_no_token_is_not_sent(ready, stage, heard, until, token):
    handle = ready.look(token)
    until(lambda: heard.refusals)
    [(refused, why)] = heard.refusals
    assert (refused, why.reason) == (handle, Reason.UNKNOWN_VISIT)
    assert not any(isinstance(frame, Present) for frame in stage.session.frames)


def test_an_answer_for_which_nobody_looks_is_left_alone(ready, stage, heard, until):
    stage.session.say(Refusal(request=None, refused=FULL, look=77))
    stage.happen(DayStarted(day="2026-01-06"))
    until(lambda: ready.hall.day == "2026-01-06")
    assert (heard.refusals, ready.state) == ([], LinkState.READY)
