"""What is found by typing."""

from __future__ import annotations

from counter.page import Option, found


def test_found_are_first_those_whose_title_begins_so() -> None:
    titles = [("Laik higiene", "air"), ("Pajak air tanah", ""), ("Antrean cair", ""), ("Aktivasi", "")]
    options = tuple(Option(key=title, title=title, words=words, leads=None) for title, words in titles)
    assert [option.title for option in found(options, " AIR ")] == [
        "Pajak air tanah",
        "Laik higiene",
        "Antrean cair",
    ]
    assert found(options, "nothing") == ()
    assert found(options, "  ") == options
