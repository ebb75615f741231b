from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from hardware.codepage import best_page, transliterate
from hardware.errors import WrongLibrary
from hardware.escpos import (
    PIECE_BYTES_MAX,
    PIECE_LINES_MAX,
    encode,
    ending,
    pieces,
    refuse_wrong_library,
)
from hardware.profiles import CELL_DOTS, CELL_SMALL_DOTS, PROFILES, CodePage
from hardware.receipt import CODE_BYTES_MAX, Bullet, Code, Gap, Line, Pair, Receipt, Rule
from hardware.stream import Stream

COMMANDS = {
    b"",
    b"\n",
    b"\x1b@",
    b"\x1c.",
    b"\x1bt",
    b"\x1d!",
    b"\x1bE",
    b"\x1bM",
    b"\x1ba",
    b"\x1bJ",
    b"\x1bd",
    b"\x1dv",
    b"\x1dV",
}
SPECIAL = {"80mm-epson": {b"\x1da", b"\x1d("}}
IMAGE_PROFILES = [profile for profile in PROFILES.values() if profile.qr == "image"]
TEXTS = st.text(max_size=120) | st.text(alphabet="\x1b\x1d\x10\x04@Va0日é -", max_size=60)
PARTS = st.one_of(
    st.builds(
        Line,
        TEXTS,
        align=st.sampled_from(["left", "center", "right"]),
        size=st.sampled_from(["small", "normal", "large", "huge"]),
        bold=st.booleans(),
    ),
    st.builds(Pair, TEXTS, TEXTS),
    st.builds(Bullet, TEXTS),
    st.builds(Rule),
    st.builds(Gap, st.integers(0, 20)),
    st.builds(Code, st.text(min_size=1, max_size=60), module_dots=st.integers(3, 12)),
)
PROFILE = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())


def rows(slip: bytes, pages=PROFILES["80mm-epson"].code_pages) -> list[tuple[str, int]]:
    """The printed lines, each with its width in dots, as the bytes say."""
    found: list[tuple[str, int]] = []
    line, cell, scale, page = "", CELL_DOTS[0], 1, "ascii"
    for op in Stream().feed(slip):
        match op.name:
            case b"":
                line += op.payload.decode(page)
            case b"\x1bt":
                (page,) = [page.name for page in pages if page.slot == op.parameters[0]]
            case b"\x1bM":
                cell = CELL_SMALL_DOTS[0] if op.parameters == b"\x01" else CELL_DOTS[0]
            case b"\x1d!":
                scale = (op.parameters[0] >> 4) + 1
            case b"\n":
                found.append((line, len(line) * cell * scale))
                line = ""
            case _:
                pass
    assert line == ""
    return found


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(st.lists(PARTS, max_size=6), st.sampled_from(list(PROFILES.values())))
def test_no_text_becomes_a_command_and_none_is_lost_or_cut_off(parts, profile):
    slip = encode(Receipt(parts=tuple(parts)), profile)
    ops = Stream().feed(slip)
    assert {op.name for op in ops} <= COMMANDS | SPECIAL.get(profile.name, set())
    assert b"".join(op.raw for op in ops) == slip
    assert sum(op.name == b"\x1b@" for op in ops) == 1
    assert sum(op.name == b"\x1dV" for op in ops) == profile.cutter
    assert all(width <= profile.dots for _, width in rows(slip))
    expected = ""
    for part in parts:
        match part:
            case Line(text):
                expected += text
            case Bullet(text):
                expected += "-" + text
            case Pair(left, right):
                expected += left + right
            case _:
                pass
    printed = "".join(line for line, _ in rows(slip))
    page = best_page([expected], profile.code_pages).name
    assert "".join(printed.split()) == "".join(transliterate(expected, page).split())


@PROFILE
def test_a_ticket_fits_the_paper(ticket, profile):
    lines = rows(encode(ticket, profile))
    assert all(width <= profile.dots for _, width in lines)
    widths = {line.strip(): width for line, width in lines}
    assert widths["A-017"] >= profile.dots * 2 // 3


@PROFILE
@pytest.mark.parametrize("number", ["A-0", "A-017", "AB-1234", "AK2-001", "AK12-1000"])
def test_a_number_is_never_broken_and_as_large_as_fits(profile, number):
    (row,) = rows(encode(Receipt(parts=(Line(number, size="huge"),)), profile))
    assert row[0] == number
    assert profile.dots // 3 < row[1] <= profile.dots


def test_one_foreign_character_leaves_the_rest_of_the_text_alone():
    assert rows(encode(Receipt(parts=(Line("Loket 日 é 4"),)), PROFILES["80mm"]))[0][0] == "Loket ? é 4"


@pytest.mark.parametrize(
    ("page", "slot"), [("cp437", 0), ("cp850", 2), ("cp858", 19), ("cp1252", 16), ("iso8859_15", 40)]
)
def test_every_character_of_the_code_page_is_printed_as_its_byte(page, slot):
    profile = replace(PROFILES["80mm"], code_pages=(CodePage(name=page, slot=slot),))
    high = bytes(range(0xA1, 0xFF))
    slip = encode(Receipt(parts=(Line("".join(c for c in high.decode(page) if not c.isspace())),)), profile)
    ops = Stream().feed(slip)
    assert [op.parameters[0] for op in ops if op.name == b"\x1bt"] == [slot]
    text = b"".join(op.payload for op in ops if not op.name)
    assert set(high) - set(text) <= {0xA0, 0xAD, 0xF0}  # soft hyphen: an invisible character


def test_a_slip_is_printed_in_the_page_that_has_most_of_its_letters():
    epson = PROFILES["80mm-epson"]

    def printed(text: str) -> tuple[int, str]:
        slip = encode(Receipt(parts=(Line(text),)), epson)
        (slot,) = [op.parameters[0] for op in Stream().feed(slip) if op.name == b"\x1bt"]
        return slot, rows(slip)[0][0]

    assert printed("Loket é") == (0, "Loket é")
    assert printed("Biaya 5 €") == (19, "Biaya 5 €")
    assert printed("‘Šipan’") == (16, "‘Šipan’")


@PROFILE
def test_a_slip_comes_in_pieces_that_end_with_a_line_or_a_command_and_fit_a_small_memory(profile):
    long = Receipt(parts=(Line("Zona " * 390), Gap(20), Code("x" * CODE_BYTES_MAX), Bullet("kata " * 390)))
    slip = pieces(long, profile)
    assert b"".join(slip) == encode(long, profile)
    assert all(0 < len(piece) <= PIECE_BYTES_MAX for piece in slip)
    for piece in slip:
        stream = Stream()
        ops = stream.feed(piece + b"\x1dr\x01")
        assert ops[-1].name == b"\x1dr", "the question after it is one"
        assert ops[-2].name, "a line is never left open"
        assert sum(op.name == b"\n" for op in ops) <= PIECE_LINES_MAX


@PROFILE
def test_what_ends_a_broken_slip_fills_up_half_a_command_wherever_it_was_broken(profile):
    slip = encode(Receipt(parts=(Line("A-017", size="huge"), Rule(), Code("x" * 90))), profile)
    rest = ending(profile)
    whole = [op for op in Stream().feed(rest) if op.name != b"\0"]
    assert whole[0].name == b"\x1b@"
    start = 0
    for op in Stream().feed(slip):
        for end in {*range(start, start + min(9, len(op.raw))), start + len(op.raw) - 1}:
            stream = Stream()
            stream.feed(slip[:end])
            assert stream.feed(rest)[-len(whole) :] == whole
        start += len(op.raw)


def test_a_second_slip_owes_nothing_to_the_first(ticket):
    alone = encode(ticket, PROFILES["80mm"])
    encode(Receipt(parts=(Line("日本", size="huge", bold=True, align="right"),)), PROFILES["58mm"])
    assert encode(ticket, PROFILES["80mm"]) == alone


@pytest.mark.parametrize("profile", IMAGE_PROFILES)
@pytest.mark.parametrize(
    "data", ["http://192.168.1.20:8080/t/3f9K", "x" * CODE_BYTES_MAX, "é" * (CODE_BYTES_MAX // 2)]
)
def test_a_code_is_a_picture_that_fits_with_its_quiet_zone(profile, data):
    strips = [
        op for op in Stream().feed(encode(Receipt(parts=(Code(data),)), profile)) if op.name == b"\x1dv"
    ]
    ((width_bytes, density),) = {(strip.parameters[2:4], strip.parameters[1]) for strip in strips}
    width = int.from_bytes(width_bytes, "little") * 8
    height = sum(int.from_bytes(strip.parameters[4:6], "little") for strip in strips)
    picture = Image.frombytes("1", (width, height), b"".join(strip.payload for strip in strips))
    doubling = 1 + (density == 3)
    assert height * doubling <= profile.dots
    modules = [list(row) for row in segno.make_qr(data, error="m").matrix_iter(border=4)]
    scale = height // len(modules)
    assert scale * doubling >= 3
    seen = [
        [
            int(bool(picture.getpixel((x * scale + scale // 2, y * scale + scale // 2))))
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert seen == modules


def test_a_printer_that_can_draws_plain_codes_itself_and_gets_the_others_as_pictures():
    def names(data: str) -> set[bytes]:
        return {op.name for op in Stream().feed(encode(Receipt(parts=(Code(data),)), PROFILES["80mm-epson"]))}

    assert b"\x1d(" in names("http://mall.example/t/3f9K")
    assert b"\x1dv" not in names("http://mall.example/t/3f9K")
    for hostile in ("\x1b@", "é", "a\x1dV\x00"):
        assert b"\x1d(" not in names(hostile)
        assert b"\x1dv" in names(hostile)


@PROFILE
@pytest.mark.parametrize("size", ["large", "huge", "normal"])
def test_a_long_word_becomes_smaller_before_it_is_broken(profile, size):
    word = "pertanggungjawabannya" if size != "normal" else "keanekaragamannya" * 2
    lines = [line for line, _ in rows(encode(Receipt(parts=(Line(f"Surat {word}", size=size),)), profile))]
    assert word in " ".join(lines).split()


def test_the_library_with_the_stolen_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    refuse_wrong_library()
    stolen = tmp_path / "escpos-1.9.dist-info"
    stolen.mkdir()
    (stolen / "METADATA").write_text("Metadata-Version: 2.1\nName: escpos\nVersion: 1.9\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(WrongLibrary, match=r"'escpos' 1\.9 .* 'python-escpos'"):
        refuse_wrong_library()


@pytest.mark.slow
def test_loading_leaves_no_file_no_log_handler_and_no_setting_behind(tmp_path: Path):
    program = (
        "import logging, os, hardware.escpos;"
        "assert logging.getLogger().handlers == [];"
        "assert 'ESCPOS_CAPABILITIES_FILE' not in os.environ"
    )
    here = Path(__file__).parents[2]
    environment = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), "PYTHONPATH": str(here)}
    subprocess.run([sys.executable, "-W", "error", "-c", program], env=environment, check=True, timeout=60)
    assert list(tmp_path.iterdir()) == []
