from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from client.backoff import BACKOFF_FIRST_S, BACKOFF_S_MAX, JITTER_SHARE_MAX, backoff_s

CHANCE = st.floats(0, 1)


@given(st.integers(1, 10**9), CHANCE)
def test_a_wait_is_never_longer_than_the_limit_nor_shorter_than_the_first_with_jitter(failures, chance):
    assert BACKOFF_FIRST_S * (1 - JITTER_SHARE_MAX) <= backoff_s(failures, chance) <= BACKOFF_S_MAX


@given(st.integers(1, 100), CHANCE)
def test_waits_never_shrink(failures, chance):
    assert backoff_s(failures, chance) <= backoff_s(failures + 1, chance)


def test_waits_double_up_to_the_limit():
    assert [backoff_s(failures, 0) for failures in range(1, 8)] == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


def test_chance_spreads_waits():
    assert backoff_s(3, 0.0) > backoff_s(3, 0.5) > backoff_s(3, 1.0)
