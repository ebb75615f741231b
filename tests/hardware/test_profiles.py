from __future__ import annotations

from pathlib import Path

import pytest

from hardware.profiles import PROFILES, BadProfiles, load

KIOSK = """
[warung]
paper_mm = 58
dots = 384
columns = 32
columns_small = 42
code_pages = [{ name = "cp852", slot = 18 }]
cutter = false
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "printers.toml"


def test_the_kinds_of_the_malls_printers_are_known():
    assert {"80mm", "58mm", "80mm-epson", "58mm-basic"} <= PROFILES.keys()
    assert all(name == profile.name for name, profile in PROFILES.items())
    assert PROFILES["80mm-epson"].auto_status
    assert PROFILES["58mm-basic"].answers == "no"


def test_a_mall_adds_its_own_kinds_in_a_file(file: Path):
    file.write_text(KIOSK)
    (kind,) = load(file).values()
    assert kind.name == "warung"
    assert [(page.name, page.slot) for page in kind.code_pages] == [("cp852", 18)]
    assert (kind.qr, kind.auto_status, kind.answers) == ("image", False, "turn")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[warung", "end of a table"),
        ("warung = 1", "warung.*table"),
        (KIOSK.replace("dots = 384", "dots = 3.5"), r"\[warung\].*\$\.dots"),
        (KIOSK.replace("dots = 384", "dots = 388"), r"\[warung\].*\$\.dots"),
        (KIOSK.replace("dots = 384\n", ""), r"\[warung\].*`dots`"),
        (KIOSK.replace("columns = 32", "columns = 33"), r"\[warung\].*columns: 396"),
        (KIOSK.replace("columns_small = 42", "columns_small = 43"), r"\[warung\].*columns_small: 387"),
        (KIOSK.replace("columns_small = 42", "columns_small = 31"), r"\[warung\].*columns_small"),
        (KIOSK.replace("paper_mm = 58", "paper_mm = 40"), r"\[warung\].*dots: 384"),
        (KIOSK.replace("cp852", "cp0"), r"\[warung\].*'cp0'.*code_pages"),
        (KIOSK.replace("cp852", "cp037"), r"\[warung\].*'cp037'.*code_pages"),
        (KIOSK.replace("cp852", "utf-16"), r"\[warung\].*'utf-16'.*code_pages"),
        (KIOSK.replace("slot = 18", "slot = 256"), r"\[warung\].*slot"),
        (KIOSK + 'qr = "drawn"', r"\[warung\].*\$\.qr"),
        (KIOSK + 'answers = "yes"', r"\[warung\].*\$\.answers"),
        (KIOSK + 'name = "other"', r"\[warung\].*name"),
        (KIOSK + "colour = true", r"\[warung\].*`colour`"),
        ("".join(f"[k{i}]\n" for i in range(101)), "more than 100"),
    ],
)
def test_a_mistake_is_told_with_file_kind_and_key(file: Path, text: str, named: str):
    file.write_text(text)
    with pytest.raises(BadProfiles, match=named) as told:
        load(file)
    assert str(told.value).startswith(f"{file}: ")


def test_a_file_that_is_no_text_is_told_by_its_name(file: Path):
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadProfiles, match=r"printers\.toml"):
        load(file)
