from __future__ import annotations

import pytest
from msgspec.structs import replace

from protocol.messages import TicketIssued
from server.simulation.day import Day
from server.simulation.scenario import CALM
from tests.server.simulation.busy_mall import (
    BUSY,
    INTERLEAVE,
    MONDAY,
    POLICIES,
    busy_day,
    busy_mall,
)


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES)
def test_a_day_on_which_everything_fails_breaks_no_rule(policy: str) -> None:
    day = busy_day(11, POLICIES[policy])
    assert day.violations == (), "busy_day(11) plays it again"
    assert day.tally.lost == 0
    assert day.tally.served > 150
    assert day.tally.crashes == 4


@pytest.mark.slow
def test_one_seed_gives_one_day_byte_for_byte_and_another_seed_another() -> None:
    first, again, other = (busy_day(seed) for seed in (5, 5, 6))
    assert (first.digest, first.tally) == (again.digest, again.tally)
    assert first.digest != other.digest


@pytest.mark.slow
def test_the_same_people_come_where_nothing_fails() -> None:
    calm = replace(BUSY, faults=CALM)
    quiet, loud = Day(busy_mall(INTERLEAVE), calm, 1, MONDAY), Day(busy_mall(INTERLEAVE), BUSY, 1, MONDAY)
    assert [each.arrival for each in quiet.visitors] == [each.arrival for each in loud.visitors]
    result = quiet.run()
    assert result.violations == ()
    assert (result.tally.crashes, result.tally.failed_commits) == (0, 0)
    assert "storage_failed" not in result.tally.refused


@pytest.mark.slow
def test_the_tally_counts_what_the_journal_holds() -> None:
    day = Day(busy_mall(INTERLEAVE), BUSY, 2, MONDAY)
    tally = day.run().tally
    events = day.host.memory.events(1, len(day.host.memory.bodies))
    issued = [event for event in events if isinstance(event.what, TicketIssued)]
    assert tally.visits == len(issued) > 200
    assert sum(tally.calls_by_hour.values()) == tally.calls
    assert tally.served == len(tally.services_s) == sum(day.served.values())
    assert sum(map(len, tally.waits_s.values())) == sum(map(len, tally.tenant_waits_s.values()))
    assert {"elderly", "ordinary", "booking", "pick_up"} <= tally.waits_s.keys()
