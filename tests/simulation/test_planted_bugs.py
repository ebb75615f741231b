"""The simulation is worth what it catches; see `bugs`. `./mall bugs` prints which rule caught which."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from protocol.messages import VisitCalled
from tests.simulation import bugs, turns
from tests.simulation.schedule import drawn, play, rule_of, shortened
from tests.simulation.slips import Book, Slip, Tally

CLEAN_WORLDS_COUNT = 100


@pytest.mark.slow
@pytest.mark.parametrize("part", ["1/3", "2/3", "3/3"])
def test_every_planted_bug_breaks_a_rule_that_it_is_about(part: str) -> None:
    """One on each core, in a process of its own."""
    hunted = bugs.hunt(bugs.chosen(part=part), jobs=os.cpu_count() or 1)
    for one in hunted:
        sys.stdout.write(f"\n{one.line()}")
    missed = [one.line() for one in hunted if not one.caught]
    assert not missed, "\n".join(missed)
    assert len(hunted) >= len(bugs.BUGS) // 3


@pytest.mark.slow
def test_a_copy_without_a_bug_keeps_the_rules(tmp_path: Path) -> None:
    bugs.copy_to(tmp_path)
    played = bugs.play_in(tmp_path, CLEAN_WORLDS_COUNT, bugs.SEED, journal=None)
    assert played["broken"] == []
    assert played["worlds"] == CLEAN_WORLDS_COUNT


@pytest.mark.slow
def test_the_seed_of_a_broken_rule_breaks_it_again(tmp_path: Path) -> None:
    bugs.copy_to(tmp_path)
    bugs.plant(tmp_path, next(bug for bug in bugs.BUGS if bug.name == "a transfer loses the place"))
    first = bugs.play_in(tmp_path, bugs.WORLDS_COUNT_MAX, bugs.SEED, journal=False)
    (broken,) = first["broken"]
    again = bugs.play_in(tmp_path, 1, broken["seed"], journal=False)
    assert again["broken"] == [broken]


def test_a_schedule_that_breaks_a_rule_is_made_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    # A bug at hand: who goes behind others goes before them.
    monkeypatch.setattr("server.priority.TICK", timedelta(minutes=-5))
    seed = next(seed for seed in range(1, 200) if play(drawn(seed, journal=False)).broken)
    long = drawn(seed, journal=False)
    broken = play(long).broken
    assert broken is not None
    short = shortened(long, broken)
    assert len(short.steps) < len(long.steps) // 2
    again = play(short).broken
    assert again is not None
    assert rule_of(again) == rule_of(broken)


@pytest.mark.slow
def test_starvation_is_noticed_by_counting_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose turn it is would break first: here nobody asks."""

    def unjudged(
        book: Book, counter: int, slip: Slip, index: int, what: VisitCalled, now: datetime
    ) -> turns.Scene:
        here, told = turns.scene(book, counter, now), what.why.round
        assert here.turn is not None
        tally = Tally(told.booking, told.pick_up, told.priority, told.back)
        return replace(here, turn=replace(here.turn, tally=tally))

    def always(stream: str, *_: object) -> bool:
        return stream == "priority"

    monkeypatch.setattr(turns, "judge_call", unjudged)
    monkeypatch.setattr("server.priority._has_share", always)
    rules = {rule_of(broken) for seed in range(1, 120) if (broken := play(drawn(seed, journal=False)).broken)}
    assert rules == {bugs.STARVES}
