"""A line that delivers bytes in whatever pieces it likes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from types import ModuleType

from hypothesis import strategies as st

_MEANINGFUL = b"\x02\x03\x06\r\n 019ACSXB-F"
LINE_NOISE = st.binary(max_size=200) | st.lists(st.sampled_from(_MEANINGFUL), max_size=200).map(bytes)
"""Any bytes; half of the time those that begin, fill and end messages."""
CUTS = st.lists(st.integers(0, 400), max_size=12)


def pieces(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """The data, cut at these offsets."""
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    return [data[start:end] for start, end in pairwise(edges)]


def examples_in(module: ModuleType) -> list[bytes]:
    """The worked examples of a module's head, in hex."""
    assert module.__doc__ is not None
    return [
        bytes.fromhex(example)
        for line in re.findall(r"^ {4}((?:[0-9A-F]{2} {1,3})+[0-9A-F]{2})$", module.__doc__, re.MULTILINE)
        for example in line.split("   ")
    ]
