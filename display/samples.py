"""Sound as `array('h')`: 22,050 Hz, mono, 16 bit. Reading, joining and levelling, in plain Python.

Clips have no silence of their own and end in a few milliseconds of fade: pauses are counted in samples, and a
join is never a jump.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from pathlib import Path
from typing import TypeAlias

Samples: TypeAlias = "array[int]"

RATE_HZ = 22_050
PEAK = 32_767
CLIP_S_MAX = (
    20  # a longer file is no clip: it is refused, so that a film in the folder cannot fill the memory
)
RATES_HZ = range(8_000, 192_001)


class Unreadable(Exception):
    """A file is no usable recording: says why."""


def read(path: Path) -> Samples:
    """A WAV file of any common rate, one or more channels, 16 or 24 bit; Unreadable with the reason."""
    try:
        with wave.open(str(path), "rb") as file:
            rate_hz, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            if rate_hz not in RATES_HZ or width not in (2, 3):
                raise Unreadable(f"{path.name}: {rate_hz} Hz with {width * 8} bit is not read here")
            if not 0 < file.getnframes() <= CLIP_S_MAX * rate_hz:
                raise Unreadable(f"{path.name}: a clip lasts up to {CLIP_S_MAX} s and is not empty")
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise Unreadable(f"{path.name}: {error or 'cut off'}") from error
    if width == 3:
        data = b"".join(data[at + 1 : at + 3] for at in range(0, len(data) - 2, 3))
    frames = from_bytes(data[: len(data) - len(data) % (2 * channels)])
    if channels > 1:
        frames = array(
            "h", (sum(frames[at : at + channels]) // channels for at in range(0, len(frames), channels))
        )
    if not frames:
        raise Unreadable(f"{path.name}: holds no sound")
    return resampled(frames, rate_hz, RATE_HZ)


def wav(samples: Samples) -> bytes:
    """The samples as a whole WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(to_bytes(samples))
    return target.getvalue()


def from_bytes(data: bytes) -> Samples:
    """Little endian 16 bit, as WAV and the speaking helper have it."""
    samples = array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def to_bytes(samples: Samples) -> bytes:
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples.tobytes()


def count_of(duration_ms: float) -> int:
    return round(duration_ms * RATE_HZ / 1000)


def duration_ms(samples: Samples) -> int:
    return round(len(samples) * 1000 / RATE_HZ)


def silence(duration_ms: float) -> Samples:
    return array("h", bytes(2 * count_of(duration_ms)))


def resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Linear between neighbours; averages first when going down, which is enough for speech."""
    if from_hz == to_hz:
        return samples
    if from_hz >= 2 * to_hz:
        half = array("h", ((a + b) // 2 for a, b in zip(samples[::2], samples[1::2], strict=False)))
        return resampled(half, from_hz // 2, to_hz)
    step = from_hz / to_hz
    last = len(samples) - 1
    out = array("h", bytes(2 * int(len(samples) / step)))
    for index in range(len(out)):
        at = index * step
        left = int(at)
        right = min(left + 1, last)
        out[index] = round(samples[left] + (samples[right] - samples[left]) * (at - left))
    return out


def append(target: Samples, clip: Samples, overlap: int) -> None:
    """Put the clip behind the target, cross-fading the given number of samples (0: end to end)."""
    overlap = min(overlap, len(target), len(clip))
    start = len(target) - overlap
    for index in range(overlap):
        share = (index + 1) / (overlap + 1)
        target[start + index] = _clamp(target[start + index] * (1 - share) + clip[index] * share)
    target.extend(clip[overlap:])


def mix(target: Samples, other: Samples, start: int) -> None:
    """Add the other sound to the target from that sample on; the target grows where it is shorter."""
    target.extend(array("h", bytes(2 * max(0, start - len(target)))))
    shared = min(len(target) - start, len(other))
    for index in range(shared):
        target[start + index] = _clamp(target[start + index] + other[index])
    target.extend(other[shared:])


def fade(samples: Samples, duration_ms: float) -> Samples:
    """From nothing and to nothing over that time at both ends; changes the samples and returns them."""
    count = min(count_of(duration_ms), len(samples) // 2)
    for index in range(count):
        share = 0.5 - 0.5 * math.cos(math.pi * index / count)
        samples[index] = int(samples[index] * share)
        samples[-1 - index] = int(samples[-1 - index] * share)
    return samples


def amplified(samples: Samples, gain: float, ceiling: float) -> Samples:
    """Louder or softer by the gain, held below the ceiling (0 to 1) by a limiter with 5 ms blocks.

    The gain moves in straight lines between block borders and is at each border what both neighbours allow:
    no sample passes the ceiling and no step is heard.
    """
    block = count_of(5)
    top = ceiling * PEAK
    allowed: list[float] = []
    for start in range(0, len(samples), block):
        part = samples[start : start + block]
        loudest = max(max(part), -min(part), 1)
        allowed.append(min(gain, top / loudest))
    borders = [min(allowed[max(0, index - 1) : index + 1]) for index in range(len(allowed))] + allowed[-1:]
    out = array("h", samples)
    for index in range(len(samples)):
        number, at = divmod(index, block)
        left, right = borders[number], borders[number + 1]
        out[index] = int(samples[index] * (left + (right - left) * at / block))
    return out


def peak(samples: Samples) -> float:
    """The largest sample, 1 is full scale."""
    return max(max(samples, default=0), -min(samples, default=0)) / PEAK


def loudness(samples: Samples) -> float:
    """Root mean square of what is speech (20 ms blocks within 20 dB of the loudest), 1 is full scale."""
    block = count_of(20)
    powers = [
        sum(value * value for value in samples[start : start + block]) / block
        for start in range(0, max(1, len(samples) - block + 1), block)
    ]
    loud = [power for power in powers if power * 100 >= max(powers)]
    return math.sqrt(sum(loud) / len(loud)) / PEAK if loud else 0.0


def trimmed(samples: Samples, *, below: float, margin_ms: float) -> Samples:
    """Without what is softer than `below` (0 to 1) at both ends, but for the margin."""
    floor = below * PEAK
    first = next((index for index, value in enumerate(samples) if abs(value) > floor), None)
    if first is None:
        return array("h")
    last = next(index for index in range(len(samples) - 1, -1, -1) if abs(samples[index]) > floor)
    margin = count_of(margin_ms)
    return samples[max(0, first - margin) : last + margin + 1]


def _clamp(value: float) -> int:
    return max(-PEAK, min(PEAK, int(value)))
