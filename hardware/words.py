"""Texts in both languages, and what the devices are called in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]
Kind = Literal["printer", "keypad", "sign", "scanner"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Indonesian and in English."""

    id: str
    en: str

    def in_(self, language: Language) -> str:
        return self.id if language == "id" else self.en


NOUNS: dict[Kind, Words] = {
    "printer": Words("printer", "the printer"),
    "keypad": Words("papan tombol", "the keypad"),
    "sign": Words("papan LED", "the LED sign"),
    "scanner": Words("pemindai", "the scanner"),
}
