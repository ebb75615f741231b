from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from client.fake import small_catalogue
from client.language import Languages
from hardware.receipt import Bullet, Code, Line, Pair, Receipt
from kiosk.slip import REQUIREMENTS_COUNT_MAX, receipt_for
from protocol.catalogue import Catalogue, Language, ServiceId, Text
from protocol.hall import State, Stop, Visit
from protocol.messages import DeviceId, VisitId
from tests.kiosk.stage import KTP, MORNING

CATALOGUE = small_catalogue()
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
    assert len(bullets) == REQUIREMENTS_COUNT_MAX


def test_a_training_slip_says_so_at_both_ends(language: Language):
    mark = {"id": "LATIHAN", "en": "TRAINING"}[language]
    lines = words(slip(language=language, training=True))
    assert lines[0] == mark
    assert lines.count(mark) == 2
    assert mark not in words(slip(language=language))
