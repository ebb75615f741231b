from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from client.language import Languages
from client.reasons import again_text, short_text_for, text_for
from protocol.catalogue import Language, Text
from protocol.messages import Reason, Refused

NOW = datetime(2026, 2, 27, 5, 0, tzinfo=UTC).astimezone(ZoneInfo("Asia/Jakarta"))
"""Friday noon in Malang."""
AT_ONE = datetime(2026, 2, 27, 6, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FRIDAY_BREAK = Text(id="Istirahat Jumat", en="Friday break")


@pytest.fixture
def languages(qapp: object) -> Iterator[Languages]:
    languages = Languages()
    yield languages
    languages.close()


def said(languages: Languages, refused: Refused) -> tuple[str, str]:
    texts: list[str] = []
    for language in ("id", "en"):
        languages.set_language(language)
        texts.append(text_for(refused, language, NOW))
    return texts[0], texts[1]


def test_what_is_possible_again_today_is_told_by_its_hour_in_the_malls_time(languages: Languages):
    refused = Refused(reason=Reason.ON_BREAK, again=AT_ONE, title=FRIDAY_BREAK)
    assert said(languages, refused) == (
        "Sedang istirahat: Istirahat Jumat. Buka lagi pukul 13.00.",
        "Closed for a break: Friday break. Opens again at 13:00.",
    )


def test_what_is_possible_again_on_another_day_is_told_by_day_and_hour(languages: Languages):
    assert said(languages, Refused(reason=Reason.OVER_FOR_TODAY, again=MONDAY)) == (
        "Sudah tutup untuk hari ini. Buka lagi Senin, 2 Maret pukul 08.00.",
        "Closed for today. Opens again on Monday, 2 March at 08:00.",
    )


def test_a_closure_is_told_with_the_reason_its_officer_wrote(languages: Languages):
    refused = Refused(reason=Reason.TEMPORARILY_CLOSED, title=Text(id="Listrik padam.", en="Listrik padam."))
    assert said(languages, refused) == (
        "Tutup sementara: Listrik padam.",
        "Temporarily closed: Listrik padam.",
    )


@pytest.mark.parametrize(
    ("reason", "again"),
    [
        (Reason.NOT_YET_OPEN, "Buka Senin, 2 Maret pukul 08.00."),
        (Reason.QUOTA_REACHED, "Nomor tersedia lagi Senin, 2 Maret pukul 08.00."),
        (Reason.CUT_OFF, "Nomor tersedia lagi Senin, 2 Maret pukul 08.00."),
        (Reason.WRONG_DAY, "Silakan lapor hadir Senin, 2 Maret mulai pukul 08.00."),
    ],
)
def test_what_is_possible_then_is_told_as_what_it_is(languages: Languages, reason: Reason, again: str):
    languages.set_language("id")
    assert again_text(Refused(reason=reason, again=MONDAY), "id", NOW) == again


def test_who_comes_too_early_is_told_from_when_on(languages: Languages):
    languages.set_language("id")
    refused = Refused(reason=Reason.TOO_EARLY, again=AT_ONE)
    assert (
        text_for(refused, "id", NOW) == "Belum waktunya lapor hadir. Silakan lapor hadir mulai pukul 13.00."
    )


def test_an_hour_that_has_passed_is_not_told(languages: Languages):
    """A booking of yesterday is for another day, and that one does not come again."""
    languages.set_language("id")
    yesterday = datetime(2026, 2, 26, 1, 0, tzinfo=UTC)
    refused = Refused(reason=Reason.WRONG_DAY, again=yesterday)
    assert text_for(refused, "id", NOW) == "Reservasi ini untuk hari lain."


def test_without_a_clock_the_reason_alone_is_said(languages: Languages):
    languages.set_language("id")
    refused = Refused(reason=Reason.HOLIDAY, again=MONDAY, title=FRIDAY_BREAK)
    assert text_for(refused) == "Tutup hari ini: hari libur."
    assert text_for(refused, "id") == "Tutup hari ini: Istirahat Jumat."


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Kuota hari ini habis"), ("en", "No numbers left today")]
)
def test_where_there_is_little_room_the_reason_is_a_word_or_two(
    languages: Languages, language: Language, words: str
):
    languages.set_language(language)
    assert short_text_for(Refused(reason=Reason.QUOTA_REACHED), language) == words
    named = Refused(reason=Reason.ON_BREAK, title=FRIDAY_BREAK)
    assert short_text_for(named, language) == FRIDAY_BREAK.in_(language)
    assert short_text_for(Refused(reason=Reason.LINE_FULL), language) == ""
