"""The server's time on a machine whose clock is set forward and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from server.clock import STEP_S_MAX, STEP_S_MIN, ServerClock
from tests.server.story import EIGHT

ExpectLog = Callable[[str], None]


class Machine:
    """A wall clock and a monotonic one."""

    def __init__(self) -> None:
        self.wall = EIGHT
        self.monotonic = 1_000.0

    def clock(self, last: datetime | None = None) -> ServerClock:
        return ServerClock(wall=lambda: self.wall, monotonic=lambda: self.monotonic, last=last)

    def run(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.monotonic += seconds

    def set(self, seconds: float) -> None:
        """Somebody sets the wall clock."""
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_it_runs_with_the_machine(machine: Machine) -> None:
    clock = machine.clock()
    machine.run(90)
    clock.follow()
    assert (clock.now(), clock.behind) == (EIGHT + timedelta(seconds=90), False)


def test_it_is_never_before_the_last_event(machine: Machine) -> None:
    last = EIGHT + timedelta(hours=1)
    clock = machine.clock(last)
    assert (clock.now(), clock.behind) == (last, True)
    machine.run(10)
    assert clock.now() == last + timedelta(seconds=10)


def test_a_last_event_long_ago_is_no_matter(machine: Machine) -> None:
    clock = machine.clock(EIGHT - timedelta(days=1))
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT, False, 0)


def test_a_clock_set_forward_a_little_is_followed(machine: Machine) -> None:
    clock = machine.clock()
    machine.set(STEP_S_MAX)
    assert clock.now() == EIGHT
    clock.follow()
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT + timedelta(seconds=STEP_S_MAX), False, 0)


def test_a_clock_that_jumps_forward_is_followed_only_when_confirmed(
    machine: Machine, expect_log: ExpectLog
) -> None:
    expect_log("jumped forward by 301 s")
    expect_log("was confirmed; following it")
    clock = machine.clock()
    machine.set(STEP_S_MAX + 1)
    clock.follow()
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT, False, STEP_S_MAX + 1)
    machine.run(60)
    clock.follow()
    assert clock.now() == EIGHT + timedelta(seconds=60)
    clock.confirm()
    assert (clock.now(), clock.step_s) == (EIGHT + timedelta(seconds=STEP_S_MAX + 61), 0)


def test_a_jump_that_is_set_right_is_as_if_it_had_not_been(machine: Machine, expect_log: ExpectLog) -> None:
    expect_log("jumped forward by 86400 s")
    expect_log("is right again")
    clock = machine.clock()
    machine.set(86_400)
    clock.follow()
    machine.set(-86_400)
    clock.follow()
    assert (clock.now(), clock.step_s) == (EIGHT, 0)


def test_each_jump_asks_for_a_confirmation_of_its_own(machine: Machine, expect_log: ExpectLog) -> None:
    expect_log("jumped forward by 3600 s")
    expect_log("was confirmed; following it")
    expect_log("is right again")
    clock = machine.clock()
    for _ in range(2):
        machine.set(3_600)
        clock.follow()
        assert clock.step_s == 3_600
        clock.confirm()
        clock.follow()
        assert clock.step_s == 0


def test_a_clock_set_back_a_little_is_nobodys_business(machine: Machine) -> None:
    clock = machine.clock()
    machine.run(60)
    machine.set(-STEP_S_MAX)
    clock.follow()
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT + timedelta(seconds=60), False, 0)


def test_a_clock_set_back_is_not_followed_and_turns_no_day(machine: Machine, expect_log: ExpectLog) -> None:
    expect_log("lies behind the last event by 3600 s")
    clock = machine.clock()
    machine.run(60)
    machine.set(-3_600)
    clock.follow()
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT + timedelta(seconds=60), True, -3_600)


def test_a_clock_set_back_turns_no_day_until_it_has_caught_up_though_confirmed(
    machine: Machine, expect_log: ExpectLog
) -> None:
    expect_log("lies behind the last event")
    expect_log("days turn when it has caught up")
    expect_log("is right again")
    clock = machine.clock()
    machine.set(-3_600)
    clock.follow()
    clock.confirm()
    clock.follow()
    assert (clock.now(), clock.behind, clock.step_s) == (EIGHT, True, 0)
    machine.set(3_600)
    clock.follow()
    assert (clock.now(), clock.behind) == (EIGHT, False)


def test_after_a_start_behind_the_last_event_it_is_trusted_once_set(
    machine: Machine, expect_log: ExpectLog
) -> None:
    expect_log("lies behind the last event")
    expect_log("is right again")
    clock = machine.clock(EIGHT + timedelta(days=365))
    clock.follow()
    assert clock.step_s == -365 * 86_400
    machine.set(365 * 86_400)
    clock.follow()
    assert (clock.behind, clock.step_s) == (False, 0)


def test_a_small_step_is_nobodys_business(machine: Machine) -> None:
    clock = machine.clock()
    for step in (STEP_S_MIN / 2, -STEP_S_MIN):
        machine.set(step)
        clock.follow()
        assert (clock.now(), clock.behind) == (EIGHT, False)


def test_a_last_event_a_moment_ahead_is_nobodys_business(machine: Machine) -> None:
    last = EIGHT + timedelta(seconds=STEP_S_MIN / 2)
    clock = machine.clock(last)
    assert (clock.now(), clock.behind) == (last, False)


def test_it_never_goes_back_whatever_is_done_to_the_wall_clock(
    machine: Machine, expect_log: ExpectLog
) -> None:
    expect_log("the clock of this machine")
    clock = machine.clock()
    before = clock.now()
    for step in (5, -10_000, 3, 20_000, -1, 1, -86_400, 86_400 * 2, 0, -200, 400):
        machine.run(1)
        machine.set(step)
        clock.follow()
        assert clock.now() > before
        before = clock.now()
        clock.confirm()
        assert clock.now() >= before
