"""Everyday words find the right service of Malang's catalogue."""

from __future__ import annotations

import pytest

import server.catalogue
from kiosk.reception.find import FOUND_COUNT_MAX, found
from protocol.catalogue import Catalogue, ServiceId


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return server.catalogue.load()


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("ktp hilang", "dukcapil.ktp-hilang"),
        ("KTP ilang", "dukcapil.ktp-hilang"),
        ("bikin ktp", "dukcapil.ktp-rekam"),
        ("ilang ktp", "dukcapil.ktp-hilang"),
        ("lost id card", "dukcapil.ktp-hilang"),
        ("ktp hil", "dukcapil.ktp-hilang"),
        ("birth certificate", "dukcapil.akta-lahir"),
    ],
)
def test_what_people_say_finds_the_service_first(malang: Catalogue, said: str, service: str):
    assert found(malang, said)[0] == service


def test_the_name_of_a_tenant_finds_its_services(malang: Catalogue):
    ids = found(malang, "imigrasi")
    assert ids
    assert all(malang.services[id].tenant == "imigrasi" for id in ids[:3])


def test_words_that_no_service_has_do_not_hide_those_that_one_has(malang: Catalogue):
    assert "dukcapil.ktp-hilang" in found(malang, "saya mau urus ktp hilang kemarin")


def test_nothing_is_found_for_nothing_and_for_nonsense(malang: Catalogue):
    assert found(malang, "  ") == ()
    assert found(malang, "xqzwv") == ()


def test_no_more_are_found_than_anybody_looks_through(malang: Catalogue):
    assert len(found(malang, "a")) <= FOUND_COUNT_MAX


def test_only_those_asked_about_are_found(malang: Catalogue):
    paspor = [malang.services[ServiceId("dukcapil.ktp-rekam")]]
    assert found(malang, "ktp", paspor) == ("dukcapil.ktp-rekam",)
    assert found(malang, "skck", paspor) == ()
