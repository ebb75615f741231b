"""The hub: decide, apply, queue; commit; then answer and send. On a disk that answers when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from protocol.catalogue import ClassId, CounterId
from protocol.hall import empty
from protocol.messages import (
    REQUESTS_KEPT_MAX,
    Actor,
    CallNext,
    ClockStepped,
    Command,
    ConfirmClock,
    ConfirmTicket,
    CorrectClass,
    DayStarted,
    DeviceId,
    Event,
    IssueTicket,
    Reason,
    Refused,
    SignOn,
    TicketIssued,
    VisitId,
)
from server import hub as hub_module
from server.given import SERVER, Given
from server.hub import Answer, Hub
from tests.server.mall import EMPAT, SATU, SERVED, small_mall
from tests.server.storage import MemoryStorage
from tests.server.story import EIGHT, KIOSK, role_of

ISSUE = IssueTicket(service=SATU)


class House:
    """A hub, the disk beneath it and all that it says."""

    def __init__(self, storage: MemoryStorage | None = None) -> None:
        self.now = EIGHT
        self.disk = MemoryStorage() if storage is None else storage
        self.soons: list[Callable[[], None]] = []
        self.said: list[tuple[Event, ...] | tuple[int, Answer]] = []
        """What was published, and the replies as (number of the ask, answer), in order."""
        self.asked = 0
        hall = empty(small_mall()) if storage is None else storage.recover(small_mall())
        self.hub = Hub(hall, self.disk, self.said.append, self.soons.append)

    def ask(self, command: Command, request: int | str | None, device: str = KIOSK) -> int:
        """Returns the number under which the answer will be found."""
        self.asked += 1
        number = self.asked
        counter = device.removeprefix("counter-")
        given = Given(
            now=self.now,
            actor=Actor(device=DeviceId(device)),
            role=role_of(device),
            place=SERVED[int(counter)][0] if counter.isdigit() else "",
            token=f"token-{number}",
            code=f"{number:08}",
        )
        self.hub.handle(command, request, given, lambda answer: self.said.append((number, answer)))
        return number

    def gather(self) -> None:
        """The loop comes to what was to be done soon."""
        soons = self.soons.copy()
        self.soons.clear()
        for soon in soons:
            soon()

    def settle(self) -> None:
        while self.soons or self.disk.busy:
            self.gather()
            if self.disk.busy:
                self.disk.work()

    def answer(self, number: int) -> Answer | None:
        found = [each[1] for each in self.said if each and each[0] == number]
        assert len(found) < 2, "answered twice"
        return found[0] if found else None

    def events(self, number: int) -> tuple[Event, ...]:
        answer = self.answer(number)
        assert isinstance(answer, tuple), answer
        return answer

    def reason(self, number: int) -> Reason:
        answer = self.answer(number)
        assert isinstance(answer, Refused), answer
        return answer.reason

    @property
    def published(self) -> list[Event]:
        return [event for each in self.said if each and isinstance(each[0], Event) for event in each]


@pytest.fixture
def house() -> House:
    """Open, with the day begun and on disk."""
    house = House()
    house.hub.tick(house.now)
    house.settle()
    house.said.clear()
    return house


def test_the_first_request_of_a_day_finds_the_day_begun() -> None:
    house = House()
    number = house.ask(ISSUE, 1)
    house.settle()
    assert isinstance(house.published[0].what, DayStarted)
    assert house.published[0].by == Actor(device=SERVER)
    (issued,) = house.events(number)
    assert (issued.seq, issued.request, issued.by) == (2, 1, Actor(device=DeviceId(KIOSK)))


def test_nobody_hears_of_anything_before_it_is_on_disk(house: House) -> None:
    house.ask(ISSUE, 1)
    assert house.said == []
    house.gather()
    assert (house.said, house.hub.committed.seq) == ([], 1)
    house.disk.work()
    assert [len(each) for each in house.said] == [1, 2]
    assert house.hub.committed.seq == 2


def test_requests_at_hand_share_one_commit(house: House) -> None:
    house.disk.appends.clear()
    numbers = [house.ask(ISSUE, request) for request in range(1, 51)]
    house.settle()
    assert house.disk.appends == [50]
    assert [house.events(number)[0].seq for number in numbers] == list(range(2, 52))


def test_one_commit_is_under_way_at_a_time_and_the_next_takes_all_that_came_meanwhile(house: House) -> None:
    house.disk.appends.clear()
    house.ask(ISSUE, 1)
    house.gather()
    for request in (2, 3, 4):
        house.ask(ISSUE, request)
        house.gather()
    house.disk.work()
    assert house.disk.appends == [1]
    house.settle()
    assert house.disk.appends == [1, 3]


def test_a_request_is_decided_on_what_was_decided_before_it_on_disk_or_not(house: House) -> None:
    numbers = [house.ask(ISSUE, request) for request in (1, 2)]
    issued = VisitId(2)
    numbers.append(house.ask(ConfirmTicket(visit=issued, paper="printed"), 3))
    numbers.append(house.ask(SignOn(counter=CounterId(1), officer="Ani"), 1, "counter-1"))
    numbers.append(house.ask(CallNext(counter=CounterId(1)), 2, "counter-1"))
    house.settle()
    first, second = house.events(numbers[0])[0].what, house.events(numbers[1])[0].what
    assert isinstance(first, TicketIssued)
    assert isinstance(second, TicketIssued)
    assert (first.number, second.number) == (1, 2)
    (called,) = house.events(numbers[-1])
    assert (called.what.visit, called.by) == (issued, Actor(device=DeviceId("counter-1"), officer="Ani"))


def test_news_go_before_answers_and_both_in_order_of_seq(house: House) -> None:
    numbers = [house.ask(ISSUE, request, f"kiosk-{request}") for request in (1, 2, 3)]
    house.settle()
    published, *answers = house.said
    assert [event.seq for event in published] == [2, 3, 4]
    assert [answer[0] for answer in answers] == numbers


def test_a_refusal_is_given_at_once_and_to_nobody_else(house: House) -> None:
    number = house.ask(CallNext(counter=CounterId(1)), 1, "counter-1")
    assert house.said == [(number, Refused(reason=Reason.COUNTER_CLOSED, about="1"))]
    assert house.hub.settled


def test_a_refused_request_may_be_decided_anew(house: House) -> None:
    call = CallNext(counter=CounterId(1))
    house.ask(SignOn(counter=CounterId(1), officer="Ani"), 1, "counter-1")
    refused = house.ask(call, 2, "counter-1")
    house.ask(ISSUE, 1)
    house.ask(ConfirmTicket(visit=VisitId(3), paper="seen"), 2)
    again = house.ask(call, 2, "counter-1")
    house.settle()
    assert house.reason(refused) is Reason.LINE_EMPTY
    assert house.events(again)[0].what.visit == 3


# A disk that fails


def test_a_failed_commit_refuses_all_that_was_decided_since(house: House) -> None:
    before = house.hub.committed
    first = [house.ask(ISSUE, request) for request in (1, 2)]
    house.gather()
    then = [house.ask(ISSUE, request) for request in (3, 4)]
    house.disk.work(healthy=False)
    assert [house.reason(number) for number in (*first, *then)] == [Reason.STORAGE_FAILED] * 4
    assert house.hub.committed is before
    assert (house.published, house.hub.settled) == ([], True)


def test_after_a_failed_commit_the_hall_goes_on_from_what_is_on_disk(house: House) -> None:
    house.ask(ISSUE, 1)
    house.gather()
    house.disk.work(healthy=False)
    again = house.ask(ISSUE, 1)
    house.settle()
    (issued,) = house.events(again)
    assert (issued.seq, issued.what.number) == (2, 1)
    assert house.disk.recover(small_mall()) == house.hub.committed


def test_a_repeat_that_waits_for_a_commit_is_refused_with_it(house: House) -> None:
    numbers = [house.ask(ISSUE, 1), house.ask(ISSUE, 1)]
    house.gather()
    house.disk.work(healthy=False)
    assert [house.reason(number) for number in numbers] == [Reason.STORAGE_FAILED] * 2


def test_what_falls_due_falls_due_again_after_a_failed_commit() -> None:
    house = House()
    house.hub.tick(house.now)
    house.gather()
    house.disk.work(healthy=False)
    number = house.ask(ISSUE, 1)
    house.settle()
    assert [type(event.what) for event in house.published] == [DayStarted, TicketIssued]
    assert len(house.events(number)) == 1


# One request, one effect


def test_a_repeat_while_queued_waits_for_the_same_commit(house: House) -> None:
    numbers = [house.ask(ISSUE, 1), house.ask(ISSUE, 1)]
    house.settle()
    assert house.events(numbers[0]) == house.events(numbers[1])
    assert [event.seq for event in house.published] == [2]


def test_a_repeat_while_the_disk_writes_waits_for_the_same_commit(house: House) -> None:
    first = house.ask(ISSUE, 1)
    house.gather()
    again = house.ask(ISSUE, 1)
    assert house.said == []
    house.settle()
    assert house.events(first) == house.events(again)
    assert house.hub.committed.seq == 2


def test_a_repeat_after_the_commit_reads_the_same_events(house: House) -> None:
    house.ask(SignOn(counter=CounterId(1), officer="Ani"), 1, "counter-1")
    first = house.ask(ISSUE, 1)
    house.settle()
    house.ask(ISSUE, 2)
    again = house.ask(ISSUE, 1)
    house.settle()
    assert house.events(again) == house.events(first)
    assert house.hub.committed.seq == 4


def test_a_repeat_after_a_restart_gets_the_answer_of_before(house: House) -> None:
    first = house.ask(ISSUE, 1)
    house.settle()
    restarted = House(house.disk)
    again = restarted.ask(ISSUE, 1)
    restarted.settle()
    assert restarted.events(again) == house.events(first)
    assert restarted.published == []


def test_a_repeat_that_cannot_be_read_says_so(house: House) -> None:
    house.ask(ISSUE, 1)
    house.settle()
    again = house.ask(ISSUE, 1)
    house.disk.work(healthy=False)
    assert house.reason(again) is Reason.STORAGE_FAILED


def test_each_device_counts_its_own_requests(house: House) -> None:
    numbers = [house.ask(ISSUE, 1, device) for device in ("kiosk-1", "kiosk-2")]
    house.settle()
    assert [house.events(number)[0].what.number for number in numbers] == [1, 2]


def test_a_request_out_of_the_last_thousand_is_too_old(house: House) -> None:
    first = house.ask(ISSUE, 1)
    house.ask(ISSUE, 2)
    house.ask(ISSUE, REQUESTS_KEPT_MAX + 1)
    too_old = house.ask(ISSUE, 1)
    kept = house.ask(ISSUE, 2)
    house.settle()
    assert house.reason(too_old) is Reason.TOO_OLD
    assert [len(house.events(number)) for number in (first, kept)] == [1, 1]
    assert house.hub.committed.seq == 4


def test_the_last_request_of_a_device_is_known_before_it_is_on_disk(house: House) -> None:
    assert house.hub.last_request(DeviceId(KIOSK)) == 0
    house.ask(ISSUE, 7)
    assert house.hub.last_request(DeviceId(KIOSK)) == 7
    assert (house.hub.knows(DeviceId(KIOSK), 7), house.hub.knows(DeviceId(KIOSK), 8)) == (True, False)


def test_a_request_without_a_number_is_never_a_repeat(house: House) -> None:
    numbers = [house.ask(ISSUE, None, "api-1") for _ in range(2)]
    house.settle()
    assert [house.events(number)[0].what.number for number in numbers] == [1, 2]


def test_an_idempotency_key_gets_the_same_answer_on_its_day(house: House) -> None:
    first = house.ask(ISSUE, "key", "api-1")
    house.settle()
    again = house.ask(ISSUE, "key", "api-1")
    other = house.ask(ISSUE, "key", "api-2")
    house.settle()
    assert house.events(first) == house.events(again)
    assert house.events(other)[0].what.number == 2


def test_an_idempotency_key_outlives_the_days_end_until_24_hours_are_over(house: House) -> None:
    first = house.ask(ISSUE, "key", "api-1")
    house.now += timedelta(hours=23)
    again = house.ask(ISSUE, "key", "api-1")
    house.settle()
    assert house.events(again) == house.events(first)
    house.now += timedelta(hours=24)
    anew = house.ask(ISSUE, "key", "api-1")
    house.settle()
    assert house.events(anew) != house.events(first)


# Limits and time


def test_more_than_the_disk_can_take_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "QUEUED_COUNT_MAX", 3)
    numbers = [house.ask(ISSUE, request) for request in range(1, 6)]
    assert [house.reason(number) for number in numbers[3:]] == [Reason.OVERLOADED] * 2
    house.settle()
    again = house.ask(ISSUE, 4)
    house.settle()
    assert [len(house.events(number)) for number in (*numbers[:3], again)] == [1] * 4


def test_a_repeat_is_answered_even_when_overloaded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "QUEUED_COUNT_MAX", 1)
    first = house.ask(ISSUE, 1)
    again = house.ask(ISSUE, 1)
    house.settle()
    assert house.events(first) == house.events(again)


def test_nothing_of_a_new_day_is_decided_on_the_old_one(house: House) -> None:
    house.ask(ISSUE, 1)
    house.now += timedelta(hours=14)
    number = house.ask(ISSUE, 2)
    house.settle()
    assert house.events(number)[0].what.number == 1
    assert house.hub.committed.day == "2026-03-03"


@pytest.mark.parametrize("days", [1, 3])
def test_a_command_exactly_a_day_later_belongs_to_the_new_day(house: House, days: int) -> None:
    house.ask(ISSUE, 1)
    house.now += timedelta(days=days)
    number = house.ask(ISSUE, 2)
    house.settle()
    assert house.events(number)[0].what.number == 1


def test_the_days_end_is_one_group_of_events(house: House) -> None:
    house.ask(ISSUE, 1)
    house.ask(SignOn(counter=CounterId(4), officer="Ani"), 1, "counter-4")
    house.settle()
    house.said.clear()
    house.hub.tick(house.now + timedelta(days=1))
    house.settle()
    assert [event.part for event in house.published] == [0, 1, 2, 3]
    assert {event.request for event in house.published} == {None}


def test_a_clock_that_is_not_trusted_turns_no_day_until_it_is(house: House) -> None:
    tomorrow = house.now + timedelta(days=1)
    house.hub.tick(tomorrow, days=False)
    house.now = tomorrow + timedelta(minutes=5)
    number = house.ask(ISSUE, 1)
    house.settle()
    assert (house.hub.committed.day, house.events(number)[0].what.number) == ("2026-03-02", 1)
    house.hub.tick(house.now)
    house.settle()
    assert house.hub.committed.day == "2026-03-03"


def test_a_stepped_clock_is_an_event_and_turns_no_day_until_it_is_confirmed(house: House) -> None:
    house.hub.step(house.now, 7_200.0)
    house.settle()
    house.now += timedelta(days=1)
    house.hub.tick(house.now)
    house.settle()
    assert [type(event.what) for event in house.published] == [ClockStepped]
    house.ask(ConfirmClock(), 1, "floor-1")
    house.hub.tick(house.now)
    house.settle()
    assert house.hub.committed.day == "2026-03-03"


@pytest.mark.parametrize("far", [False, True], ids=["at the counter", "not at a counter"])
def test_an_event_says_which_officer_it_was(house: House, far: bool) -> None:
    house.ask(SignOn(counter=CounterId(1), officer="Ani"), 1, "counter-1")
    issued = house.ask(ISSUE, 1)
    house.settle()
    visit = getattr(house.events(issued)[0].what, "visit", VisitId(0))
    house.ask(ConfirmTicket(visit=visit, paper="seen"), 2)
    corrected = CorrectClass(visit=visit, priority=ClassId("elderly"))
    number = house.ask(corrected, 1 if far else 2, "reception-1" if far else "counter-1")
    house.settle()
    (event,) = house.events(number)
    assert event.by is not None
    assert event.by.officer == (None if far else "Ani")


def test_a_failing_disk_is_known_until_a_commit_succeeds(house: House) -> None:
    assert not house.hub.failing
    house.ask(ISSUE, 1)
    house.gather()
    house.disk.work(healthy=False)
    assert house.hub.failing
    house.ask(ISSUE, 1)
    house.settle()
    assert not house.hub.failing


# Checkpoints


def test_a_checkpoint_is_made_at_the_days_end(house: House) -> None:
    house.ask(IssueTicket(service=EMPAT), 1)
    house.settle()
    assert house.disk.checkpoints == []
    house.hub.tick(house.now + timedelta(days=1))
    house.settle()
    assert house.disk.checkpoints == [house.hub.committed]


def test_a_checkpoint_is_made_every_so_many_events(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "CHECKPOINT_EVERY_EVENTS", 10)
    for request in range(1, 36):
        house.ask(ISSUE, request)
        house.settle()
    assert [hall.seq for hall in house.disk.checkpoints] == [10, 20, 30]


def test_the_events_since_the_checkpoint_before_a_restart_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "CHECKPOINT_EVERY_EVENTS", 10)
    house = House()
    for request in range(1, 8):
        house.ask(ISSUE, request)
        house.settle()
    restarted = House(house.disk)
    for request in range(8, 12):
        restarted.ask(ISSUE, request)
        restarted.settle()
    assert [hall.seq for hall in house.disk.checkpoints] == [10]


def test_a_checkpoint_that_fails_is_no_harm(house: House) -> None:
    house.hub.tick(house.now + timedelta(days=1))
    house.gather()
    house.disk.work()
    house.disk.work(healthy=False)
    number = house.ask(ISSUE, 1)
    house.settle()
    assert len(house.events(number)) == 1


def test_nothing_happens_when_nothing_is_due(house: House) -> None:
    house.hub.tick(house.now + timedelta(seconds=5))
    assert house.hub.settled
    assert house.soons == []
