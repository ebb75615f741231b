from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.story.mall import Mall
from tests.story.network import Network, network_of, why_no_namespaces


@pytest.fixture(scope="module", params=["namespaces", "loopback"])
def network(request: pytest.FixtureRequest) -> Iterator[Network]:
    if request.param == "namespaces" and (why := why_no_namespaces()):
        pytest.skip(why)
    with network_of(request.param) as network:
        yield network


@pytest.fixture(scope="module")
def mall(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """An empty building; what is in it at the end is closed, and must not have complained."""
    mall = Mall(network, tmp_path_factory.mktemp("mall"))
    try:
        yield mall
    finally:
        mall.close()
    assert not mall.bad_lines()
