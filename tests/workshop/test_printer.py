"""The tray of the virtual printer: each slip as bytes and as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from hardware.escpos import encode
from hardware.paper import draw
from hardware.profiles import PROFILES
from hardware.receipt import Line, Receipt
from hardware.status import ORDERED_QUESTION
from tests.conftest import ExpectLog
from workshop.printer import Tray


def slip_of(text: str, paper: str = "80mm") -> bytes:
    return encode(Receipt(parts=(Line(text),)), PROFILES[paper])


@pytest.mark.parametrize("paper", sorted(PROFILES))
def test_each_slip_falls_into_the_folder_as_bytes_and_as_it_would_look(tmp_path: Path, paper: str):
    out = tmp_path / "not" / "there" / "yet"
    tray = Tray(PROFILES[paper], out)
    slips = [slip_of(text, paper) for text in ("A-001", "A-002")]
    for slip in slips:
        # A printer without a cutter ends a slip when the computer asks whether it is out.
        tray.printer.feed(slip + ORDERED_QUESTION)
    tray.close()
    assert sorted(file.name for file in out.iterdir()) == ["001.bin", "001.png", "002.bin", "002.png"]
    kept = [(out / f"00{number}.bin").read_bytes() for number in (1, 2)]
    assert [b"A-001" in kept[0], b"A-002" in kept[1]] == [True, True]
    for number, slip in enumerate(kept, start=1):
        with Image.open(out / f"00{number}.png") as picture:
            picture.load()
            assert picture.size == draw(slip, PROFILES[paper]).size
            dark = picture.convert("L").histogram()
            assert sum(dark[:64]) > 0


def test_a_watcher_sees_the_slips_that_were_there_first_and_each_new_one():
    tray = Tray(PROFILES["80mm"], None)
    seen: list[int] = []
    tray.printer.feed(slip_of("A-001"))
    tray.watch(lambda number, picture: seen.append(number))
    tray.printer.feed(slip_of("A-002"))
    tray.close()
    assert seen == [1, 2]


def test_a_picture_that_cannot_be_kept_is_said_so(tmp_path: Path, expect_log: ExpectLog):
    expect_log("a slip could not be drawn")
    out = tmp_path / "out"
    tray = Tray(PROFILES["80mm"], out)
    (out / "001.png").mkdir()
    tray.printer.feed(slip_of("A-001"))
    tray.close()
    assert (out / "001.bin").stat().st_size > 0
