from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.codepage import transliterate
from hardware.receipt import clean

PAGES = ["cp437", "cp850", "cp858", "cp1252"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Jalan Merdeka – “Balai Kota” …", 'Jalan Merdeka - "Balai Kota" ...'),
        ("café", "café"),
        ("São Šimon", "Sao Simon"),
        ("e\u0301", "e"),
        ("5 → 7", "5 -> 7"),
        ("日本", "??"),
        ("№ 4", "No. 4"),
        ("a\u00a0b\u3000c", "a b c"),
        ("😀", "?"),
    ],
)
def test_what_the_page_lacks_is_printed_as_its_nearest_likeness(text, printed):
    assert transliterate(text, "cp437") == printed


@given(st.text(), st.sampled_from(PAGES))
def test_each_character_is_one_printable_byte(text, page):
    printed = transliterate(clean(text), page)
    encoded = printed.encode(page)
    assert len(encoded) == len(printed)
    assert all(byte >= 0x20 and byte != 0x7F for byte in encoded)


@given(st.characters(), st.sampled_from(PAGES))
def test_no_visible_character_vanishes(character, page):
    kept = transliterate(clean(character), page)
    invisible = unicodedata.category(character) in ("Mn", "Me", "Cf")
    assert kept != "" or invisible
    assert kept.strip() != "" or invisible or clean(character).isspace()
