from __future__ import annotations

from datetime import datetime

import pytest

from client.language import Languages, translate
from client.link import LinkState
from client.moment import clock_text, date_text
from client.reasons import state_text, text_for
from protocol.messages import Reason, Refused


@pytest.fixture
def languages(qapp):
    languages = Languages()
    yield languages
    languages.close()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_in_both_languages(languages, reason):
    english = text_for(Refused(reason=reason))
    languages.set_language("id")
    indonesian = text_for(Refused(reason=reason))
    assert english
    assert indonesian != english


@pytest.mark.parametrize("state", LinkState)
def test_every_state_has_words_in_both_languages(languages, state):
    english = state_text(state)
    languages.set_language("id")
    assert english
    assert state_text(state) != english


def test_a_switch_is_told_once_and_undone_by_the_next(languages, qtbot):
    with qtbot.waitSignal(languages.changed) as changed:
        languages.set_language("id")
    assert changed.args == ["id"]
    assert translate("Reasons", "Connected") == "Tersambung"
    with qtbot.assertNotEmitted(languages.changed):
        languages.set_language("id")
    languages.set_language("en")
    assert languages.language == "en"
    assert translate("Reasons", "Connected") == "Connected"


def test_a_text_without_translation_is_itself(languages):
    languages.set_language("id")
    assert translate("Reasons", "Nobody wrote this") == "Nobody wrote this"


def test_times_and_dates_are_written_as_each_language_does():
    morning = datetime(2026, 1, 5, 8, 5)  # noqa: DTZ001  (local, as read from a wall clock)
    assert clock_text(morning, "id") == "08.05"
    assert clock_text(morning, "en") == "08:05"
    assert date_text(morning, "id") == "Senin, 5 Januari 2026"
    assert date_text(morning, "en") == "Monday, 5 January 2026"
