"""What any printer can print: a `Receipt` of a few plain parts, and how its text is broken into lines.

A receipt knows no printer command, and none can get in: text loses its control characters when a part
is made. Content comes first and may be unnamed (`Line("A-017", size="huge")`); the rest is named.
"""

from __future__ import annotations

import unicodedata
from dataclasses import KW_ONLY, dataclass
from typing import Literal

Size = Literal["small", "normal", "large", "huge"]
Align = Literal["left", "center", "right"]

PARTS_COUNT_MAX = 200
TEXT_CHARS_MAX = 2000  # of one part: a metre of paper
GAP_LINES_MAX = 20
CODE_BYTES_MAX = 900  # the most that fits the narrowest paper at the smallest readable module
CODE_MODULE_DOTS_MIN = 3  # 0.375 mm at 8 dots/mm: what an old phone's camera still reads
CODE_MODULE_DOTS_MAX = 12
BREAKS = "-/.,;:_&?=@"  # after these a word may go on in the next line


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one size, wrapped to the paper. `huge` is as large as still fits on one line."""

    text: str
    _: KW_ONLY
    align: Align = "left"
    size: Size = "normal"
    bold: bool = False

    def __post_init__(self) -> None:
        _keep_clean(self, "text")


@dataclass(frozen=True, slots=True)
class Pair:
    """A name at the left edge and its value at the right one, on one line where both fit."""

    left: str
    right: str
    _: KW_ONLY
    bold: bool = False

    def __post_init__(self) -> None:
        _keep_clean(self, "left", "right")


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list, with a hanging indent."""

    text: str

    def __post_init__(self) -> None:
        _keep_clean(self, "text")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Blank paper, in lines of normal text: 0 to `GAP_LINES_MAX`."""

    lines: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.lines <= GAP_LINES_MAX:
            raise ValueError(f"Gap.lines must be 0 to {GAP_LINES_MAX}, not {self.lines}")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, centred. `module_dots` is the wished size of a module; it shrinks to fit the paper."""

    data: str
    _: KW_ONLY
    module_dots: int = 6

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= CODE_BYTES_MAX:
            raise ValueError(f"Code.data must be 1 to {CODE_BYTES_MAX} bytes of UTF-8")
        if not CODE_MODULE_DOTS_MIN <= self.module_dots <= CODE_MODULE_DOTS_MAX:
            raise ValueError(f"Code.module_dots must be {CODE_MODULE_DOTS_MIN} to {CODE_MODULE_DOTS_MAX}")


Part = Line | Pair | Bullet | Rule | Gap | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One slip, from the top to the cut."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if len(self.parts) > PARTS_COUNT_MAX:
            raise ValueError(f"Receipt.parts must be at most {PARTS_COUNT_MAX}, not {len(self.parts)}")


def clean(text: str) -> str:
    """The text without anything a printer could take for a command.

    Control characters and line breaks become a space, invisible format characters vanish, half of a
    surrogate pair becomes "?". Nothing that can be seen is lost.
    """
    return "".join(map(_clean_character, text))


def wrap(text: str, columns: int) -> list[str]:
    """The words of `text` in lines of at most `columns` characters; always at least one line.

    A word longer than a line is broken, after one of `BREAKS` where it has one; nothing is lost.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) <= columns:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > columns:
            end = max((i for i, c in enumerate(word[:columns], start=1) if c in BREAKS), default=columns)
            lines.append(word[:end])
            word = word[end:]
        line = word
    if line or not lines:
        lines.append(line)
    return lines


def pair_lines(left: str, right: str, columns: int) -> list[str]:
    """`left` and `right` at their edges of one line, or below each other where they do not fit."""
    left, right = " ".join(left.split()), " ".join(right.split())
    if len(left) + 1 + len(right) <= columns:
        return [left + right.rjust(columns - len(left))]
    return [*wrap(left, columns), *(line.rjust(columns) for line in wrap(right, columns))]


def _keep_clean(part: object, *fields: str) -> None:
    for field in fields:
        text: str = getattr(part, field)
        if len(text) > TEXT_CHARS_MAX:
            raise ValueError(f"{type(part).__name__}.{field} must be at most {TEXT_CHARS_MAX} characters")
        object.__setattr__(part, field, clean(text))


def _clean_character(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case "Cs":
            return "?"
        case _:
            return character
