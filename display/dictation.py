"""Words that no clip has, spoken by espeak-ng in the helper process and kept in a folder.

The helper is started for each new word (a tenth of a second) and ends by itself: nothing runs on between
calls.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from display.clip import clip_from, softened
from display.pack import Manner
from display.samples import Samples, Unreadable, from_bytes, read, wav

log = logging.getLogger(__name__)

HELPER_S_MAX = 4.0  # then the word is left out; the call matters more
FAILURES_COUNT_MAX = 3  # in a row; then the helper is not asked for the next words
SKIPPED_COUNT = 20
CACHE_FILES_COUNT_MAX = 400  # oldest go first

HELPER = (sys.executable, "-I", str(Path(__file__).with_name("speaker.py")))


class Unspoken(Exception):
    """A word could not be had: says why."""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """What the helper said: 22,050 Hz mono, and the sample at which each word starts."""

    samples: Samples
    starts: tuple[int, ...]


class Dictation:
    """`say` may be called from any one thread; `close` from another one ends a helper that is still busy."""

    def __init__(
        self, *, cache: Path, helper: Sequence[str] = HELPER, helper_s_max: float = HELPER_S_MAX
    ) -> None:
        self._cache = cache
        self._helper = tuple(helper)
        self._helper_s_max = helper_s_max
        self._failures = 0
        self._skips = 0
        self._running: subprocess.Popen[str] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def say(self, text: str, manner: Manner) -> Samples:
        """A clip of the text, from the cache if it was said before; Unspoken with the reason."""
        spelled = manner.spelled(text)
        path = self._cache / f"{_fingerprint(spelled, manner)}.wav"
        try:
            return read(path)
        except Unreadable:
            pass  # never said, or the file is damaged: it is replaced
        if self._skips:
            self._skips -= 1
            raise Unspoken("the speaking helper failed too often")
        try:
            clip = clip_from(softened(self.record([spelled], manner)[0].samples))
            if not clip:
                raise Unspoken("the speaking helper said nothing")
        except Unspoken:
            self._failures += 1
            if self._failures >= FAILURES_COUNT_MAX:
                self._failures, self._skips = 0, SKIPPED_COUNT
            raise
        self._failures = 0
        self._keep(path, clip)
        return clip

    def record(self, texts: Sequence[str], manner: Manner) -> list[Raw]:
        """The texts (phonemes in `[[ ]]`) as the helper says them, one by one. Unspoken if any one fails."""
        requests = "".join(
            json.dumps(
                {
                    "text": text,
                    "voice": manner.voice,
                    "speed_wpm": manner.speed_wpm,
                    "pitch": manner.pitch,
                    "range": manner.range,
                }
            )
            + "\n"
            for text in texts
        )
        lines = self._ask(requests).splitlines()
        if len(lines) != len(texts):
            raise Unspoken(f"the speaking helper gave {len(lines)} answers to {len(texts)} texts")
        return [_raw(line) for line in lines]

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.kill()

    def _ask(self, requests: str) -> str:
        with self._lock:
            if self._closed:
                raise Unspoken("the voice is closed")
            try:
                helper = subprocess.Popen(
                    self._helper,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise Unspoken(f"the speaking helper does not start: {error}") from error
            self._running = helper
        with helper:
            try:
                answers, trouble = helper.communicate(requests, timeout=self._helper_s_max)
            except subprocess.TimeoutExpired as error:
                helper.kill()
                helper.communicate()
                raise Unspoken(f"the speaking helper took longer than {self._helper_s_max} s") from error
            finally:
                with self._lock:
                    self._running = None
        if helper.returncode:
            raise Unspoken(f"the speaking helper ended with {helper.returncode}: {trouble.strip()[-200:]}")
        return answers

    def _keep(self, path: Path, clip: Samples) -> None:
        """A full disk or a folder without rights costs the cache, not the call."""
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            kept = sorted(self._cache.glob("*.wav"), key=lambda file: file.stat().st_mtime_ns)
            for old in kept[: max(0, len(kept) + 1 - CACHE_FILES_COUNT_MAX)]:
                old.unlink(missing_ok=True)
            draft = path.with_suffix(".part")
            draft.write_bytes(wav(clip))
            os.replace(draft, path)
        except OSError as error:
            log.warning("a spoken word is not kept in the cache: %s", error)


def _raw(line: str) -> Raw:
    try:
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise Unspoken(str(answer["error"]))
        samples = base64.b64decode(answer["samples"], validate=True)
        return Raw(samples=from_bytes(samples), starts=tuple(answer["starts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Unspoken(f"the speaking helper answered nonsense: {error}") from error


def _fingerprint(spelled: str, manner: Manner) -> str:
    said = f"{manner.voice} {manner.speed_wpm} {manner.pitch} {manner.range} {spelled}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]
