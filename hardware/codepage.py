"""Text in a printer's code page: each character it lacks becomes the nearest readable one. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from hardware.profiles import CodePage

REPLACEMENT = "?"

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑", "-"),
        **dict.fromkeys("‘’‚′", "'"),
        **dict.fromkeys("“”„″", '"'),
        "…": "...",
        "•": "-",
        "·": "-",
        "×": "x",
        "→": "->",
        "€": "EUR",
        "№": "No.",
        "æ": "ae",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
    }
)


def best_page(texts: Iterable[str], pages: Sequence[CodePage]) -> CodePage:
    """Of several pages the one that has the most of the characters, the first of equals."""
    foreign = [character for text in texts for character in text if not character.isascii()]
    return min(
        pages, key=lambda page: sum(_nearest(character, page.name) != character for character in foreign)
    )


def transliterate(text: str, code_page: str) -> str:
    """`text` with only characters that `code_page` (Python's name of it) can print, each one byte.

    An accent the page lacks is dropped; what has no likeness becomes "?". No visible character is lost.
    """
    return "".join(_nearest(character, code_page) for character in text)


@lru_cache(maxsize=4096)
def _nearest(character: str, code_page: str) -> str:
    if character.isspace():
        return " "
    if _printable(character, code_page):
        return character
    if _is_accent(character):
        return ""
    plain = unicodedata.normalize("NFKD", character.translate(_LOOKALIKES))
    kept = [part for part in plain if not _is_accent(part)]
    readable = kept and all(_printable(part, code_page) and not part.isspace() for part in kept)
    return "".join(kept) if readable else REPLACEMENT


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _printable(character: str, code_page: str) -> bool:
    encoded = character.encode(code_page, "ignore")
    return len(encoded) == 1 and encoded >= b" " and encoded != b"\x7f"
