"""How long the simulation plays: a moderate, repeatable part in CI, as long as you like by hand.

pytest tests/simulation                                       the same worlds each time
pytest tests/simulation --hypothesis-seed=42                  other worlds
pytest tests/simulation --hypothesis-profile=soak -o faulthandler_timeout=0
                                                                  many and long ones
ANTREAN_REPLAY='AXic…' pytest tests/simulation -k memory      the world of a printed blob again
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

PLAY = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
    database=None,
    stateful_step_count=50,
    # To explain a failure takes minutes, to make it small does not.
    phases=(Phase.generate, Phase.shrink),
)
settings.register_profile("ci", PLAY, max_examples=250, derandomize=True)
settings.register_profile("soak", PLAY, max_examples=20_000, stateful_step_count=150)
settings.register_profile("hunt", PLAY, max_examples=1_500, derandomize=True, phases=(Phase.generate,))
"""Finds a planted bug, and does not make the story shorter."""


@pytest.fixture
def play(request: pytest.FixtureRequest) -> settings:
    name = request.config.getoption("--hypothesis-profile") or "ci"
    seeded = request.config.getoption("--hypothesis-seed") is not None
    chosen = settings.get_profile(name)
    worlds = int(os.environ.get("ANTREAN_WORLDS", chosen.max_examples))
    return settings(chosen, max_examples=worlds, derandomize=chosen.derandomize and not seeded)
