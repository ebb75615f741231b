from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from msgspec.structs import replace

import server.catalogue
from client.fake import small_catalogue
from client.language import Languages
from hardware.escpos import encode
from hardware.paper import LENGTH_DOTS_MAX, draw
from hardware.profiles import PROFILES, Profile
from hardware.receipt import Bullet, Code, Line, Pair, Receipt, pair_lines
from kiosk.slip import REQUIREMENTS_COUNT_MAX, receipt_for
from protocol.catalogue import Catalogue, ClassId, Language, Service, ServiceId, Text
from protocol.messages import STOPS_COUNT_MAX
from protocol.visit import DeviceId, State, Stop, Visit, VisitId
from tests.kiosk.stage import KTP, MORNING

CATALOGUE = small_catalogue()
AIR = "pdam.sambungan"
URL = "http://antrean.test:8080"


def visit(*, number: int = 17, ahead: int = 5, token: str | None = "t0ken") -> Visit:
    stop = Stop(
        tenant=CATALOGUE.services[ServiceId(KTP)].tenant,
        service=ServiceId(KTP),
        state=State.PRINTING,
        line_time=MORNING,
    )
    return Visit(
        id=VisitId(7),
        prefix="A",
        number=number,
        token=token,
        language="id",
        issuer=DeviceId("kiosk-1"),
        issued_at=MORNING,
        ahead=ahead,
        stops=(stop,),
    )


def slip(
    of: Visit | None = None,
    *,
    catalogue: Catalogue = CATALOGUE,
    language: Language = "id",
    now: datetime = MORNING,
    training: bool = False,
) -> Receipt:
    return receipt_for(of or visit(), catalogue, language, URL, now, training)


def words(receipt: Receipt) -> list[str]:
    return [part.text for part in receipt.parts if isinstance(part, Line | Bullet)]


def pairs(receipt: Receipt) -> list[tuple[str, str]]:
    return [(part.left, part.right) for part in receipt.parts if isinstance(part, Pair)]


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest, qapp: object) -> Iterator[Language]:
    languages = Languages()
    languages.set_language(request.param)
    yield request.param
    languages.close()


def test_the_number_is_the_only_huge_thing():
    huge = [part.text for part in slip().parts if isinstance(part, Line) and part.size == "huge"]
    assert huge == ["A-017"]


def test_the_slip_says_where_to_wait(language: Language):
    zone, counter = pairs(slip(language=language))[:2]
    assert zone[1] == {"id": "Lantai 3", "en": "Floor 3"}[language]
    assert counter == ({"id": "Loket", "en": "Counter"}[language], "1, 2")


def test_day_and_time_are_the_malls_own_in_words(language: Language):
    late = datetime(2026, 1, 5, 17, 30, tzinfo=UTC)
    day, time = pairs(slip(language=language, now=late))[2]
    assert (day, time) == {
        "id": ("Selasa, 6 Januari 2026", "00.30"),
        "en": ("Tuesday, 6 January 2026", "00:30"),
    }[language]


def test_the_code_opens_the_tickets_own_page():
    assert [part.data for part in slip().parts if isinstance(part, Code)] == [f"{URL}/t/t0ken"]


def test_a_ticket_without_a_token_has_no_code():
    assert not any(isinstance(part, Code) for part in slip(visit(token=None)).parts)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (0, "Nobody is waiting before you"),
        (1, "About 1 person is before you"),
        (5, "About 5 people are before you"),
    ],
)
def test_people_ahead_are_about_so_many(ahead: int, said: str):
    assert said in words(slip(visit(ahead=ahead), language="en"))


def test_what_to_have_ready_is_listed_and_bounded():
    assert [part.text for part in slip().parts if isinstance(part, Bullet)] == ["KTP asli"]
    service = CATALOGUE.services[ServiceId(KTP)]
    assert service.standard is not None
    many = tuple(Text(id=f"Berkas {n}", en=f"Paper {n}") for n in range(REQUIREMENTS_COUNT_MAX + 1))
    longer = replace(service, standard=replace(service.standard, requirements=many))
    catalogue = replace(CATALOGUE, services={**CATALOGUE.services, service.id: longer})
    bullets = [part for part in slip(catalogue=catalogue).parts if isinstance(part, Bullet)]
    assert len(bullets) == REQUIREMENTS_COUNT_MAX + 1
    assert bullets[-1].text == "and 1 more: please ask an officer"


def test_a_training_slip_says_so_at_both_ends(language: Language):
    mark = {"id": "LATIHAN", "en": "TRAINING"}[language]
    lines = words(slip(language=language, training=True))
    assert lines[0] == mark
    assert lines.count(mark) == 2
    assert mark not in words(slip(language=language))


def several(*services: str, **of: object) -> Visit:
    one = visit()
    stops = tuple(
        replace(one.stops[0], tenant=CATALOGUE.services[ServiceId(id)].tenant, service=ServiceId(id))
        for id in services
    )
    return replace(one, stops=stops, **of)


def test_several_errands_stand_on_one_slip_in_their_order_with_their_counters(language: Language):
    receipt = slip(several(AIR, KTP), language=language)
    first, second = {
        "id": ("1. Sambungan baru", "2. Perekaman KTP-el"),
        "en": ("1. New connection", "2. Identity card enrolment"),
    }[language]
    lines = words(receipt)
    assert lines.index(first) < lines.index("PDAM") < lines.index(second) < lines.index("Dispendukcapil")
    counter = {"id": "Loket", "en": "Counter"}[language]
    floor = {"id": "Lantai 3", "en": "Floor 3"}[language]
    assert pairs(receipt)[:2] == [(floor, f"{counter} 4"), (floor, f"{counter} 1, 2")]


def test_what_is_needed_for_two_errands_is_listed_once():
    assert [part.text for part in slip(several(AIR, KTP)).parts if isinstance(part, Bullet)] == ["KTP asli"]


def test_an_errand_that_is_done_is_not_printed_again():
    visited = several(AIR, KTP, copies=1)
    done = replace(visited.stops[0], state=State.FINISHED)
    lines = words(slip(replace(visited, stops=(done, visited.stops[1])), language="en"))
    assert "Identity card enrolment" in lines
    assert not any("connection" in line for line in lines)


def test_a_slip_printed_again_says_so(language: Language):
    mark = {"id": "SALINAN", "en": "COPY"}[language]
    assert words(slip(replace(visit(), copies=1), language=language))[0] == mark
    assert mark not in words(slip(language=language))


def test_a_copy_keeps_the_time_at_which_so_many_waited():
    later = MORNING + timedelta(minutes=30)
    assert ("Senin, 5 Januari 2026", "09.41") in pairs(slip(replace(visit(), copies=1), now=later))


def test_a_copy_for_the_next_errand_does_not_say_how_many_waited_for_the_first(language: Language):
    visited = several(AIR, KTP, copies=1)
    done = replace(visited.stops[0], state=State.FINISHED)
    lines = words(slip(replace(visited, stops=(done, visited.stops[1])), language=language))
    assert not any("5" in line for line in lines)


def test_priority_is_on_the_slip_and_never_why(language: Language):
    mark = {"id": "PRIORITAS", "en": "PRIORITY"}[language]
    lines = words(slip(replace(visit(), priority=ClassId("pregnant")), language=language))
    assert mark in lines
    assert not any("amil" in line or "regnan" in line for line in lines)
    assert mark not in words(slip(language=language))


def test_who_is_booked_reads_the_hour_and_stands_behind_nobody(language: Language):
    booked = replace(visit().stops[0], slot=MORNING, kind="booking")
    lines = words(slip(replace(visit(), stops=(booked,)), language=language))
    assert {"id": "Reservasi pukul 09.41", "en": "Booking at 09:41"}[language] in lines
    assert not any("5" in line for line in lines)


@pytest.mark.parametrize("profile", [PROFILES["58mm"], PROFILES["80mm"]], ids=lambda each: each.name)
def test_the_longest_names_of_the_mall_fit_on_the_paper(language: Language, profile: Profile):
    """No word is broken, and where to go stands on one line."""
    malang = server.catalogue.load()
    one = visit()
    for some in batched(malang.services.values(), STOPS_COUNT_MAX):
        stops = tuple(replace(one.stops[0], tenant=each.tenant, service=each.id) for each in some)
        receipt = slip(
            replace(one, stops=stops, priority=ClassId("elderly")), catalogue=malang, language=language
        )
        assert all(len(word) <= profile.columns for line in words(receipt) for word in line.split())
        assert all(len(pair_lines(left, right, profile.columns)) == 1 for left, right in pairs(receipt))
        assert draw(encode(receipt, profile), profile).height < LENGTH_DOTS_MAX


def batched(services: Iterable[Service], size: int) -> Iterator[list[Service]]:
    rest = iter(services)
    while some := list(islice(rest, size)):
        yield some
