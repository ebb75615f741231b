"""Speaks words with espeak-ng, in a process of its own: `python -m display.speaker`.

espeak-ng is GPL-3, so no app ever loads it: this program does, and the rest of the project talks to it
through pipes. It imports nothing of the project, so that it runs isolated (`python -I speaker.py`).

In:  one JSON object a line, until end of file: `text` (phonemes between `[[` and `]]` are taken as they are),
     `voice` (such as `id+f3`), `speed_wpm`, `pitch` and `range` (0 to 99, 50 is the voice's own).
Out: for each, one JSON line: `samples` (base64, 22,050 Hz mono 16 bit little endian) and `starts` (for each
     word the sample at which it starts); or `error`, a sentence. Ends with 3 if espeak-ng itself is missing.
"""

from __future__ import annotations

import base64
import ctypes
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

RATE_HZ = 22_050
TEXT_CHARS_MAX = 400  # longer texts are refused: an announcement's words are short

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_PHONEMES = 0x100
_END_PAUSE = 0x1000
_SPEED, _PITCH, _RANGE = 1, 3, 4
_LAST, _WORD = 0, 1
_POSITION_CHARACTER = 1


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Unspeakable(Exception):
    """espeak-ng cannot speak this: says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    samples: bytes
    starts: tuple[int, ...]


class Espeak:
    """The library, opened once for the life of the process."""

    def __init__(self) -> None:
        import espeakng_loader  # pyright: ignore[reportMissingTypeStubs]

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_Initialize.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
        data = espeakng_loader.get_data_path().encode()
        rate_hz = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT)
        if rate_hz != RATE_HZ:
            raise OSError(f"espeak-ng does not open its data (answer {rate_hz})")
        # Breath is noise, seeded by the time of day: without this no recording could be made a second time.
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        self._samples = bytearray()
        self._starts: list[int] = []
        self._callback = _Callback(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, *, text: str, voice: str, speed_wpm: int, pitch: int, range_: int) -> Spoken:
        if not text.strip() or len(text) > TEXT_CHARS_MAX or "\0" in text:
            raise Unspeakable(f"a text has 1 to {TEXT_CHARS_MAX} characters, this one {len(text)}")
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise Unspeakable(f"there is no voice {voice!r}")
        for parameter, value in ((_SPEED, speed_wpm), (_PITCH, pitch), (_RANGE, range_)):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._samples.clear()
        self._starts.clear()
        encoded = text.encode()
        flags = _UTF8 | _PHONEMES | _END_PAUSE
        failed = self._library.espeak_Synth(
            encoded, ctypes.c_size_t(len(encoded) + 1), 0, _POSITION_CHARACTER, 0, flags, None, None
        )
        if failed or not self._samples:
            raise Unspeakable(f"espeak-ng said nothing for {text!r} (answer {failed})")
        return Spoken(samples=bytes(self._samples), starts=tuple(self._starts))

    def _collect(self, wave: int | None, count: int, events: Any) -> int:
        if wave and count > 0:
            self._samples += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type != _LAST:
            if events[index].type == _WORD:
                self._starts.append(events[index].sample)
            index += 1
        return 0


def answer(speak: Callable[..., Spoken], line: str) -> dict[str, object]:
    """One request answered; never raises for what a line holds."""
    try:
        request = json.loads(line)
        spoken = speak(
            text=str(request["text"]),
            voice=str(request["voice"]),
            speed_wpm=int(request["speed_wpm"]),
            pitch=int(request["pitch"]),
            range_=int(request["range"]),
        )
    except (Unspeakable, ValueError, KeyError, TypeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {"samples": base64.b64encode(spoken.samples).decode(), "starts": spoken.starts}


def main() -> int:
    try:
        espeak = Espeak()
    except (ImportError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201  (this is the program's way to say it)
        return 3
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(espeak.speak, line)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
