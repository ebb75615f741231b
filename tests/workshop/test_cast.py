"""Who comes to a demo, and what becomes of them there."""

from __future__ import annotations

import pytest

from protocol.catalogue import Catalogue
from server import catalogue as catalogues
from workshop.cast import ARRIVAL_S_MEAN, CAST_S_MIN, Crowd, Guest, guests_for
from workshop.demo import COUNTERS
from workshop.told import Saying, Told

NUMBERS = [number for number, _ in COUNTERS]


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return catalogues.load()


@pytest.mark.parametrize("seed", range(20))
def test_half_a_minute_has_a_part_for_each_rule_whatever_the_seed(malang: Catalogue, seed: int):
    guests = guests_for(malang, NUMBERS, seed, CAST_S_MIN)
    assert len(guests) == CAST_S_MIN / ARRIVAL_S_MEAN == 12
    assert [guest.after_s for guest in guests] == sorted(guest.after_s for guest in guests)
    assert 0 <= guests[0].after_s <= guests[-1].after_s <= CAST_S_MIN
    for number in NUMBERS:
        theirs = [guest for guest in guests if guest.services[0] in malang.counters[number].services]
        assert len(theirs) == len(guests) / len(NUMBERS)
    assert {guest.part for guest in guests} == {"served", "several", "absent", "documents", "sent"}
    assert any(guest.priority is not None and guest.part == "served" for guest in guests)
    assert any(guest.priority is None and guest.part == "documents" for guest in guests)


def test_half_a_minute_has_one_slip_in_which_the_roll_ends_and_one_that_is_scanned(malang: Catalogue):
    guests = guests_for(malang, NUMBERS, 1, CAST_S_MIN)
    assert [guest.paper_ends for guest in guests].count(True) == 1
    assert [guest.scans for guest in guests].count(True) == 1
    assert not any(
        guest.paper_ends or guest.scans for guest in guests_for(malang, NUMBERS, 1, CAST_S_MIN / 2)
    )


def test_errands_and_transfers_are_at_other_staffed_counters(malang: Catalogue):
    guests = guests_for(malang, NUMBERS, 1, 600)
    tenant_of = {service.id: service.tenant for service in malang.services.values()}
    several = [guest for guest in guests if guest.part == "several"]
    sent = [guest for guest in guests if guest.part == "sent"]
    assert several
    assert sent
    for guest in several:
        assert len({tenant_of[service] for service in guest.services}) == 2
        assert all(
            any(service in malang.counters[number].services for number in NUMBERS)
            for service in guest.services
        )
    for guest in sent:
        assert guest.onward is not None
        counter, service = guest.onward
        assert counter in NUMBERS
        assert service in malang.counters[counter].services
        assert tenant_of[service] != tenant_of[guest.services[0]]
    others = [guest for guest in guests if guest not in several]
    assert all(len(guest.services) == 1 for guest in others)
    assert all(guest.onward is None for guest in guests if guest not in sent)


def test_nobody_fetches_a_result_that_was_never_promised(malang: Catalogue):
    guests = guests_for(malang, NUMBERS, 3, 600)
    wanted = {service for guest in guests for service in guest.services}
    assert not any(malang.services[service].pick_up for service in wanted)


def test_a_seed_gives_the_same_people_and_another_seed_others(malang: Catalogue):
    assert guests_for(malang, NUMBERS, 7, 60) == guests_for(malang, NUMBERS, 7, 60)
    assert guests_for(malang, NUMBERS, 7, 60) != guests_for(malang, NUMBERS, 8, 60)


def test_a_short_demo_has_a_visitor_too(malang: Catalogue):
    assert len(guests_for(malang, NUMBERS, 7, 1)) == 1


# The crowd


def guest(*services: str) -> Guest:
    (one, *more) = [service.id for service in catalogues.load().services.values()][: len(services)]
    return Guest(after_s=0, services=(one, *more), priority=None, part="served", onward=None)


class Hall:
    """A crowd of two, the second with two errands, and what is told of them."""

    def __init__(self) -> None:
        self.told = Told()
        self.first, self.second = guest("a"), guest("a", "b")
        self.crowd = Crowd((self.first, self.second), self.told)

    def say(self, event: str, visit: int) -> None:
        self.told.sayings.append(Saying(by="any", event=event, t=1.0, fields={"visit": visit}))


def test_a_guest_is_known_by_the_number_that_the_kiosk_gave():
    hall = Hall()
    assert hall.crowd.guest(11) is None
    hall.say("ticket", 11)
    hall.say("ticket", 15)
    assert hall.crowd.guest(11) is hall.first
    assert hall.crowd.guest(15) is hall.second


def test_nobody_has_gone_while_somebody_is_still_to_come():
    hall = Hall()
    assert not hall.crowd.gone
    hall.say("ticket", 11)
    hall.say("finished", 11)
    assert not hall.crowd.gone


def test_who_walks_to_the_second_errand_has_not_gone():
    hall = Hall()
    for event, visit in (("ticket", 11), ("ticket", 15), ("no_show", 11), ("finished", 15)):
        hall.say(event, visit)
    assert not hall.crowd.gone
    hall.say("finished", 15)
    assert hall.crowd.gone


@pytest.mark.parametrize("event", ["parked", "transferred"])
def test_who_was_set_aside_or_sent_on_has_not_gone(event: str):
    hall = Hall()
    for said, visit in (("ticket", 11), ("ticket", 15), ("finished", 15), ("finished", 15), (event, 11)):
        hall.say(said, visit)
    assert not hall.crowd.gone
    hall.say("finished", 11)
    assert hall.crowd.gone
