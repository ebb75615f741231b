"""Whole days of the mall, with failing disks and power cuts; see `world`."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version

import pytest
from hypothesis import reproduce_failure, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import JournalMachine, Machine
from tests.simulation.schedule import drawn, play
from tests.simulation.soak import soak

SEEDED_WORLDS_COUNT = 1_000
"""From each of the two first seeds."""
JOURNAL_SHARE = 6
"""A world on the real journal costs so many in memory."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 1 + SEEDED_WORLDS_COUNT])
def test_the_mall_keeps_its_rules_over_two_thousand_seeded_schedules(seed: int) -> None:
    done = soak(seed, SEEDED_WORLDS_COUNT, jobs=os.cpu_count() or 1)
    record = done.record()
    sys.stdout.write(f"\n{record['worlds']} worlds, {record['violations']} violations: {record}\n")
    assert record["violations"] == 0, done.violations
    assert record["worlds"] == SEEDED_WORLDS_COUNT
    # What the world is there for has happened often.
    assert record["crashes"] > SEEDED_WORLDS_COUNT
    assert record["repeats"] > SEEDED_WORLDS_COUNT
    assert record["failed_commits"] > SEEDED_WORLDS_COUNT // 4


@pytest.mark.parametrize("journal", [False, True], ids=["memory", "journal"])
def test_a_seed_plays_the_same_world_again(journal: bool) -> None:
    assert play(drawn(7, journal=journal)) == play(drawn(7, journal=journal))


@pytest.mark.slow
def test_a_world_stores_the_same_in_memory_and_on_the_real_journal() -> None:
    for seed in range(1, 9):
        memory, journal = play(drawn(seed, journal=False)), play(drawn(seed, journal=True))
        assert memory.hash == journal.hash


def explore(machine: type[Machine], play: settings) -> None:
    blob = os.environ.get("ANTREAN_REPLAY")
    if blob:
        machine = reproduce_failure(version("hypothesis"), blob.encode())(machine)
    run_state_machine_as_test(machine, settings=play)


@pytest.mark.slow
def test_hypothesis_finds_no_story_that_breaks_a_rule_in_memory(play: settings) -> None:
    explore(Machine, play)


@pytest.mark.slow
def test_hypothesis_finds_no_story_that_breaks_a_rule_on_the_real_journal(play: settings) -> None:
    explore(JournalMachine, settings(play, max_examples=max(1, play.max_examples // JOURNAL_SHARE)))
