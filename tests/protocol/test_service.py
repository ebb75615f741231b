from __future__ import annotations

import pytest

from protocol.service import PROTOCOL, speaks_with


@pytest.mark.parametrize(
    ("theirs", "understood"),
    [
        (PROTOCOL, True),
        ("1.99", True),
        ("1", True),
        ("2.0", False),
        ("0.9", False),
        ("10.0", False),
        ("", False),
    ],
)
def test_the_same_major_version_is_understood(theirs: str, understood: bool) -> None:
    assert speaks_with(theirs) is understood
