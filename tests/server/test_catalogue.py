"""The mall as data: the real one is whole, and a broken one is refused by file, key and what was expected."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from protocol.catalogue import Catalogue, CounterId, ServiceId
from server import catalogue as catalogues
from server.catalogue import (
    COUNTER_NUMBER_MAX,
    NAME_CHARACTERS_MAX,
    SHORT_NAME_CHARACTERS_MAX,
    CatalogueError,
)

MALL = """\
name = { id = "Mal Uji", en = "Test mall" }
city = "Malang"
timezone = "Asia/Jakarta"
day_ends = "22:00"

[hours]
mon = "08:00-16:00"

[[zones]]
id = "utara"
name = { id = "Zona Utara", en = "North zone" }
"""
TENANT = """\
id = "anggrek"
prefix = "A"
short_name = "Anggrek"
name = { id = "Dinas Anggrek", en = "Orchid Agency" }
spoken = "Anggrek"
zone = "utara"
complaints = { id = "Loket 1", en = "Counter 1" }

[[counters]]
number = 1
services = ["satu", "dua"]

[[counters]]
number = 2
services = ["*"]

[[services]]
id = "satu"
name = { id = "Layanan satu", en = "Service one" }
words = ["satu", "pertama"]
duration_min = 10
[services.standard]
requirements = [{ id = "KTP", en = "ID card" }]
procedure = [{ id = "Datang", en = "Come" }]
lead_time = { id = "15 menit", en = "15 minutes" }
fee = { id = "Gratis", en = "Free" }
product = { id = "Surat", en = "Letter" }

[[services]]
id = "dua"
name = { id = "Layanan dua", en = "Service two" }
words = []
duration_min = 5
online = { name = "Situs", url = "https://example.org" }
[services.standard]
requirements = [{ id = "KTP", en = "ID card" }]
procedure = [{ id = "Datang", en = "Come" }]
lead_time = { id = "15 menit", en = "15 minutes" }
fee = { id = "Gratis", en = "Free" }
product = { id = "Surat", en = "Letter" }
complaints = { id = "Loket 9", en = "Counter 9" }

[[services]]
id = "tiga"
name = { id = "Layanan tiga", en = "Service three" }
words = []
duration_min = 5
[services.standard]
requirements = [{ id = "KTP", en = "ID card" }]
procedure = [{ id = "Datang", en = "Come" }]
lead_time = { id = "15 menit", en = "15 minutes" }
fee = { id = "Gratis", en = "Free" }
product = { id = "Surat", en = "Letter" }
"""
OTHER = (
    TENANT.replace('"anggrek"', '"bakung"')
    .replace('prefix = "A"', 'prefix = "B"')
    .replace("number = ", "number = 1")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mall.toml").write_text(MALL, "utf-8")
    (tmp_path / "anggrek.toml").write_text(TENANT, "utf-8")
    (tmp_path / "bakung.toml").write_text(OTHER, "utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        catalogues.load(folder)
    return str(caught.value)


# The real one


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return catalogues.load()


def test_malang_is_as_large_as_the_real_mall(malang: Catalogue) -> None:
    assert len(malang.tenants) >= 14
    assert len(malang.services) >= 200
    assert 45 <= len(malang.counters) <= 55
    assert len(malang.zones) >= 2


def test_every_service_of_malang_is_given_somewhere_and_every_counter_gives_some(malang: Catalogue) -> None:
    given = {service for counter in malang.counters.values() for service in counter.services}
    assert given == set(malang.services)
    assert all(counter.services for counter in malang.counters.values())


def test_every_service_of_malang_has_its_standard_in_both_languages(malang: Catalogue) -> None:
    for service in malang.services.values():
        standard = service.standard
        assert standard is not None
        texts = [
            service.name,
            *standard.requirements,
            *standard.procedure,
            standard.lead_time,
            standard.fee,
            standard.product,
            standard.complaints,
        ]
        assert all(text.id.strip() and text.en.strip() for text in texts), service.id


def test_every_service_of_malang_is_its_tenants(malang: Catalogue) -> None:
    for service in malang.services.values():
        assert service.id.startswith(f"{service.tenant}.")
        assert service.tenant in malang.tenants
    for counter in malang.counters.values():
        assert {malang.services[service].tenant for service in counter.services} == {counter.tenant}
        assert counter.zone in malang.zones


def test_every_prefix_of_malang_is_its_tenants_own(malang: Catalogue) -> None:
    prefixes = Counter(tenant.prefix for tenant in malang.tenants.values())
    assert set(prefixes.values()) == {1}
    assert not set("".join(prefixes)) & set("IOQ")


def test_the_pool_of_a_service_is_all_that_shares_a_counter_with_it(malang: Catalogue) -> None:
    for service in malang.services.values():
        shared = set[ServiceId]().union(
            *(counter.services for counter in malang.counters.values() if service.id in counter.services)
        )
        assert set(service.pool) == shared
        assert len(service.pool) == len(shared)
        assert service.id in service.pool


# What is read


def test_a_folder_is_read_into_a_catalogue(folder: Path) -> None:
    catalogue = catalogues.load(folder)
    assert list(catalogue.tenants) == ["anggrek", "bakung"]
    assert catalogue.counters[CounterId(1)].services == {"anggrek.satu", "anggrek.dua"}
    assert catalogue.counters[CounterId(2)].services == {"anggrek.satu", "anggrek.dua", "anggrek.tiga"}
    assert catalogue.services[ServiceId("anggrek.satu")].pool == (
        "anggrek.satu",
        "anggrek.dua",
        "anggrek.tiga",
    )
    assert catalogue.services[ServiceId("anggrek.dua")].online is not None


def test_a_service_without_complaints_of_its_own_has_its_tenants(folder: Path) -> None:
    services = catalogues.load(folder).services
    complaints = [services[ServiceId(f"anggrek.{name}")].standard.complaints.id for name in ("satu", "dua")]
    assert complaints == ["Loket 1", "Loket 9"]


def test_tenants_stand_in_the_order_of_their_prefixes(folder: Path) -> None:
    tenant = folder / "anggrek.toml"
    tenant.write_text(TENANT.replace('prefix = "A"', 'prefix = "AB"'), "utf-8")
    assert list(catalogues.load(folder).tenants) == ["bakung", "anggrek"]


# What is refused


@pytest.mark.parametrize(
    ("found", "instead", "named"),
    [
        ('city = "Malang"', "city = 5", ("city", "str", "int")),
        ('city = "Malang"\n', "", ("city",)),
        ('city = "Malang"', 'city = "Malang"\nmayor = "Ani"', ("mayor",)),
        ('city = "Malang"', 'city = " "', ("city", "not an empty one")),
        ('city = "Malang"', 'city = "Malang', ("TOML", "line 2")),
        ('en = "Test mall"', 'jv = "Mal"', ("name", "jv")),
        ('"Asia/Jakarta"', '"Mars/Olympus"', ("timezone", "IANA", "Mars/Olympus")),
        ('"Asia/Jakarta"', '"../etc"', ("timezone", "IANA")),
        ('"Asia/Jakarta"', '"Asia"', ("timezone", "IANA")),
        ('"22:00"', '"24:00"', ("day_ends", "HH:MM", "24:00")),
        ('"22:00"', '"10 pm"', ("day_ends", "HH:MM")),
        ('"22:00"', '"11:59"', ("day_ends", "from 12:00 on", "11:59")),
        ('mon = "', 'monday = "', ("hours.monday", "mon, tue")),
        ('"08:00-16:00"', '"16:00-08:00"', ("hours.mon", "the first before the second")),
        ('"08:00-16:00"', '"08:00"', ("hours.mon", "HH:MM-HH:MM")),
        (
            "[[zones]]",
            '[[zones]]\nid = "utara"\nname = { id = "x", en = "y" }\n[[zones]]',
            ("zones", "each id once"),
        ),
        (
            '[[zones]]\nid = "utara"\nname = { id = "Zona Utara", en = "North zone" }',
            "zones = []",
            ("zones",),
        ),
    ],
)
def test_a_broken_mall_file_is_refused_by_name(
    folder: Path, found: str, instead: str, named: tuple[str, ...]
) -> None:
    assert MALL.count(found) >= 1
    text = MALL.replace(found, instead, 1)
    if instead == "zones = []":
        text = "zones = []\n" + MALL.replace(found, "", 1)
    (folder / "mall.toml").write_text(text, "utf-8")
    told = refusal(folder)
    assert told.startswith("mall.toml: ")
    for word in named:
        assert word in told


@pytest.mark.parametrize(
    ("found", "instead", "named"),
    [
        ('id = "anggrek"', 'id = "Anggrek"', ("id", "small letters", "Anggrek")),
        ('id = "anggrek"', 'id = "bakung"', ("id", "no other tenant's")),
        ('prefix = "A"', 'prefix = "I"', ("prefix", "not I, O or Q")),
        ('prefix = "A"', 'prefix = "a"', ("prefix", "capitals")),
        ('prefix = "A"', 'prefix = "ABC"', ("prefix", "one or two")),
        ('prefix = "A"', 'prefix = "B"', ("prefix", "a prefix of its own")),
        (
            'short_name = "Anggrek"',
            f'short_name = "{"x" * (SHORT_NAME_CHARACTERS_MAX + 1)}"',
            ("short_name", "20"),
        ),
        ('zone = "utara"', 'zone = "barat"', ("zone", "utara", "barat")),
        ('spoken = "Anggrek"\n', "", ("spoken",)),
        ("number = 1\n", "number = 0\n", ("counters[0].number", f"1 to {COUNTER_NUMBER_MAX}")),
        ("number = 1\n", f"number = {COUNTER_NUMBER_MAX + 1}\n", ("counters[0].number",)),
        ("number = 1\n", "number = 2\n", ("counters[1].number", "a number of its own")),
        ("number = 1\n", "number = 11\n", ("number", "a number of its own", "11")),
        ("number = 1\n", 'number = "1"\n', ("counters[0].number", "int")),
        ("number = 1\n", 'number = 1\nzone = "barat"\n', ("counters[0].zone", "barat")),
        ('["satu", "dua"]', '["satu", "lima"]', ("counters[0].services", "lima")),
        ('services = ["*"]', 'services = ["dua"]', ("services[2].id", "a counter that serves 'tiga'")),
        ('["satu", "dua"]', "[]", ("counters[0].services", "at least one")),
        ('id = "satu"', 'id = "dua"', ("services[1].id", "once")),
        ('id = "satu"', 'id = "SATU"', ("services[0].id", "small letters")),
        ("duration_min = 10", "duration_min = 0", ("services[0].duration_min", "1 or more")),
        ("duration_min = 10", "duration_min = 1.5", ("services[0].duration_min", "int")),
        ('"Layanan satu"', f'"{"x" * (NAME_CHARACTERS_MAX + 1)}"', ("services[0].name", "at most 80")),
        ('"Service one"', '""', ("services[0].name.en", "not an empty one")),
        ('"pertama"', '" "', ("services[0].words[1]", "not an empty one")),
        (
            'requirements = [{ id = "KTP", en = "ID card" }]',
            "requirements = []",
            ("services[0].standard", "requirement"),
        ),
        (
            'procedure = [{ id = "Datang", en = "Come" }]',
            "procedure = []",
            ("services[0].standard", "procedure"),
        ),
        ('fee = { id = "Gratis", en = "Free" }\n', "", ("services[0].standard", "fee")),
        ('fee = { id = "Gratis", en = "Free" }', 'fee = "Gratis"', ("services[0].standard.fee", "object")),
        ('en = "Free"', 'en = "Free", jv = "Gratis"', ("services[0].standard.fee", "jv")),
        ('url = "https://example.org"', "url = 5", ("services[1].online.url", "str")),
    ],
)
def test_a_broken_tenant_file_is_refused_by_name(
    folder: Path, found: str, instead: str, named: tuple[str, ...]
) -> None:
    assert found in TENANT
    (folder / "anggrek.toml").write_text(TENANT.replace(found, instead, 1), "utf-8")
    told = refusal(folder)
    assert told.partition(":")[0] in ("anggrek.toml", "bakung.toml")
    for word in named:
        assert word in told


def test_a_tenant_without_counters_is_refused(folder: Path) -> None:
    head, _, _ = TENANT.partition("[[counters]]")
    (folder / "anggrek.toml").write_text(head + "counters = []\nservices = []\n", "utf-8")
    assert refusal(folder) == "anggrek.toml: at least one of [[counters]] and one of [[services]]"


@pytest.mark.parametrize("name", ["mall.toml", "anggrek.toml"])
def test_a_file_that_is_no_text_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe\x00")
    assert refusal(folder).startswith(f"{name}: TOML")


def test_a_missing_mall_file_is_named(folder: Path) -> None:
    (folder / "mall.toml").unlink()
    assert refusal(folder) == "mall.toml: this file, which is not there"


def test_a_mall_without_tenants_is_refused(folder: Path) -> None:
    (folder / "anggrek.toml").unlink()
    (folder / "bakung.toml").unlink()
    assert refusal(folder).startswith("mall.toml: at least one tenant's file")
