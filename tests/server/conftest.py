from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.server.door import Door
from tests.server.story import Story


@pytest.fixture
def story() -> Story:
    """The small mall at 08:00 on a Monday, with the day begun and nobody there."""
    return Story()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A real server, open for the tests of a module; at its end it must have nothing to complain of."""
    door = Door(tmp_path_factory.mktemp("hall"))
    yield door
    told = door.close()
    assert not re.findall("Traceback|ERROR|CRITICAL| failed", told), told
