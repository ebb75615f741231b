from __future__ import annotations

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.escpos import encode
from hardware.paper import KNIFE_DOTS, LENGTH_DOTS_MAX, draw
from hardware.profiles import LINE_DOTS, PROFILES
from hardware.receipt import Code, Gap, Line, Receipt

WIDE, NARROW = PROFILES["80mm"], PROFILES["58mm"]
PROFILE = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """What is dark, within the paper's edges."""
    inner = picture.convert("RGB").convert("L").crop((8, 12, picture.width - 8, picture.height - 12))
    box = inner.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert box is not None
    return box[0] + 8, box[1] + 12, box[2] + 8, box[3] + 12


def drawn(*parts, profile=WIDE) -> Image.Image:
    return draw(encode(Receipt(parts=parts), profile), profile)


@PROFILE
def test_a_ticket_is_paper_of_its_width_with_the_ink_within_its_margins(ticket, profile):
    picture = draw(encode(ticket, profile), profile)
    assert picture.width == profile.paper_mm * 8
    left, top, right, bottom = ink_box(picture)
    margin = (picture.width - profile.dots) // 2
    assert (left, right) == (margin, picture.width - margin)  # the rules go from edge to edge
    assert top >= KNIFE_DOTS
    assert bottom <= picture.height - 40


def test_alignment_moves_the_ink():
    left, centre, right = (
        ink_box(drawn(Line("A-017", align=align))) for align in ("left", "center", "right")
    )
    assert left[0] < 50 < centre[0] < right[0]
    assert right[2] > 590
    assert abs((centre[0] + centre[2]) / 2 - 320) < 4


def test_sizes_grow_and_bold_has_more_ink():
    heights = []
    for size in ("small", "normal", "large", "huge"):
        box = ink_box(drawn(Line("A-017", size=size)))
        heights.append(box[3] - box[1])
    assert heights == sorted(set(heights))
    thin, thick = (drawn(Line("A-017", bold=bold)).convert("L").histogram() for bold in (False, True))
    assert sum(thick[:128]) > sum(thin[:128])


def test_blank_lines_make_the_paper_longer():
    short, long = drawn(Line("A"), Gap(1), Line("B")), drawn(Line("A"), Gap(4), Line("B"))
    assert long.height - short.height == 3 * LINE_DOTS


@PROFILE
@pytest.mark.parametrize("dots", [3, 4, 5, 6, 8])
def test_a_code_on_paper_is_the_code_asked_for(profile, dots):
    data = "http://192.168.1.20:8080/t/3f9Kq2LxVb7R"
    picture = drawn(Code(data, module_dots=dots), profile=profile)
    box = ink_box(picture)
    modules = [list(row) for row in segno.make_qr(data, error="m").matrix_iter(border=0)]
    scale = (box[2] - box[0]) / len(modules)
    assert scale == dots
    grey = picture.convert("L")
    seen = [
        [
            int(grey.getpixel((box[0] + int((x + 0.5) * scale), box[1] + int((y + 0.5) * scale))) < 128)
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert seen == modules


@pytest.mark.parametrize(
    "command",
    [
        b"\x1dv0\x00\x02\x00\x10\x00" + b"\xff" * 32,  # raster
        b"\x1b*\x21\x10\x00" + b"\xff" * 48 + b"\n",  # columns of 24
        b"\x1b*\x00\x10\x00" + b"\xff" * 16 + b"\n",  # columns of 8
        b"\x1d(L\x2a\x000p0\x01\x011\x10\x00\x10\x00" + b"\xff" * 32 + b"\x1d(L\x02\x0002",  # graphics
    ],
)
def test_pictures_of_every_kind_are_drawn(command):
    left, _, right, _ = ink_box(draw(b"\x1b@" + command + b"\x1bd\x06\x1dV\x00", WIDE))
    assert (left, right) == (32, 48)


def test_a_line_longer_than_the_paper_goes_on_below():
    one, two = draw(b"A" * 48 + b"\n\x1bd\x06", WIDE), draw(b"A" * 49 + b"\n\x1bd\x06", WIDE)
    assert two.height - one.height == LINE_DOTS


def test_underlined_inverted_and_stretched_text_show():
    plain = ink_box(draw(b"AA\n\x1bd\x06", WIDE))
    wide = ink_box(draw(b"\x1b!\x20AA\n\x1bd\x06", WIDE))
    tall = ink_box(draw(b"\x1b!\x10AA\n\x1bd\x06", WIDE))
    underlined = ink_box(draw(b"\x1b-\x02AA\n\x1bd\x06", WIDE))
    inverted = ink_box(draw(b"\x1dB\x01AA\n\x1bd\x06", WIDE))
    assert wide[2] - wide[0] > plain[2] - plain[0]
    assert tall[3] - tall[1] > plain[3] - plain[1]
    assert underlined[3] > plain[3]
    assert inverted[2] - inverted[0] == 24
    assert inverted[3] - inverted[1] == 24


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.binary(max_size=60)
        | st.sampled_from(
            [b"A-017", b"\n", b"\x1d!", b"\x1b!", b"\x1b*\x21", b"\x1dv0\x00\x50\x00\x04\x00", b"\x1d(L"]
        ),
        max_size=20,
    ).map(b"".join)
)
def test_any_bytes_make_a_picture(data):
    for profile in (WIDE, NARROW):
        picture = draw(data, profile)
        assert picture.width == profile.paper_mm * 8
        assert 0 < picture.height <= LENGTH_DOTS_MAX + KNIFE_DOTS


def test_a_slip_without_end_is_drawn_to_the_limit():
    picture = draw(
        b"\x1bd\xff" * 100 + b"A\n" * 100 + b"\x1dv0\x00\x48\x00\x00\x10" + b"\xff" * 72 * 4096, WIDE
    )
    assert picture.height == LENGTH_DOTS_MAX


@PROFILE
@pytest.mark.parametrize("data", ["http://192.168.1.20:8080/t/3f9Kq2LxVb7R", "MALL/é/17"])
def test_a_phone_reads_the_code_on_a_ticket(ticket, profile, data):
    parts = [Code(data) if isinstance(part, Code) else part for part in ticket.parts]
    picture = drawn(*parts, profile=profile).convert("RGB")
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [data]
