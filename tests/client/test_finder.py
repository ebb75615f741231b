from __future__ import annotations

import socket
import threading

import pytest
from zeroconf import IPVersion, ServiceInfo, Zeroconf

from client import finder as finder_module
from client.address import Address
from client.finder import Finder
from client.link import LinkState
from protocol.service import MDNS_TYPE, PROTOCOL, TXT_INSTANCE, TXT_PROTOCOL, TXT_SERVER, TXT_TRAINING
from tests.client.stage import INSTANCE

pytestmark = pytest.mark.slow
LOOPBACK = frozenset({"127.0.0.1"})


def service(name: str, instance: str, *addresses: str, port: int = 8642) -> ServiceInfo:
    return ServiceInfo(
        MDNS_TYPE,
        f"{name}.{MDNS_TYPE}",
        port=port,
        addresses=[socket.inet_aton(address) for address in addresses],
        server=f"{name}.local.",
        properties={TXT_INSTANCE: instance, TXT_SERVER: name, TXT_PROTOCOL: PROTOCOL, TXT_TRAINING: "0"},
    )


@pytest.fixture
def network():
    """Where a server announces itself: this machine's loopback only."""
    zeroconf = Zeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    yield zeroconf
    zeroconf.close()


@pytest.fixture
def make_finder(qapp):
    finders: list[Finder] = []

    def make(own=lambda: LOOPBACK) -> Finder:
        finders.append(Finder(INSTANCE, own=own, pace=0.01))
        return finders[-1]

    yield make
    for finder in finders:
        finder.close()


def announce(network: Zeroconf, info: ServiceInfo) -> None:
    network.register_service(info, cooperating_responders=True)


def test_a_server_on_this_machine_is_found_with_all_its_addresses(network, make_finder, qtbot):
    finder = make_finder()
    with qtbot.waitSignal(finder.found, timeout=10_000) as found:
        finder.open()
        announce(network, service("hall-a", INSTANCE, "127.0.0.1", "127.0.0.2"))
    assert set(found.args[0]) == {
        Address(host="127.0.0.1", port=8642),
        Address(host="127.0.0.2", port=8642),
    }


def test_only_servers_of_the_same_instance_are_found(network, make_finder, qtbot):
    announce(network, service("hall-demo", "demo", "127.0.0.1", port=1111))
    announce(network, service("hall-a", INSTANCE, "127.0.0.1", port=2222))
    finder = make_finder()
    with qtbot.waitSignal(finder.found, timeout=10_000) as found:
        finder.open()
    assert found.args[0] == (Address(host="127.0.0.1", port=2222),)


def test_a_server_that_says_goodbye_is_forgotten(network, make_finder, qtbot):
    info = service("hall-a", INSTANCE, "127.0.0.1")
    announce(network, info)
    finder = make_finder()
    with qtbot.waitSignal(finder.found, timeout=10_000):
        finder.open()
    with qtbot.waitSignal(finder.found, timeout=10_000) as found:
        network.unregister_service(info)
    assert found.args[0] == ()


def test_a_network_that_comes_up_later_is_used(network, make_finder, qtbot):
    announce(network, service("hall-a", INSTANCE, "127.0.0.1"))
    own = [frozenset()]
    finder = make_finder(own=lambda: own[0])
    finder.open()
    with qtbot.waitSignal(finder.found, timeout=10_000) as found:
        own[0] = LOOPBACK
    assert found.args[0] == (Address(host="127.0.0.1", port=8642),)


def test_a_link_joins_the_server_that_was_found(network, make_finder, make_link, stage, qtbot):
    finder, link = make_finder(), make_link()
    finder.found.connect(link.found)
    finder.open()
    link.open()
    announce(network, service("hall-a", INSTANCE, "127.0.0.1", port=stage.port))
    qtbot.waitUntil(lambda: link.state is LinkState.READY, timeout=10_000)


def test_discovery_is_tried_again_until_the_network_is_ready(
    network, make_finder, qtbot, monkeypatch, expect_log
):
    expect_log("no discovery at 127.0.0.1: No such device")
    announce(network, service("hall-a", INSTANCE, "127.0.0.1"))
    failures = iter([OSError("No such device"), OSError("No such device")])

    def late(**how: object) -> Zeroconf:
        for failure in failures:
            raise failure
        return Zeroconf(**how)

    monkeypatch.setattr(finder_module, "Zeroconf", late)
    finder = make_finder()
    with qtbot.waitSignal(finder.found, timeout=10_000) as found:
        finder.open()
    assert found.args[0] == (Address(host="127.0.0.1", port=8642),)


def test_the_window_does_not_wait_for_a_listed_server_that_no_longer_answers(
    network, make_finder, qtbot, monkeypatch
):
    asked, goes_on, waited = threading.Event(), threading.Event(), []

    class Deaf(Zeroconf):
        def get_service_info(self, *_: object) -> None:
            asked.set()
            waited.append(goes_on.wait(10))

    monkeypatch.setattr(finder_module, "Zeroconf", Deaf)
    announce(network, service("hall-a", INSTANCE, "127.0.0.1"))
    finder = make_finder()
    finder.open()
    qtbot.waitUntil(asked.is_set, timeout=10_000)
    finder.close()
    goes_on.set()
    qtbot.waitUntil(lambda: waited != [])
    assert waited == [True], "closing waited for the answer that never comes"


def test_servers_of_other_instances_are_named_for_the_technician(network, make_finder, make_link, qtbot):
    finder, link = make_finder(), make_link(own=lambda: frozenset({"127.0.0.1", "10.0.0.7"}))
    finder.others.connect(link.found_others)
    link.open()
    finder.open()
    announce(network, service("hall-b", "mall-malang", "127.0.0.1"))
    qtbot.waitUntil(lambda: "mall-malang" in link.problem, timeout=10_000)
    assert link.problem == (
        f"Mall (instance): “{INSTANCE}”. No server of it was found on the network of this device (10.0.0.7). "
        "Found instead: “mall-malang”."
    )
