from __future__ import annotations

import pytest

from kiosk.setup.lock import LOCKED_S, TRIES_COUNT_MAX, Lock


class Clock:
    def __init__(self) -> None:
        self.s = 1_000.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock(clock: Clock) -> Lock:
    return Lock("2580", clock)


def test_the_code_opens(lock: Lock):
    assert lock.attempt("2580") == "open"


@pytest.mark.parametrize("typed", ["", "258", "25800", "2581", "٢٥٨٠"])
def test_no_other_word_opens(lock: Lock, typed: str):
    assert lock.attempt(typed) == "wrong"


def test_each_wrong_code_takes_one_try_and_the_last_one_locks(lock: Lock):
    for left in reversed(range(1, TRIES_COUNT_MAX)):
        assert lock.attempt("0000") == "wrong"
        assert lock.tries_left == left
    assert lock.attempt("0000") == "locked"
    assert lock.locked_s == LOCKED_S


def test_while_it_is_locked_the_right_code_opens_neither(lock: Lock, clock: Clock):
    for _ in range(TRIES_COUNT_MAX):
        lock.attempt("0000")
    clock.s += LOCKED_S - 0.1
    assert lock.attempt("2580") == "locked"
    clock.s += 0.1
    assert lock.attempt("2580") == "open"


def test_after_the_lock_all_tries_are_there_again(lock: Lock, clock: Clock):
    for _ in range(TRIES_COUNT_MAX):
        lock.attempt("0000")
    clock.s += LOCKED_S
    assert lock.attempt("0000") == "wrong"
    assert lock.tries_left == TRIES_COUNT_MAX - 1


def test_a_right_code_forgives_the_wrong_ones(lock: Lock):
    for _ in range(TRIES_COUNT_MAX - 1):
        lock.attempt("0000")
    assert lock.attempt("2580") == "open"
    assert lock.tries_left == TRIES_COUNT_MAX


def test_without_a_code_nothing_opens_not_even_nothing(clock: Clock):
    assert Lock("", clock).attempt("") == "wrong"
