"""A clip: a word as it comes from a microphone or from espeak-ng, made ready to be joined with others."""

from __future__ import annotations

import math
from array import array

from display.samples import RATE_HZ, Samples, amplified, fade, loudness, peak, trimmed

LOUDNESS = 0.16  # root mean square of speech, full scale 1: loud enough for a hall, -16 dB
CEILING = 0.89  # -1 dB: cheap amplifiers distort above
GAIN_MAX = 8.0  # a recording that needs more is mostly noise
SILENCE = 0.03  # -30 dB below the loudest counts as silence: the echo of espeak-ng is softer than that
MARGIN_MS = 6.0
FADE_MS = 4.0
RUMBLE_BELOW_HZ = 110  # hall loudspeakers only hum there

SHARP_ABOVE_HZ = 3_200
SHARP_SHARE = 0.5

_POLE = 1 - 2 * math.pi * RUMBLE_BELOW_HZ / RATE_HZ
_SHELF = 1 - math.exp(-2 * math.pi * SHARP_ABOVE_HZ / RATE_HZ)


def clip_from(raw: Samples) -> Samples:
    """Without silence and rumble, as loud as all others, faded at both ends; empty if nothing is heard."""
    steady = _without_rumble(raw)
    heard = trimmed(steady, below=SILENCE * peak(steady), margin_ms=MARGIN_MS)
    if not heard:
        return heard
    return fade(amplified(heard, min(GAIN_MAX, LOUDNESS / loudness(heard)), CEILING), FADE_MS)


def softened(samples: Samples) -> Samples:
    """With half of what lies above 3.2 kHz: espeak-ng's s is as loud as its vowels, a person's far softer."""
    out = array("h", samples)
    low = 0.0
    for index, value in enumerate(samples):
        low += _SHELF * (value - low)
        out[index] = int(low + SHARP_SHARE * (value - low))
    return out


def _without_rumble(samples: Samples) -> Samples:
    """One-pole high-pass; takes a constant offset away as well."""
    out = array("h", samples)
    before = filtered = 0.0
    for index, value in enumerate(samples):
        filtered = _POLE * (filtered + value - before)
        before = value
        out[index] = max(-32_767, min(32_767, int(filtered)))
    return out
