"""A seeded part of the nonsense in `fuzz`, and that it would find what it looks for."""

from __future__ import annotations

import random

import pytest

from tests.hardware import fuzz

SEED = 20_261_122


@pytest.fixture(autouse=True)
def _same_slip(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hardware.printer.pieces", fuzz.pieces)


@pytest.mark.slow
def test_status_bytes_of_any_kind_end_in_their_limits_and_claim_nothing():
    chances = [random.Random(SEED + number) for number in range(4_000)]
    ends = {fuzz.read_statuses(chance) + " " + fuzz.talk_nonsense(chance) for chance in chances}
    assert {end.rsplit(" ", 1)[1] for end in ends} == {"Printed", "NotPrinted", "Unknown"}


@pytest.mark.slow
def test_hostile_text_is_never_a_command():
    for number in range(800):
        fuzz.one_text(random.Random(SEED + number))


@pytest.mark.slow
def test_whatever_goes_wrong_at_whatever_byte_what_is_claimed_is_true():
    every = list(fuzz.every_fault())
    for kind, after_bytes, profile, serial in random.Random(SEED).sample(every, 100):
        fuzz.fail_at(kind, after_bytes, profile, serial=serial)


def test_a_printer_that_is_believed_too_early_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hardware.dialogue.Dialogue.catch_up", lambda *_: None)
    with pytest.raises(fuzz.Broken, match="called printed"):
        fuzz.fail_at(fuzz.faults.Hold, 500, fuzz.WIDE, serial=True)


def test_a_text_that_is_not_cleaned_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hardware.receipt.clean", lambda text: text)
    monkeypatch.setattr("hardware.escpos.transliterate", lambda text, page: text)
    with pytest.raises(fuzz.Broken, match="no text is a command"):
        fuzz.print_hostile("KTP \x1b@", fuzz.WIDE)
