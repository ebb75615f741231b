from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QGuiApplication

from hardware.profiles import PROFILES
from server import catalogue as catalogues
from workshop import slips


@pytest.mark.parametrize("width", slips.WIDTHS)
def test_a_phone_reads_the_code_on_the_hardest_slips(qapp: QGuiApplication, width: str) -> None:
    catalogue = catalogues.load()
    for visit in slips.hardest(catalogue, "id"):
        paper = slips.slip(visit, catalogue, "id", PROFILES[width])
        seen = zxingcpp.read_barcodes(Image.alpha_composite(Image.new("RGBA", paper.size, "white"), paper))
        assert [code.text for code in seen] == [f"{slips.URL}/t/{slips.TOKEN}"]


def test_there_is_a_sheet_of_slips_for_each_paper_and_language(qapp: QGuiApplication, tmp_path: Path) -> None:
    files = slips.make(tmp_path)
    assert {file.stem for file in files} == {"80mm-id", "80mm-en", "58mm-id", "58mm-en"}
    assert len({file.read_bytes() for file in files}) == 4
