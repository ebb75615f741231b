"""What a call sounds like, as words: no sound, no file, no Qt.

A word names a clip and says how long to pause after it. The rule for numbers follows the slip, which shows
three figures at least: leading zeros are said one by one, the rest as one number. Two leading zeros and their
figure are read evenly, one by one:

    017  nol, tujuh belas          zero, seventeen
    005  nol nol lima              zero zero five
    120  seratus dua puluh         one hundred twenty
    1000 seribu                    one thousand

A large number is put together from thousands, hundreds, tens and ones, each a clip of its own. A word that
another one follows at once (`joined`) may have a second clip with a level tone.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

import msgspec

from protocol.catalogue import Language

Pause = Literal["joined", "word", "comma", "clause", "end"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
NUMBER_MAX = 9999
PREFIX_CHARS_MAX = 6  # two letters, and the kiosk's own series when the server is away: AK2
FIGURES_COUNT_MIN = 3  # as on the slip
TENANT_CHARS_MAX = 120  # a longer name is cut at a space


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """One call to be spoken. ValueError for a number above 9999 or a prefix that has no spoken form."""

    id: int
    prefix: str
    number: int
    counter: int
    tenant: str
    language: Language
    recall: bool
    training: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.number <= NUMBER_MAX or not 0 <= self.counter <= NUMBER_MAX:
            raise ValueError(f"number {self.number} and counter {self.counter} must be 0 to {NUMBER_MAX}")
        prefix_is_sayable = (
            self.prefix.isascii() and self.prefix.isalnum() and self.prefix == self.prefix.upper()
        )
        if not prefix_is_sayable or len(self.prefix) > PREFIX_CHARS_MAX:
            raise ValueError(f"prefix {self.prefix!r} must be 1 to {PREFIX_CHARS_MAX} of A to Z and 0 to 9")


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """`name` finds the clip, `text` is what is said where there is none, `pause` is what follows."""

    name: str
    text: str
    pause: Pause


def phrase_for(announcement: Announcement) -> tuple[Word, ...]:
    """The call as words, without the chime."""
    language = announcement.language
    fixed = _FIXED[language]
    words: list[Word] = []
    if announcement.training:
        words.append(_said(fixed["training"], "clause"))
    if announcement.recall:
        words.append(_said(fixed["recall"], "comma"))
    words.append(_said(fixed["number"], "comma"))
    words += _prefix(announcement.prefix, language)
    words += _ticket_number(announcement.number, language)
    words.append(_said(fixed["counter"], "joined"))
    tenant = tenant_text(announcement.tenant)
    words += _number(announcement.counter, language, after="comma" if tenant else "end")
    if tenant:
        words.append(_said(tenant, "end"))
    return tuple(words)


def vocabulary(language: Language) -> tuple[Word, ...]:
    """Every word that a pack of clips needs but the tenants; some of them a second time as `joined`."""
    fixed = _FIXED[language]
    said = [
        _said(fixed[part], "clause" if part == "training" else "comma") for part in fixed if part != "counter"
    ]
    said.append(_said(fixed["counter"], "joined"))
    said += [_letter(letter, language, "comma") for letter in _LETTERS[language]]
    for value in (*range(20), *range(20, 100, 10), *range(100, 1000, 100), *range(1000, 10_000, 1000)):
        text = _part(value, language)
        said.append(_said(text, "comma"))
        if value >= 20:
            said.append(_said(text, "joined"))
    return tuple(said)


def tenant_text(tenant: str) -> str:
    """The tenant's name with single spaces, without what stands in brackets, no longer than the limit."""
    printable = "".join(sign if sign.isprintable() else " " for sign in tenant)
    text = " ".join(re.sub(r"\([^)]*\)", " ", printable).split())
    if len(text) <= TENANT_CHARS_MAX:
        return text
    return text[: TENANT_CHARS_MAX + 1].rpartition(" ")[0] or text[:TENANT_CHARS_MAX]


def _said(text: str, pause: Pause) -> Word:
    return Word(name=text.casefold(), text=text, pause=pause)


def _letter(letter: str, language: Language, pause: Pause) -> Word:
    kind = {"id": "huruf", "en": "letter"}[language]
    return Word(name=f"{kind} {letter.casefold()}", text=_LETTERS[language][letter], pause=pause)


def _prefix(prefix: str, language: Language) -> list[Word]:
    last = len(prefix) - 1
    words: list[Word] = []
    for index, sign in enumerate(prefix):
        pause: Pause = "comma" if index == last else "word"
        words.append(
            _said(_part(int(sign), language), pause) if sign.isdigit() else _letter(sign, language, pause)
        )
    return words


def _ticket_number(number: int, language: Language) -> list[Word]:
    zeros = max(0, FIGURES_COUNT_MIN - len(str(number)))
    nought = _part(0, language)
    words = [_said(nought, "word") for _ in range(zeros)]
    if zeros == 1:
        words = [_said(nought, "comma")]
    return words + _number(number, language, after="clause")


def _number(number: int, language: Language, *, after: Pause) -> list[Word]:
    thousands, below_thousand = number - number % 1000, number % 1000
    hundreds, rest = below_thousand - below_thousand % 100, below_thousand % 100
    tens, ones = (0, rest) if rest < 20 else (rest - rest % 10, rest % 10)
    parts = [part for part in (thousands, hundreds, tens, ones) if part] or [0]
    *head, last = [_part(part, language) for part in parts]
    return [*(_said(text, "joined") for text in head), _said(last, after)]


def _part(value: int, language: Language) -> str:
    """The words for 0 to 19, the tens, the hundreds and the thousands."""
    if language == "id":
        return _indonesian(value)
    if value < 20:
        return _ENGLISH[value]
    if value < 100:
        return _ENGLISH_TENS[value // 10]
    if value < 1000:
        return f"{_ENGLISH[value // 100]} hundred"
    return f"{_ENGLISH[value // 1000]} thousand"


def _indonesian(value: int) -> str:
    if value < 10:
        return _INDONESIAN[value]
    if value < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(value) or f"{_INDONESIAN[value - 10]} belas"
    for unit, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if value >= unit:
            count = value // unit
            return f"se{name}" if count == 1 else f"{_INDONESIAN[count]} {name}"
    raise AssertionError(value)


_FIXED: dict[Language, dict[Literal["training", "recall", "number", "counter"], str]] = {
    "id": {
        "training": "ini latihan",
        "recall": "panggilan ulang",
        "number": "nomor antrean",
        "counter": "silakan menuju loket",
    },
    "en": {
        "training": "this is a drill",
        "recall": "repeat call",
        "number": "number",
        "counter": "please go to counter",
    },
}
# fmt: off
_LETTERS: dict[Language, dict[str, str]] = {
    "id": {
        "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "ef", "G": "ge", "H": "ha", "I": "i",
        "J": "je", "K": "ka", "L": "el", "M": "em", "N": "en", "O": "o", "P": "pe", "Q": "ki", "R": "er",
        "S": "es", "T": "te", "U": "u", "V": "ve", "W": "we", "X": "eks", "Y": "ye", "Z": "zet",
    },
    "en": {
        "A": "ay", "B": "bee", "C": "cee", "D": "dee", "E": "ee", "F": "eff", "G": "gee", "H": "aitch",
        "I": "eye", "J": "jay", "K": "kay", "L": "ell", "M": "em", "N": "en", "O": "oh", "P": "pee",
        "Q": "cue", "R": "ar", "S": "ess", "T": "tee", "U": "you", "V": "vee", "W": "double-u",
        "X": "ex", "Y": "why", "Z": "zee",
    },
}
_INDONESIAN = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
