"""The voice of the hall: clips joined into one sound, with pauses exact to the sample.

For each word: the folder of recordings, then the built-in pack, then (for a tenant in an English call) the
Indonesian pack, then the speaking helper; a word that nobody can say is left out and counted. No call fails
for want of a file. Needs no Qt and no sound device.
"""

from __future__ import annotations

import logging
from array import array
from pathlib import Path
from typing import Protocol

import msgspec

from display.dictation import Dictation, Unspoken
from display.pack import CLIPS, Manner, Pack, PackError
from display.samples import (
    Samples,
    Unreadable,
    append,
    count_of,
    duration_ms,
    fade,
    mix,
    read,
    silence,
    to_bytes,
    wav,
)
from display.speech import LANGUAGES, Announcement, Language, Word, phrase_for

log = logging.getLogger(__name__)

CHIME = "chime.wav"
CHIME_LEAD_MS = 720  # speech starts while the bell still rings
ANNOUNCEMENT_S_MAX = 30  # what a long name would add is cut off
JOIN_FADE_MS = 4.0  # recordings may end abruptly


class Speaker(Protocol):
    """Says what no clip has; Unspoken if it cannot."""

    def say(self, text: str, manner: Manner) -> Samples: ...

    def close(self) -> None: ...


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement: 22,050 Hz mono 16 bit little endian, and the words that are missing in it."""

    pcm: bytes
    duration_ms: int
    missing: tuple[str, ...] = ()

    def wav(self) -> bytes:
        return wav(array("h", self.pcm))


class Voice:
    """Speaks announcements from `folder`, with `cache` for words that the helper had to say.

    The folder has a sub-folder per language (see `display.pack`). PackError only if the built-in pack is
    broken: a wrong manifest in the given folder is logged and the built-in pack is used.
    """

    def __init__(self, *, cache: Path, folder: Path | None = None, speaker: Speaker | None = None) -> None:
        roots = [folder, CLIPS] if folder else [CLIPS]
        self._speaker = speaker or Dictation(cache=cache)
        self._packs = {language: [_usable(root, language) for root in roots] for language in LANGUAGES}
        self._chimes = [root / CHIME for root in roots if (root / CHIME).exists()]
        self._complained: set[Path] = set()
        self.words_left_out_count = 0

    def speak(self, announcement: Announcement, *, chime: bool = True) -> Sound:
        """The whole announcement; takes milliseconds, up to `HELPER_S_MAX` for a word never heard before."""
        manner = self._manner(announcement.language)
        overlap = count_of(manner.overlap_ms)
        speech: Samples = array("h")
        missing: list[str] = []
        joins = False
        for word in phrase_for(announcement):
            clip = self._clip(word, announcement.language, manner)
            if clip is None:
                missing.append(word.text)
                continue
            append(speech, fade(clip, JOIN_FADE_MS), overlap if joins else 0)
            pause_ms = manner.pauses_ms[word.pause]
            speech.extend(silence(pause_ms))
            joins = word.pause == "joined" and pause_ms == 0
        self.words_left_out_count += len(missing)
        sound = self._with_chime(speech) if chime else speech
        sound = sound[: count_of(ANNOUNCEMENT_S_MAX * 1000)]
        return Sound(pcm=to_bytes(sound), duration_ms=duration_ms(sound), missing=tuple(missing))

    def close(self) -> None:
        self._speaker.close()

    def _clip(self, word: Word, language: Language, manner: Manner) -> Samples | None:
        # Agencies have Indonesian names: better said by the Indonesian clip than by an English mouth.
        packs = [*self._packs[language], *(self._packs["id"] if language != "id" else ())]
        for file in (file for pack in packs for file in pack.files_for(word)):
            clip = self._read(file)
            if clip is not None:
                return clip
        try:
            return self._speaker.say(word.text, manner)
        except Unspoken as error:
            log.warning("%r is left out of a call: %s", word.text, error)
            return None

    def _with_chime(self, speech: Samples) -> Samples:
        bell = next((bell for bell in map(self._read, self._chimes) if bell is not None), None)
        if bell is None:
            return speech
        lead = min(len(bell), count_of(CHIME_LEAD_MS))
        sound = silence(0)
        sound.extend(bell)
        mix(sound, speech, lead)
        return sound

    def _read(self, file: Path) -> Samples | None:
        try:
            return read(file)
        except Unreadable as error:
            if file not in self._complained:
                self._complained.add(file)
                log.warning("a clip cannot be used: %s", error)
            return None

    def _manner(self, language: Language) -> Manner:
        manner = next((pack.manner for pack in self._packs[language] if pack.manner is not None), None)
        assert manner is not None, "the built-in pack has a voice.toml"
        return manner


def _usable(root: Path, language: Language) -> Pack:
    try:
        return Pack(root, language)
    except PackError as error:
        if root == CLIPS:
            raise
        log.warning("the recordings are not used: %s", error)
        return Pack(root / "-", language)
