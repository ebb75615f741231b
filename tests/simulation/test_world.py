"""Whole days of the mall, with failing disks and power cuts; see `world`."""

from __future__ import annotations

import os

import hypothesis
import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.world import JournalWorld, World

JOURNAL_SHARE = 8
"""A world on the real journal costs so many in memory."""


def explore(world: type[World], play: settings) -> None:
    blob = os.environ.get("ANTREAN_REPLAY")
    if blob:
        world = hypothesis.reproduce_failure(hypothesis.__version__, blob.encode())(world)
    run_state_machine_as_test(world, settings=play)


@pytest.mark.slow
def test_the_mall_keeps_its_rules_in_memory(play: settings) -> None:
    explore(World, play)


@pytest.mark.slow
def test_the_mall_keeps_its_rules_on_the_real_journal(play: settings) -> None:
    explore(JournalWorld, settings(play, max_examples=max(1, play.max_examples // JOURNAL_SHARE)))
