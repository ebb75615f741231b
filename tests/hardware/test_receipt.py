from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.receipt import (
    CODE_BYTES_MAX,
    GAP_LINES_MAX,
    PARTS_COUNT_MAX,
    TEXT_CHARS_MAX,
    Bullet,
    Code,
    Gap,
    Line,
    Pair,
    Receipt,
    clean,
    pair_lines,
    wrap,
)


@given(st.text())
def test_no_part_keeps_a_character_that_could_be_a_command(text):
    for kept in (Line(text).text, Bullet(text).text, Pair(text, text).left, Pair(text, text).right):
        assert not {unicodedata.category(character) for character in kept} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_cleaning_loses_nothing_that_can_be_seen(text):
    seen = [c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")]
    kept = iter(clean(text))
    assert all(character in kept for character in seen)


def test_a_printer_command_in_a_name_becomes_harmless_words():
    assert Line("KTP\x1b@\x1dV\x00 asli\r\nbaru").text == "KTP @ V  asli  baru"


@given(st.text(alphabet="ab- é", max_size=200), st.integers(1, 64))
def test_wrapping_keeps_every_word_in_order_and_no_line_is_too_long(text, columns):
    lines = wrap(text, columns)
    assert lines
    assert all(len(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(st.lists(st.text(alphabet="ab1-", min_size=1, max_size=10), min_size=1, max_size=30))
def test_a_word_that_fits_on_a_line_is_never_broken(words):
    assert " ".join(wrap(" ".join(words), 10)).split() == words


def test_a_word_longer_than_the_line_is_broken_and_not_lost():
    assert wrap("no. 35730123456789012345", 12) == ["no.", "357301234567", "89012345"]


def test_a_word_that_must_be_broken_is_broken_where_it_may_be():
    assert wrap("http://mall.example/t/3f9K", 22) == ["http://mall.example/t/", "3f9K"]
    assert wrap("Jalan-Merdeka-Selatan", 12) == ["Jalan-", "Merdeka-", "Selatan"]


@given(st.text(alphabet="ab ", max_size=80), st.text(alphabet="12 ", max_size=80))
def test_a_pair_keeps_both_halves(left, right):
    lines = pair_lines(left, right, 32)
    assert all(len(line) <= 32 for line in lines)
    assert "".join(lines).replace(" ", "") == (left + right).replace(" ", "")


def test_a_pair_stands_at_both_edges_or_below_each_other():
    assert pair_lines("Loket", "4", 10) == ["Loket    4"]
    assert pair_lines("Nomor loket", "4", 12) == ["Nomor loket", "           4"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Line("x" * (TEXT_CHARS_MAX + 1)),
        lambda: Pair("", "x" * (TEXT_CHARS_MAX + 1)),
        lambda: Gap(-1),
        lambda: Gap(GAP_LINES_MAX + 1),
        lambda: Code(""),
        lambda: Code("x" * (CODE_BYTES_MAX + 1)),
        lambda: Code("\udc80"),
        lambda: Code("x", module_dots=2),
        lambda: Receipt(parts=(Gap(1),) * (PARTS_COUNT_MAX + 1)),
    ],
)
def test_what_is_beyond_a_limit_is_refused(make):
    with pytest.raises(ValueError, match=r"must be|codec can't encode"):
        make()
