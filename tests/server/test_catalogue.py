"""The mall as data: the real one is whole, and a broken one is refused by file, key and what was expected."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import asdict, replace

from protocol.catalogue import (
    WEEKDAYS,
    Break,
    Catalogue,
    CounterId,
    Policy,
    Schedule,
    ServiceId,
    Slots,
    TenantId,
    Text,
    Walking,
)
from server import catalogue as catalogues
from server.calendar import slots_on
from server.catalogue import (
    COUNTER_NUMBER_MAX,
    NAME_CHARACTERS_MAX,
    SHORT_NAME_CHARACTERS_MAX,
    CatalogueError,
)
from server.catalogue.bounds import POLICY

MALL = """\
name = { id = "Mal Uji", en = "Test mall" }
city = "Malang"
timezone = "Asia/Jakarta"
day_ends = "22:00"

[schedule.hours]
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


# Schedules, policies, quotas

WEEK = "\n".join(f'{day} = "08:00-16:00"' for day in ("mon", "tue", "wed", "thu", "fri"))
FRIDAY = """\
[[schedule.breaks]]
name = { id = "Istirahat Jumat", en = "Friday break" }
days = ["fri"]
time = "11:30-13:00"
"""
DAY_OFF = '{ id = "Perawatan gedung", en = "Building maintenance" }'


def schedule_of(folder: Path, mall: str, tenant: str = "") -> tuple[Schedule, Schedule]:
    """The mall's and a tenant's, of these lines in their files."""
    write(folder, mall=mall, tenant=tenant)
    catalogue = catalogues.load(folder)
    return catalogue.schedule, catalogue.tenants[TenantId("anggrek")].schedule


def write(folder: Path, *, mall: str | None = None, tenant: str = "", service: str = "") -> None:
    """`mall`: the mall's schedule; `tenant`: before a tenant's counters; `service`: in its first service."""
    if mall is not None:
        text = MALL.replace('[schedule.hours]\nmon = "08:00-16:00"\n', mall)
        (folder / "mall.toml").write_text(text, "utf-8")
    text = TENANT.replace("[[counters]]", f"{tenant}\n[[counters]]", 1)
    text = text.replace("duration_min = 10\n", f"duration_min = 10\n{service}\n", 1)
    (folder / "anggrek.toml").write_text(text, "utf-8")


def test_what_a_mall_does_not_say_is_nothing(folder: Path) -> None:
    catalogue = catalogues.load(folder)
    assert catalogue.schedule == Schedule(hours={"mon": "08:00-16:00"})
    assert (catalogue.classes, catalogue.walking) == ({}, Walking())
    tenant, service = catalogue.tenants[TenantId("anggrek")], catalogue.services[ServiceId("anggrek.satu")]
    assert (tenant.schedule, tenant.policy, tenant.quota) == (catalogue.schedule, Policy(), None)
    assert (service.quota, service.last_ticket, service.slots, service.pick_up) == (None, None, None, False)


def test_a_mall_and_a_tenant_say_when_they_give_numbers(folder: Path) -> None:
    malls, own = schedule_of(
        folder,
        f"[schedule]\nearly_min = 30\nlast_ticket_min = 45\n[schedule.hours]\n{WEEK}\n{FRIDAY}",
        '[schedule]\nlast_ticket_min = 0\n[schedule.hours]\nfri = "10:00-24:00"\nmon = "00:30-01:30"\n',
    )
    rest = Break(name=Text(id="Istirahat Jumat", en="Friday break"), days=("fri",), time="11:30-13:00")
    assert malls == Schedule(
        hours=dict.fromkeys(WEEKDAYS[:5], "08:00-16:00"), breaks=(rest,), early_min=30, last_ticket_min=45
    )
    assert own == Schedule(
        hours={"mon": "00:30-01:30", "fri": "10:00-24:00"}, breaks=(rest,), early_min=30, last_ticket_min=0
    )


def test_breaks_of_a_tenants_own_are_instead_of_the_malls(folder: Path) -> None:
    mall = f"[schedule.hours]\n{WEEK}\n{FRIDAY}"
    _, none = schedule_of(folder, mall, "[schedule]\nbreaks = []\n")
    assert none.breaks == ()
    noon = (
        FRIDAY.replace('"fri"', '"wed", "mon"')
        .replace("11:30", "12:00")
        .replace("]]\n", "]]\nissuing = false\n")
    )
    _, other = schedule_of(folder, mall, noon)
    assert [(one.days, one.time, one.issuing) for one in other.breaks] == [
        (("mon", "wed"), "12:00-13:00", False)
    ]


def test_one_break_may_follow_the_other_without_a_minute_between(folder: Path) -> None:
    for first, second in (("11:00-12:00", "12:00-13:00"), ("12:00-13:00", "11:00-12:00")):
        malls, _ = schedule_of(folder, f"[schedule.hours]\n{WEEK}\n{rest(first)}{rest(second)}")
        assert [one.time for one in malls.breaks] == [first, second]


def test_a_break_of_the_mall_is_a_tenants_where_its_doors_are_open(folder: Path) -> None:
    mall = f"[schedule.hours]\n{WEEK}\n{FRIDAY}".replace('"fri"]', '"thu", "fri"]')
    _, without_friday = schedule_of(folder, mall, '[schedule.hours]\nthu = "08:00-16:00"\n')
    assert [one.days for one in without_friday.breaks] == [("thu",)]
    _, mornings = schedule_of(folder, mall, '[schedule.hours]\nthu = "08:00-11:30"\nfri = "13:00-16:00"\n')
    assert mornings.breaks == ()


def test_national_holidays_and_collective_leave_have_their_names_in_both_languages(folder: Path) -> None:
    both = f"[schedule]\nnational_holidays = true\ncollective_leave = true\n[schedule.hours]\n{WEEK}\n"
    malls, own = schedule_of(folder, both)
    assert malls is own or malls == own
    assert malls.closed["2026-08-17"] == Text(id="Hari Kemerdekaan Republik Indonesia", en="Independence Day")
    assert malls.closed["2026-12-24"] == Text(id="Cuti Bersama Hari Raya Natal", en="Christmas Joint Holiday")
    assert "2026-12-23" not in malls.closed
    assert list(malls.closed) == sorted(malls.closed)
    assert {day[:4] for day in malls.closed} == {str(year) for year in range(2025, 2041)}


def test_a_tenant_may_be_open_on_collective_leave_or_on_all_holidays(folder: Path) -> None:
    both = f"[schedule]\nnational_holidays = true\ncollective_leave = true\n[schedule.hours]\n{WEEK}\n"
    _, on_leave = schedule_of(folder, both, "[schedule]\ncollective_leave = false\n")
    assert "2026-12-25" in on_leave.closed
    assert "2026-12-24" not in on_leave.closed
    _, always = schedule_of(folder, both, "[schedule]\nnational_holidays = false\ncollective_leave = false\n")
    assert always.closed == {}
    malls, strict = schedule_of(
        folder, f"[schedule.hours]\n{WEEK}\n", "[schedule]\nnational_holidays = true\n"
    )
    assert malls.closed == {}
    assert strict.closed == on_leave.closed


def test_days_off_of_ones_own_go_before_the_national_ones_and_can_be_taken_back(folder: Path) -> None:
    mall = (
        '[schedule]\nnational_holidays = true\nopen = ["2026-06-01", "2026-05-01"]\n'
        f"[schedule.closed]\n2026-08-17 = {DAY_OFF}\n2026-06-15 = {DAY_OFF}\n[schedule.hours]\n{WEEK}\n"
    )
    tenant = f'[schedule]\nopen = ["2026-06-15"]\n[schedule.closed]\n2026-05-01 = {DAY_OFF}\n'
    malls, own = schedule_of(folder, mall, tenant)
    assert malls.closed["2026-08-17"] == malls.closed["2026-06-15"] == own.closed["2026-08-17"]
    assert malls.closed["2026-08-17"].en == "Building maintenance"
    assert not {"2026-06-01", "2026-05-01"} & set(malls.closed)
    assert "2026-06-15" not in own.closed
    assert "2026-06-01" not in own.closed
    assert own.closed["2026-05-01"].en == "Building maintenance"


def test_a_tenant_says_who_is_next_and_how_many_come(folder: Path) -> None:
    write(
        folder,
        tenant='quota = 90\n[policy]\norder = "strict"\nwait_min_max = 45\nrestore_min = 60\n',
        service='quota = 90\nlast_ticket = "14:00"\npick_up = true\nslots = { minutes = 480, capacity = 1, '
        "tolerance_min = 1920, days_ahead = 0 }",
    )
    catalogue = catalogues.load(folder)
    tenant, service = catalogue.tenants[TenantId("anggrek")], catalogue.services[ServiceId("anggrek.satu")]
    assert tenant.policy == Policy(order="strict", wait_min_max=45, restore_min=60)
    assert (tenant.quota, service.quota, service.last_ticket, service.pick_up) == (90, 90, "14:00", True)
    assert service.slots == Slots(minutes=480, capacity=1, tolerance_min=1920, days_ahead=0)
    assert catalogue.services[ServiceId("anggrek.dua")].quota is None


def test_classes_and_walking_times_are_the_malls(folder: Path) -> None:
    more = (
        '[walking]\nother_zone_s = 90\n[[classes]]\nid = "elderly"\n'
        'name = { id = "Lansia", en = "Elderly" }\nicon = "armchair"\n'
    )
    (folder / "mall.toml").write_text(MALL + more, "utf-8")
    catalogue = catalogues.load(folder)
    assert catalogue.walking == Walking(same_zone_s=0, other_zone_s=90)
    assert [(one.id, one.name.id, one.icon) for one in catalogue.classes.values()] == [
        ("elderly", "Lansia", "armchair")
    ]


# Malang's


def test_malang_has_every_order_of_the_line_quotas_slots_and_pick_ups(malang: Catalogue) -> None:
    policies = {tenant.id: tenant.policy for tenant in malang.tenants.values()}
    assert {policy.order for policy in policies.values()} == {"line", "interleave", "ageing", "strict"}
    offered = {service.tenant for service in malang.services.values() if service.slots is not None}
    assert offered == {"dukcapil", "imigrasi", "polresta"}
    ready = {service.tenant for service in malang.services.values() if service.pick_up}
    assert ready == {"dukcapil", "disnaker", "imigrasi", "polresta", "samsat"}
    assert malang.tenants[TenantId("imigrasi")].quota is not None
    assert set(malang.classes) == {"elderly", "disability", "pregnant", "infant"}


def test_every_class_of_malang_has_an_icon_that_the_apps_have(malang: Catalogue) -> None:
    icons = Path(__file__).parents[2] / "client" / "icons"
    assert all((icons / f"{one.icon}.svg").is_file() for one in malang.classes.values())


def test_malang_rests_on_fridays_on_holidays_and_mostly_on_collective_leave(malang: Catalogue) -> None:
    tenants = malang.tenants.values()
    assert all(any(one.time == "11:30-13:00" for one in tenant.schedule.breaks) for tenant in tenants)
    assert all("2026-08-17" in tenant.schedule.closed for tenant in tenants)
    open_on_leave = {tenant.id for tenant in tenants if "2026-12-24" not in tenant.schedule.closed}
    assert open_on_leave == {"pdam", "polresta"}


def test_what_can_be_booked_in_malang_stays_below_its_quota(malang: Catalogue) -> None:
    for service in malang.services.values():
        if service.slots is not None and service.quota is not None:
            longest = max(
                len(slots_on(malang, service, date(2027, 1, 4) + timedelta(days=day))) for day in range(7)
            )
            assert 0 < longest * service.slots.capacity < service.quota, service.id


def test_a_rehearsal_changes_hours_and_quotas_and_walks_and_nothing_else(malang: Catalogue) -> None:
    free = catalogues.rehearsal(malang)
    kept = replace(free, schedule=malang.schedule, walking=malang.walking)
    assert replace(kept, tenants=malang.tenants, services=malang.services) == malang
    assert 0 < free.walking.same_zone_s < malang.walking.same_zone_s
    assert 0 < free.walking.other_zone_s < malang.walking.other_zone_s
    assert {tenant.schedule.hours[day] for tenant in free.tenants.values() for day in WEEKDAYS} == {
        "00:00-24:00"
    }
    assert free.schedule.closed == {}
    for tenant in free.tenants.values():
        real = malang.tenants[tenant.id]
        assert replace(tenant, schedule=real.schedule, quota=real.quota) == real
        assert (tenant.quota, tenant.schedule) == (None, free.schedule)
    for service in free.services.values():
        real = malang.services[service.id]
        assert replace(service, quota=real.quota, last_ticket=real.last_ticket) == real
        assert (service.quota, service.last_ticket) == (None, None)


# What is refused


def hours(span: str) -> str:
    return f'[schedule.hours]\nmon = "{span}"\n'


def rest(time: str, days: str = '"fri"') -> str:
    return FRIDAY.replace("11:30-13:00", time).replace('"fri"', days)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("[schedule]\n", "schedule.hours: opening hours of at least one weekday"),
        (hours("24:00-24:00"), "schedule.hours.mon: HH:MM-HH:MM, the first before the second"),
        (hours("08:00-24:01"), "schedule.hours.mon: HH:MM-HH:MM"),
        (hours("08:60-16:00"), "schedule.hours.mon: HH:MM-HH:MM"),
        (hours("08:00-08:00"), "schedule.hours.mon: HH:MM-HH:MM, the first before the second"),
        (
            f"[schedule]\nearly_min = 481\n[schedule.hours]\n{WEEK}\n",
            "schedule.early_min: 0 to 480 minutes, as mon is 08:00-16:00; got 481",
        ),
        (
            f"[schedule]\nlast_ticket_min = 480\n[schedule.hours]\n{WEEK}\n",
            "schedule.last_ticket_min: 0 to 479 minutes, as mon is 08:00-16:00; got 480",
        ),
        (f"[schedule]\nearly_min = -1\n[schedule.hours]\n{WEEK}\n", "schedule.early_min: 0 to 480"),
        (
            f"[schedule.hours]\n{WEEK}\n[schedule.closed]\n2027-02-30 = {DAY_OFF}\n",
            "schedule.closed: a date YYYY-MM-DD that exists, got '2027-02-30'",
        ),
        (
            f"[schedule.hours]\n{WEEK}\n[schedule.closed]\n20270228 = {DAY_OFF}\n",
            "schedule.closed: a date YYYY-MM-DD that exists, got '20270228'",
        ),
        (
            f'[schedule]\nopen = ["2027-02-29"]\n[schedule.hours]\n{WEEK}\n',
            "schedule.open[0]: a date YYYY-MM-DD that exists, got '2027-02-29'",
        ),
        (
            f'[schedule]\nopen = ["2027-02-01"]\n[schedule.hours]\n{WEEK}\n'
            f"[schedule.closed]\n2027-02-01 = {DAY_OFF}\n",
            "schedule.open[0]: a day that is not in schedule.closed too, got '2027-02-01'",
        ),
        (
            f"[schedule.hours]\n{WEEK}\n" + rest("11:30-13:00", '"sat"'),
            "schedule.breaks[0].days: a day with opening hours; sat has none",
        ),
        (
            f"[schedule.hours]\n{WEEK}\n" + rest("11:30-13:00", '"fri", "fri"'),
            "schedule.breaks[0].days: one or more of mon, tue, wed, thu, fri, sat, sun, each once",
        ),
        (f"[schedule.hours]\n{WEEK}\n" + rest("11:30-13:00", '"friday"'), "schedule.breaks[0].days: one or"),
        (f"[schedule.hours]\n{WEEK}\n" + rest("11:30-13:00", ""), "schedule.breaks[0].days: one or more"),
        (
            f"[schedule.hours]\n{WEEK}\n" + rest("07:30-09:00"),
            "schedule.breaks[0].time: a part of fri's 08:00-16:00, got '07:30-09:00'",
        ),
        (
            f"[schedule.hours]\n{WEEK}\n" + rest("00:00-24:00"),
            "schedule.breaks[0].time: a part of fri's 08:00-16:00, got '00:00-24:00'",
        ),
        (
            f"[schedule.hours]\n{WEEK}\n" + rest("08:00-16:00"),
            "schedule.breaks[0].time: a part of fri's 08:00-16:00, got '08:00-16:00'",
        ),
        (f"[schedule.hours]\n{WEEK}\n" + rest("13:00-11:30"), "schedule.breaks[0].time: HH:MM-HH:MM"),
        (
            f"[schedule.hours]\n{WEEK}\n{FRIDAY}" + rest("12:59-13:30", '"thu", "fri"'),
            "schedule.breaks[1].time: none of 11:30-13:00, which is 'Istirahat Jumat' on fri, "
            "got '12:59-13:30'",
        ),
        (f"[schedule]\nholidays = true\n[schedule.hours]\n{WEEK}\n", "schedule: Object contains unknown"),
        (
            f'[schedule]\nnational_holidays = "yes"\n[schedule.hours]\n{WEEK}\n',
            "schedule.national_holidays: Expected `bool | null`, got `str`",
        ),
    ],
)
def test_a_schedule_of_the_mall_that_contradicts_itself_is_refused(
    folder: Path, lines: str, told: str
) -> None:
    write(folder, mall=lines)
    assert refusal(folder).startswith(f"mall.toml: {told}")


CLASS = '[[classes]]\nid = "elderly"\nname = { id = "Lansia", en = "Elderly" }\nicon = "armchair"\n'


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (CLASS + CLASS, "classes[1].id: small letters, digits and dashes, once; got 'elderly'"),
        (CLASS.replace("elderly", "Elderly"), "classes[0].id: small letters"),
        (CLASS.replace("armchair", "a/b"), "classes[0].icon: the name of an icon, got 'a/b'"),
        (CLASS.replace('icon = "armchair"\n', ""), "classes[0]: Object missing required field `icon`"),
        ("[walking]\nsame_zone_s = -1\n", "walking.same_zone_s: 0 to 3600, got -1"),
        ("[walking]\nother_zone_s = 3601\n", "walking.other_zone_s: 0 to 3600, got 3601"),
    ],
)
def test_classes_and_walking_times_that_cannot_be_are_refused(folder: Path, lines: str, told: str) -> None:
    (folder / "mall.toml").write_text(MALL + lines, "utf-8")
    assert refusal(folder).startswith(f"mall.toml: {told}")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (hours("08:00-12:00").replace("mon", "son"), "schedule.hours.son: one of mon, tue"),
        ("[schedule]\nhours = {}\n", "schedule.hours: opening hours of at least one weekday"),
        ('[schedule.hours]\nfri = "00:10-16:00"\n', "schedule.early_min: 0 to 10 minutes, as fri is 00:10"),
        ('[schedule.hours]\nfri = "08:00-08:45"\n', "schedule.last_ticket_min: 0 to 44 minutes, as fri is"),
        (
            '[schedule.hours]\nfri = "08:00-12:00"\n',
            "schedule.breaks: breaks of its own: the mall's 'Istirahat Jumat' (11:30-13:00) is not a part of "
            "fri's 08:00-12:00",
        ),
        (rest("15:00-17:00"), "schedule.breaks[0].time: a part of fri's 08:00-16:00, got '15:00-17:00'"),
        (f"[schedule.closed]\n2027-13-01 = {DAY_OFF}\n", "schedule.closed: a date YYYY-MM-DD that exists"),
        ("quota = 0", "quota: 1 to 9999, got 0"),
        ("quota = 10000", "quota: 1 to 9999, got 10000"),
        ("quota = 1.5", "quota: Expected `int | null`, got `float`"),
        (
            '[policy]\norder = "fifo"\n',
            "policy.order: one of line, interleave, ageing, strict; Invalid enum value 'fifo'",
        ),
        ("[policy]\npriority_in_a_row = 0\n", "policy.priority_in_a_row: 1 to 100, got 0"),
        ("[policy]\nhead_start_min = -1\n", "policy.head_start_min: 0 to 600, got -1"),
        ("[policy]\nwait_min_max = 0\n", "policy.wait_min_max: 1 to 600, got 0"),
        ("[policy]\nbookings_in_a_row = 0\n", "policy.bookings_in_a_row: 1 to 100, got 0"),
        ("[policy]\npick_ups_in_a_row = 0\n", "policy.pick_ups_in_a_row: 1 to 100, got 0"),
        ("[policy]\nrestore_min = 61\n", "policy.restore_min: 0 to 60, got 61"),
        ("[policy]\nrestored_behind = -1\n", "policy.restored_behind: 0 to 100, got -1"),
        ("[policy]\ndelayed_behind = 0\n", "policy.delayed_behind: 1 to 100, got 0"),
        ("[policy]\ndelays_max = -1\n", "policy.delays_max: 0 to 10, got -1"),
        ("[policy]\npick_up_days = 0\n", "policy.pick_up_days: 1 to 366, got 0"),
        ("[policy]\nfairness = 1\n", "policy: Object contains unknown field `fairness`"),
    ],
)
def test_a_tenants_rules_that_contradict_themselves_or_the_malls_are_refused(
    folder: Path, lines: str, told: str
) -> None:
    write(
        folder,
        mall=f"[schedule]\nearly_min = 30\nlast_ticket_min = 60\n[schedule.hours]\n{WEEK}\n{FRIDAY}",
        tenant=lines,
    )
    assert refusal(folder).startswith(f"anggrek.toml: {told}")


def test_every_number_of_a_policy_has_its_bounds() -> None:
    numbers = {key for key, value in asdict(Policy()).items() if type(value) is int}
    assert numbers == set(POLICY)
    assert all(least <= getattr(Policy(), key) <= most for key, (least, most) in POLICY.items())


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("quota = 0", "quota: 1 to 50, got 0"),
        ("quota = 51", "quota: 1 to 50, got 51"),
        ('last_ticket = "14.00"', "last_ticket: HH:MM, got '14.00'"),
        ('last_ticket = "24:00"', "last_ticket: HH:MM, got '24:00'"),
        ('last_ticket = "08:00"', "last_ticket: later than mon opens (08:00-16:00), got '08:00'"),
        ('last_ticket = "16:01"', "last_ticket: within the opening hours, got '16:01'"),
        ("slots = { minutes = 0, capacity = 1 }", "slots.minutes: 1 to 480, got 0"),
        ("slots = { minutes = 481, capacity = 1 }", "slots.minutes: 1 to 480, got 481"),
        ("slots = { minutes = 30, capacity = 0 }", "slots.capacity: 1 to 1000, got 0"),
        (
            "slots = { minutes = 30, capacity = 1, tolerance_min = 121 }",
            "slots.tolerance_min: 0 to 120, got 121",
        ),
        ("slots = { minutes = 30, capacity = 1, tolerance_min = -1 }", "slots.tolerance_min: 0 to 120"),
        ("slots = { minutes = 30, capacity = 1, days_ahead = 367 }", "slots.days_ahead: 0 to 366, got 367"),
        ("slots = { minutes = 30 }", "slots: Object missing required field `capacity`"),
        ("pick_up = 1", "pick_up: Expected `bool`, got `int`"),
    ],
)
def test_what_a_service_offers_beyond_its_tenants_hours_and_quota_is_refused(
    folder: Path, lines: str, told: str
) -> None:
    write(folder, tenant="quota = 50", service=lines)
    assert refusal(folder).startswith(f"anggrek.toml: services[0].{told}")


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
        ('mon = "', 'monday = "', ("schedule.hours.monday", "mon, tue")),
        ('"08:00-16:00"', '"16:00-08:00"', ("schedule.hours.mon", "the first before the second")),
        ('"08:00-16:00"', '"08:00"', ("schedule.hours.mon", "HH:MM-HH:MM")),
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
