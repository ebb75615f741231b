"""Prepares the packs of voice clips: recorded from espeak-ng, or adopted from a person's recordings.

Whole parts are recorded, each with the tone it has in a call: before a pause, at the end, or (`joined`) cut
out of a carrier in which another word follows at once.
"""

from __future__ import annotations

import math
import re
import tomllib
from array import array
from collections.abc import Iterator
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import track

from display.clip import clip_from, softened
from display.dictation import Dictation
from display.pack import CLIPS, WORDS_FILE, Manner, Pack
from display.samples import PEAK, RATE_HZ, Samples, Unreadable, count_of, duration_ms, fade, read, wav
from display.speech import LANGUAGES, Language, Word, tenant_text, vocabulary
from display.voice import CHIME

CATALOGUE = Path(__file__).parents[1] / "server" / "catalogue" / "malang"
FOLLOWER: dict[Language, str] = {"id": "lima", "en": "five"}
BATCH_COUNT = 24  # texts for one helper process

_screen = Console(stderr=True)


class NoRecordings(Exception):
    """A folder from which no pack can be made; names it."""


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """One clip to be recorded: the word, and what is said to get it."""

    word: Word
    text: str
    joined: bool


def record(catalogue: Path = CATALOGUE, target: Path = CLIPS) -> int:
    """Record all clips of both languages anew, with the tenants of the catalogue, and the chime.

    Gives how many were made.
    """
    count = 0
    target.mkdir(parents=True, exist_ok=True)
    (target / CHIME).write_bytes(wav(chime()))
    for language in LANGUAGES:
        manner = _manner(language)
        takes = [*(_take(word, language, manner) for word in vocabulary(language))]
        takes += [_take(word, language, manner) for word in tenants(catalogue, language)]
        folder = target / language
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.wav"):
            old.unlink()
        dictation = Dictation(cache=folder / ".unused", helper_s_max=60)
        batches = [takes[at : at + BATCH_COUNT] for at in range(0, len(takes), BATCH_COUNT)]
        total_ms = 0
        for batch in track(batches, description=f"recording {language}", console=_screen):
            raws = dictation.record([take.text for take in batch], manner)
            for take, raw in zip(batch, raws, strict=True):
                said = raw.samples[: raw.starts[-1]] if take.joined else raw.samples
                clip = clip_from(softened(said))
                (folder / file_name(take.word)).write_bytes(wav(clip))
                total_ms += duration_ms(clip)
        _write_words(folder, [take.word for take in takes])
        count += len(takes)
        _screen.print(f"{language}: {len(takes)} clips, {total_ms / 1000:.1f} s")
    return count


def adopt(recordings: Path, target: Path, language: Language = "id", catalogue: Path = CATALOGUE) -> int:
    """Make a pack for the display of a person's recordings, named as `script` says: trimmed, equally loud.

    Gives how many were taken; a recording that is missing or cannot be read is left out and said. Raises
    `NoRecordings`.
    """
    wanted = list(_script(language, catalogue))
    if not any((recordings / file_name(word)).is_file() for word in wanted):
        raise NoRecordings(f"{recordings} holds no recording named as --script says")
    folder = target / language
    folder.mkdir(parents=True, exist_ok=True)
    adopted: list[Word] = []
    for word in track(wanted, description="adopting", console=_screen):
        try:
            (folder / file_name(word)).write_bytes(wav(clip_from(read(recordings / file_name(word)))))
            adopted.append(word)
        except Unreadable as error:
            _screen.print(f"left out: {error}", markup=False)
    if not adopted:
        raise NoRecordings(f"no recording in {recordings} can be read")
    _write_words(folder, adopted)
    _screen.print(f"{len(adopted)} of {len(wanted)} words; the built-in voice says the others")
    return len(adopted)


def script(language: Language = "id", catalogue: Path = CATALOGUE) -> list[tuple[str, str]]:
    """What a person has to read: the file's name and the words of each clip (…: the tone stays up)."""
    return [
        (file_name(word), f"{word.text}{' …' if word.pause == 'joined' else ''}")
        for word in _script(language, catalogue)
    ]


def tenants(catalogue: Path, language: Language) -> tuple[Word, ...]:
    """The tenants' spoken names, each once; in English their English names (see `display.voice`)."""
    names: list[str] = []
    for file in sorted(catalogue.glob("*.toml")):
        tenant = tomllib.loads(file.read_text(encoding="utf-8"))
        if "spoken" in tenant:
            names.append(tenant_text(tenant["spoken"] if language == "id" else tenant["name"]["en"]))
    return tuple(Word(name=name.casefold(), text=name, pause="end") for name in dict.fromkeys(names))


def file_name(word: Word) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", word.name).strip("-")
    return f"{stem}-joined.wav" if word.pause == "joined" else f"{stem}.wav"


def chime() -> Samples:
    """Two soft bell tones, the second one lower: each a few partials that die away, the high ones sooner."""
    notes = ((0.0, 659.26), (0.38, 523.25))
    length = count_of(1300)
    out = array("h", bytes(2 * length))
    for index in range(length):
        at = index / RATE_HZ
        value = sum(_bell(at - start, pitch_hz) for start, pitch_hz in notes if at >= start)
        out[index] = int(value * 0.30 * PEAK)
    return fade(out, 6)


def _bell(at_s: float, pitch_hz: float) -> float:
    attack = min(1.0, at_s / 0.008)
    partials = ((1.0, 1.0, 3.2), (2.0, 0.28, 5.0), (3.01, 0.10, 8.0), (4.17, 0.05, 13.0))
    return attack * sum(
        share * math.exp(-decay * at_s) * math.sin(2 * math.pi * pitch_hz * ratio * at_s)
        for ratio, share, decay in partials
    )


def _take(word: Word, language: Language, manner: Manner) -> Take:
    joined = word.pause == "joined"
    tail = f" {FOLLOWER[language]}," if joined else "." if word.pause == "end" else ","
    return Take(word=word, text=manner.spelled(word.text + tail), joined=joined)


def _script(language: Language, catalogue: Path) -> Iterator[Word]:
    yield from vocabulary(language)
    yield from tenants(catalogue, language)


def _manner(language: Language) -> Manner:
    manner = Pack(CLIPS, language).manner
    assert manner is not None, f"the built-in pack for {language!r} has no voice.toml"
    return manner


def _write_words(folder: Path, words: list[Word]) -> None:
    """The manifest; names hold letters, digits, spaces and hyphens, so that plain quotes do."""
    lines = ["# Word = file. Written by ./mall voice; a pack of recordings has the same form."]
    for title, joined in (("words", False), ("joined", True)):
        chosen = [word for word in words if (word.pause == "joined") == joined]
        if title == "joined":
            lines.append("\n# As it sounds when another word follows at once. Optional.")
        lines.append(f"[{title}]")
        lines += [f"{_quoted(word.name)} = {_quoted(file_name(word))}" for word in chosen]
    (folder / WORDS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
