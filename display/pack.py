"""A pack of clips: a folder per language, with `words.toml` (word to file) and `voice.toml` (how to speak).

A folder of human recordings has the same shape. Its `voice.toml`, and any word in it, may be left out: the
built-in pack stands in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from display.speech import Language, Pause, Word

CLIPS = Path(__file__).parent / "clips"
WORDS_FILE = "words.toml"
VOICE_FILE = "voice.toml"
MANIFEST_BYTES_MAX = 200_000

_Percent = Annotated[int, msgspec.Meta(ge=0, le=99)]
_PauseMs = Annotated[int, msgspec.Meta(ge=0, le=2_000)]
_Read = TypeVar("_Read")


class PackError(Exception):
    """A pack cannot be used: names the file and what is wrong with it."""


class Manner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language is spoken: espeak-ng's voice, the pauses, and (as phonemes) the words it says wrong."""

    voice: str
    speed_wpm: Annotated[int, msgspec.Meta(ge=80, le=300)]
    pitch: _Percent
    range: _Percent
    overlap_ms: Annotated[int, msgspec.Meta(ge=0, le=50)]
    pauses_ms: dict[Pause, _PauseMs]
    pronunciation: dict[str, str] = {}

    def __post_init__(self) -> None:
        if missing := set(Pause.__args__) - set(self.pauses_ms):  # pyright: ignore[reportAttributeAccessIssue]
            raise ValueError(f"pauses_ms lacks {', '.join(sorted(missing))}")

    def spelled(self, text: str) -> str:
        """The text for espeak-ng, with the words of `pronunciation` as phonemes."""
        return " ".join(self._spelled(word) for word in text.split())

    def _spelled(self, word: str) -> str:
        bare = word.rstrip(",.?!")
        sound = self.pronunciation.get(bare.casefold())
        return f"[[{sound}]]{word[len(bare) :]}" if sound else word


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: dict[str, str]
    joined: dict[str, str] = {}


class Pack:
    """One language of one folder, empty if it does not exist. PackError if a manifest is wrong."""

    def __init__(self, root: Path, language: Language) -> None:
        self._folder = root / language
        said = _parsed(self._folder / WORDS_FILE, _Words) or _Words(words={})
        self.manner = _parsed(self._folder / VOICE_FILE, Manner)
        self.words = {name.casefold(): self._file(file) for name, file in said.words.items()}
        self.joined = {name.casefold(): self._file(file) for name, file in said.joined.items()}

    def files_for(self, word: Word) -> tuple[Path, ...]:
        """Where the word may be found, best first."""
        tables = (self.joined, self.words) if word.pause == "joined" else (self.words,)
        return tuple(table[word.name] for table in tables if word.name in table)

    def _file(self, name: str) -> Path:
        if not name or Path(name).name != name or "\\" in name:
            raise PackError(
                f"{self._folder / WORDS_FILE}: {name!r} is not the name of a file in the same folder"
            )
        return self._folder / name


def _parsed(path: Path, kind: type[_Read]) -> _Read | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PackError(f"{path}: {error}") from error
    if len(data) > MANIFEST_BYTES_MAX:
        raise PackError(f"{path}: is longer than {MANIFEST_BYTES_MAX} bytes")
    try:
        return msgspec.toml.decode(data, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise PackError(f"{path}: {error}") from error
