from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from client.clock import ServerClock

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


class Ticking:
    def __init__(self):
        self.s = 1000.0

    def __call__(self):
        return self.s


def test_until_the_server_is_heard_the_machines_own_time_goes_on():
    ticking = Ticking()
    clock = ServerClock(NOON.astimezone(timezone(timedelta(hours=7))), ticking)
    ticking.s += 5
    assert clock.now() == NOON + timedelta(seconds=5)
    assert clock.now().utcoffset() == timedelta(0)


def test_the_servers_time_goes_on_by_the_monotonic_clock():
    ticking = Ticking()
    clock = ServerClock(NOON, ticking)
    clock.heard(NOON + timedelta(days=1))
    ticking.s += 2.5
    assert clock.now() == NOON + timedelta(days=1, seconds=2.5)


def test_half_of_the_way_there_and_back_is_made_up_for():
    ticking = Ticking()
    clock = ServerClock(NOON, ticking)
    clock.asked()
    ticking.s += 2
    clock.heard(NOON)
    assert clock.now() == NOON + timedelta(seconds=1)


def test_a_time_that_nobody_asked_for_counts_from_its_arrival():
    ticking = Ticking()
    clock = ServerClock(NOON, ticking)
    clock.asked()
    clock.heard(NOON)
    ticking.s += 60
    clock.heard(NOON + timedelta(hours=1))
    assert clock.now() == NOON + timedelta(hours=1)
