"""The series of ticket numbers: per prefix, from 001 each day; after 999 comes 1000."""

from __future__ import annotations

from protocol.books import Books

NUMBER_MAX = 9999
"""What slip and voice can say."""


def next_number(books: Books, prefix: str) -> int | None:
    """The number to give now, or None when the day's series is used up."""
    number = books.series.get(prefix, 0) + 1
    return number if number <= NUMBER_MAX else None
