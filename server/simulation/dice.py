"""Chance from one seed: each name has a stream of its own, whatever the others draw."""

from __future__ import annotations

from random import Random


def dice(seed: int, *names: object) -> Random:
    return Random("/".join(map(str, (seed, *names))))


def spread(stream: Random, span: tuple[float, float]) -> float:
    """Evenly from a span; seconds, minutes or whatever it is in."""
    return stream.uniform(*span)


def happens(stream: Random, share: float) -> bool:
    """Draws even where the share is 0 or 1, so that the stream stays in step."""
    return stream.random() < share
