from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.pack import CLIPS, Pack
from display.speech import LANGUAGES, TENANT_CHARS_MAX, Announcement, phrase_for, tenant_text, vocabulary

INDONESIAN = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
BELOW_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
ENGLISH = BELOW_TWENTY.split()
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


def a_call(**changed: object) -> Announcement:
    usual = dict(
        id=1, prefix="A", number=17, counter=5, tenant="Dinas Kependudukan", language="id", recall=False
    )
    return Announcement(**{**usual, **changed})  # type: ignore[arg-type]


def spoken(**changed: object) -> str:
    marks = {"joined": "", "word": "", "comma": ",", "clause": ",", "end": "."}
    return " ".join(word.text + marks[word.pause] for word in phrase_for(a_call(**changed)))


def number_said(call: Announcement) -> list[str]:
    """The words between the prefix and the way to the counter."""
    texts = [word.text for word in phrase_for(call)]
    start = 1 + len(call.prefix)
    return " ".join(
        texts[
            start : texts.index({"id": "silakan menuju loket", "en": "please go to counter"}[call.language])
        ]
    ).split()


def understood(words: list[str]) -> int:
    """What a listener understands; written apart from the code under test."""
    total = 0
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        if word in INDONESIAN and words[position + 1 : position + 2] not in (
            ["belas"],
            ["puluh"],
            ["ratus"],
            ["ribu"],
        ):
            total += INDONESIAN.index(word)
        elif word in ENGLISH and words[position + 1 : position + 2] not in (["hundred"], ["thousand"]):
            total += ENGLISH.index(word)
        elif word in TENS:
            total += TENS[word]
        elif word in ("sepuluh", "sebelas", "seratus", "seribu"):
            total += {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}[word]
        elif word == "belas":
            total += 10 + INDONESIAN.index(before)
        elif word in ("puluh", "ratus", "ribu"):
            total += {"puluh": 10, "ratus": 100, "ribu": 1000}[word] * INDONESIAN.index(before)
        elif word in ("hundred", "thousand"):
            total += {"hundred": 100, "thousand": 1000}[word] * ENGLISH.index(before)
    return total


def test_a_call_is_spoken_as_displays_do_today() -> None:
    assert spoken() == "nomor antrean, a, nol, tujuh belas, silakan menuju loket lima, Dinas Kependudukan."


def test_a_call_is_spoken_in_english() -> None:
    assert (
        spoken(language="en", tenant="Civil Registry Office")
        == "number, ay, zero, seventeen, please go to counter five, Civil Registry Office."
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol nol nol,"),
        (5, "nol nol lima,"),
        (10, "nol, sepuluh,"),
        (11, "nol, sebelas,"),
        (17, "nol, tujuh belas,"),
        (42, "nol, empat puluh dua,"),
        (100, "seratus,"),
        (120, "seratus dua puluh,"),
        (111, "seratus sebelas,"),
        (305, "tiga ratus lima,"),
        (999, "sembilan ratus sembilan puluh sembilan,"),
        (1000, "seribu,"),
        (1100, "seribu seratus,"),
        (2017, "dua ribu tujuh belas,"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan,"),
    ],
)
def test_numbers_are_said_as_the_slip_shows_them(number: int, words: str) -> None:
    assert f"a, {words} silakan" in spoken(number=number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero zero zero,"),
        (5, "zero zero five,"),
        (17, "zero, seventeen,"),
        (120, "one hundred twenty,"),
        (1000, "one thousand,"),
        (9042, "nine thousand forty two,"),
    ],
)
def test_english_numbers_follow_the_same_rule(number: int, words: str) -> None:
    assert f"ay, {words} please" in spoken(number=number, language="en")


@given(number=st.integers(0, 9999), language=st.sampled_from(LANGUAGES))
def test_what_is_said_is_understood_as_the_number_on_the_slip(number: int, language: str) -> None:
    said = number_said(a_call(number=number, language=language))
    leading = len(f"{number:03}") - len(str(number))
    assert said[:leading] == [{"id": "nol", "en": "zero"}[language]] * leading
    assert understood(said) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_numbers_are_never_said_the_same(language: str) -> None:
    assert (
        len({tuple(number_said(a_call(number=number, language=language))) for number in range(10_000)})
        == 10_000
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_letters_are_never_said_the_same(language: str) -> None:
    letters = [
        phrase_for(a_call(prefix=letter, language=language))[1] for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ]
    assert len({letter.text for letter in letters}) == len({letter.name for letter in letters}) == 26


@given(
    prefix=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2),
    number=st.integers(0, 9999),
    counter=st.integers(0, 9999),
    language=st.sampled_from(LANGUAGES),
    recall=st.booleans(),
    training=st.booleans(),
)
def test_every_word_of_every_call_has_a_clip(**call: Any) -> None:
    for word in phrase_for(a_call(tenant="", **call)):
        files = PACKS[call["language"]].files_for(word)
        assert files, word
        assert all(file.is_file() for file in files)
        assert word.pause != "joined" or files[0] in PACKS[call["language"]].joined.values()


PACKS = {language: Pack(CLIPS, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_names_each_clip_once(language: str) -> None:
    words = vocabulary(language)  # type: ignore[arg-type]
    clips = [(word.name, word.pause == "joined") for word in words]
    assert len(clips) == len(set(clips))


def test_a_prefix_of_two_letters_is_spelled_out() -> None:
    assert spoken(prefix="BK").startswith("nomor antrean, be ka, nol,")


def test_the_series_of_a_kiosk_without_a_server_can_be_said() -> None:
    assert spoken(prefix="AK2", number=1).startswith("nomor antrean, a ka dua, nol nol satu,")


def test_a_recall_and_a_training_call_say_what_they_are() -> None:
    assert spoken(recall=True).startswith("panggilan ulang, nomor antrean,")
    assert spoken(training=True).startswith("ini latihan, nomor antrean,")


def test_without_a_tenant_the_call_ends_with_the_counter() -> None:
    assert spoken(tenant=" ").endswith("silakan menuju loket lima.")


@given(st.text())
def test_any_tenant_name_becomes_a_line_within_the_limit(name: str) -> None:
    text = tenant_text(name)
    assert len(text) <= TENANT_CHARS_MAX
    assert text.isprintable()
    assert text == text.strip()


def test_what_stands_in_brackets_is_not_spoken() -> None:
    assert tenant_text("National Health Insurance (BPJS Kesehatan)") == "National Health Insurance"


def test_a_long_tenant_name_is_cut_between_words() -> None:
    assert tenant_text("kantor " * 40) == " ".join(["kantor"] * 17)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": -1},
        {"number": 10_000},
        {"counter": -1},
        {"prefix": ""},
        {"prefix": "a"},
        {"prefix": "Ä"},
        {"prefix": "A-B"},
    ],
)
def test_what_cannot_be_said_is_refused_when_the_call_is_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be"):
        a_call(**wrong)
