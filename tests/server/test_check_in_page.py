"""The page where a phone types a booking's code, and how often it may be wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from protocol.catalogue import Slots
from protocol.hall import State
from protocol.messages import BookSlot, Close
from server import attempts as attempts_module
from server.attempts import WRONG_COUNT_MAX, WRONG_S, Attempts
from server.pages.check_in import checked_in, code_in, form_page
from server.pages.ticket import ticket_page
from server.pages.words import WORDS
from tests.server.kept import Kept
from tests.server.mall import SATU, small_mall
from tests.server.story import EIGHT, Story

PHONE, OTHER = "192.0.2.1", "192.0.2.2"


class Monotonic:
    def __init__(self) -> None:
        self.s = 1_000.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def clock() -> Monotonic:
    return Monotonic()


@pytest.fixture
def attempts(clock: Monotonic) -> Attempts:
    return Attempts(clock)


@pytest.fixture
def booked() -> Story:
    """The small mall at 08:00, with slots of half an hour for the first service."""
    return Story(small_mall(services={SATU: {"slots": Slots(minutes=30, capacity=3)}}))


def book(story: Story, minutes: int) -> str:
    outcome = story.ask(BookSlot(service=SATU, slot=EIGHT + timedelta(minutes=minutes)), "api-1")
    assert isinstance(outcome, tuple), outcome
    return str(outcome[0].code)


def send(kept: Kept, attempts: Attempts, code: str, address: str = PHONE, language: str = "id"):
    return asyncio.run(checked_in(kept, attempts, address, code, language))


def test_a_code_leads_to_the_tickets_page(booked: Story, attempts: Attempts) -> None:
    kept = Kept(booked)
    answer = send(kept, attempts, book(booked, 30))
    assert answer.status_code == 303
    token = answer.headers["Location"].removeprefix("/t/")
    page = asyncio.run(ticket_page(kept, token))
    assert "A-001" in page.content
    assert "Reservasi pukul 08.30" in page.content
    assert next(iter(booked.hall.visits.values())).stops[0].state is State.WAITING


def test_a_code_sent_twice_leads_to_the_same_ticket(booked: Story, attempts: Attempts) -> None:
    kept, code = Kept(booked), book(booked, 30)
    first, again = send(kept, attempts, code), send(kept, attempts, code)
    assert first.headers["Location"] == again.headers["Location"]
    assert len(booked.hall.visits) == 1


@pytest.mark.parametrize(
    ("minutes", "language", "told"),
    [
        (90, "id", "Masih terlalu awal. Lapor hadir dibuka Senin, 2 Maret pukul 08.30."),
        (90, "en", "It is too early. Check-in opens on Monday, 2 March at 08:30."),
        (24 * 60, "id", "Booking ini bukan untuk hari ini. Lapor hadir dibuka Selasa, 3 Maret pukul 07.00."),
    ],
)
def test_who_comes_too_early_is_told_when(
    booked: Story, attempts: Attempts, minutes: int, language: str, told: str
) -> None:
    answer = send(Kept(booked), attempts, book(booked, minutes), language=language)
    assert answer.status_code == 409
    assert told in answer.content
    assert not booked.hall.visits


def test_a_closed_service_is_told(booked: Story, attempts: Attempts) -> None:
    code = book(booked, 30)
    booked.ask(Close(tenant="anggrek", reason="Listrik padam"), "floor-1")
    answer = send(Kept(booked), attempts, code)
    assert WORDS["id"]["in_temporarily_closed"] in answer.content


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "12345678" * 50])
def test_what_is_no_code_is_not_looked_up(booked: Story, attempts: Attempts, code: str) -> None:
    answer = send(Kept(booked), attempts, code)
    assert answer.status_code == 400
    assert "8 angka" in answer.content
    assert attempts.wait_s(PHONE) == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"code=12345678", "12345678"),
        (b"code=1234+5678", "12345678"),
        (b"code=1234-5678&more=1", "12345678"),
        (b"code=12.34.56.78", "12345678"),
        (b"", ""),
        (b"code=", ""),
        (b"code=abcdefgh", ""),
        (b"code=" + "١٢٣٤٥٦٧٨".encode(), ""),
        (b"code=%D9%A1%D9%A2", ""),
        (b"\xff\xfe", ""),
        (b"&".join([b"code=1"] * 100), ""),
    ],
)
def test_the_code_of_a_form_is_its_digits_however_they_are_grouped(body: bytes, code: str) -> None:
    assert code_in(body) == code


def test_who_guesses_too_often_has_to_wait_and_nobody_else(
    booked: Story, attempts: Attempts, clock: Monotonic
) -> None:
    kept, code = Kept(booked), book(booked, 30)
    for _ in range(WRONG_COUNT_MAX):
        answer = send(kept, attempts, "00000000")
        assert (answer.status_code, WORDS["id"]["in_unknown_booking"] in answer.content) == (404, True)
    clock.s += WRONG_S / 2
    barred = send(kept, attempts, code)
    assert barred.status_code == 429
    assert "Tunggu 5 menit" in barred.content
    assert send(kept, attempts, code, OTHER).status_code == 303


def test_after_a_while_a_wrong_code_is_forgotten(attempts: Attempts, clock: Monotonic) -> None:
    for _ in range(WRONG_COUNT_MAX):
        attempts.wrong(PHONE)
        clock.s += 1
    assert attempts.wait_s(PHONE) == WRONG_S - WRONG_COUNT_MAX
    clock.s += WRONG_S - WRONG_COUNT_MAX
    assert attempts.wait_s(PHONE) == 0
    attempts.wrong(PHONE)
    assert attempts.wait_s(PHONE) > 0


def test_addresses_are_remembered_up_to_a_limit(attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts_module, "ADDRESSES_COUNT_MAX", 3)
    for address in ("a", "b", "c", "a", "d"):
        for _ in range(WRONG_COUNT_MAX):
            attempts.wrong(address)
    assert [address for address in "abcd" if attempts.wait_s(address)] == ["a", "c", "d"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_form_speaks_both_languages(booked: Story, language: str) -> None:
    page = form_page(Kept(booked, training=True), language).content
    other = "en" if language == "id" else "id"
    assert f'action="/check-in?lang={language}"' in page
    assert f'href="/check-in?lang={other}"' in page
    assert WORDS[language]["check_in_yes"] in page
    assert WORDS[language]["training"] in page
