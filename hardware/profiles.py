"""Printers as data: what the paper and the head can do. Dots are 1/8 mm (203 dpi)."""

from __future__ import annotations

from dataclasses import dataclass

CELL_DOTS = (12, 24)  # Font A, width and height
CELL_SMALL_DOTS = (9, 17)  # Font B
LINE_DOTS = 30  # the printers' default line spacing


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of printer.

    `dots`: printable width. `columns`, `columns_small`: characters a line of Font A and Font B.
    `code_page`: Python's name of the code page; `code_page_slot`: its number in ESC t.
    `answers_status`: whether it answers DLE EOT when its port can carry an answer.
    """

    name: str
    paper_mm: int
    dots: int
    columns: int
    columns_small: int
    code_page: str = "cp437"
    code_page_slot: int = 0
    cutter: bool = True
    answers_status: bool = True


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(name="80mm", paper_mm=80, dots=576, columns=48, columns_small=64),
        # The small ones are sold with a tear bar; a cut they do not know is better not sent.
        Profile(name="58mm", paper_mm=58, dots=384, columns=32, columns_small=42, cutter=False),
    )
}
