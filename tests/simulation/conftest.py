"""How long hypothesis plays: a moderate, repeatable part in CI, as long as you like by hand.

`--hypothesis-seed=42` plays other stories than the usual ones; `--hypothesis-profile=soak
-o faulthandler_timeout=0` plays many and long ones. In the environment, `ANTREAN_REPLAY` is the blob that a
failure printed: that story is played again. For many worlds by their seeds there is `./mall soak`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings

PLAY = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
    database=None,
    stateful_step_count=20,
    # To explain a failure takes minutes, to make it small does not.
    phases=(Phase.generate, Phase.shrink),
)
settings.register_profile("ci", PLAY, max_examples=150, derandomize=True)
settings.register_profile("soak", PLAY, max_examples=20_000, stateful_step_count=60)


@pytest.fixture
def play(request: pytest.FixtureRequest) -> settings:
    name = request.config.getoption("--hypothesis-profile") or "ci"
    seeded = request.config.getoption("--hypothesis-seed") is not None
    chosen = settings.get_profile(name)
    return settings(chosen, derandomize=chosen.derandomize and not seeded)
