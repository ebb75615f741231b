"""How long the simulation plays: a moderate, repeatable part in CI, as long as you like by hand.

`pytest tests/simulation` plays the same worlds each time. `--hypothesis-seed=42` plays others;
`--hypothesis-profile=soak -o faulthandler_timeout=0` plays many and long ones. In the environment,
`ANTREAN_WORLDS` says how many, and `ANTREAN_REPLAY` is the blob that a failure printed: with `-k memory` or
`-k journal` that world is played again.
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
