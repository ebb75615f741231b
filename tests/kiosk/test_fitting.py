"""Every page in every size and language with the longest words that the catalogue has."""

from __future__ import annotations

import pytest

from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from kiosk.screen import Screen
from protocol.catalogue import Catalogue, Language
from tests.kiosk.fitting import misfits, small_targets, wordiest_errands, words_of
from tests.kiosk.front import SIZES, Kiosk, OpenKiosk
from tests.kiosk.stage import bring_to


@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", list(SIZES))
def test_every_page_fits_with_the_longest_words(
    open_kiosk: OpenKiosk, malang: Catalogue, size: str, language: Language
):
    kiosk = open_kiosk(size, language)
    wordiest = max(malang.services.values(), key=lambda service: words_of(service, language))
    for screen in Screen:
        bring_to(kiosk.stage, screen, wordiest.id)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen
        assert small_targets(kiosk.window) == [], screen
    kiosk.train()
    kiosk.stage.link.go(LinkState.LOST)
    for screen in (Screen.SCREEN_TICKET, Screen.TROUBLE, Screen.QUESTION, Screen.DONE):
        kiosk.stage.link.come_back()
        bring_to(kiosk.stage, screen, wordiest.id)
        kiosk.stage.link.go(LinkState.LOST)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen
    kiosk.stage.link.come_back()
    for tenant in malang.tenants:
        kiosk.stage.model.home()
        kiosk.stage.model.openTenant(tenant)
        kiosk.settle()
        assert misfits(kiosk.window) == [], tenant


@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_ails_the_printer_fits_on_the_smallest_screen(
    open_kiosk: OpenKiosk, malang: Catalogue, language: Language
):
    kiosk = open_kiosk("800x600", language)
    wordiest = max(malang.services.values(), key=lambda service: words_of(service, language))
    kiosk.stage.take(wordiest.id)
    kiosk.stage.press.finish(Unknown("paper_out"))
    fits(kiosk)
    assert kiosk.stage.screen == "question"
    kiosk.stage.model.answerPaper(False)
    fits(kiosk)
    assert kiosk.stage.model.broken


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "language"), [("upright", "id"), ("lying", "en"), ("old", "en"), ("turned", "id")]
)
def test_as_many_errands_as_one_number_is_for_fit_with_the_longest_names(
    open_kiosk: OpenKiosk, malang: Catalogue, size: str, language: Language
):
    kiosk = open_kiosk(size, language)
    *others, last = wordiest_errands(malang, language)
    for outcome in (NotPrinted("paper_out"), Unknown("paper_out"), Printed(first_byte_at=100.0)):
        kiosk.stage.put_aside(*others)
        fits(kiosk)
        kiosk.stage.walk_to(last)
        kiosk.stage.model.chooseClass("disability")
        fits(kiosk)
        kiosk.stage.model.take()
        kiosk.stage.answer()
        fits(kiosk)
        kiosk.stage.press.finish(outcome)
        fits(kiosk)
        kiosk.stage.model.home()


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language"), [("upright", "en"), ("lying", "id"), ("tablet", "en")])
def test_a_closed_mall_fits_with_the_name_of_the_day(open_kiosk: OpenKiosk, size: str, language: Language):
    kiosk = open_kiosk(size, language)
    kiosk.close_all()
    kiosk.settle()
    assert misfits(kiosk.window) == []
    kiosk.close_all(but="pdam")
    kiosk.settle()
    for screen in (Screen.SERVICES, Screen.SERVICE):
        bring_to(kiosk.stage, screen)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen


def fits(kiosk: Kiosk) -> None:
    kiosk.settle()
    assert misfits(kiosk.window) == [], kiosk.stage.screen
    assert small_targets(kiosk.window) == [], kiosk.stage.screen
