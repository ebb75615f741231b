from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from client.language import Languages
from client.link import LinkState
from display.calls import FRESH_S_MAX
from display.lists import PAGE_S
from display.model import NEW_S, DisplayModel
from display.speech import NUMBER_MAX
from protocol.catalogue import Catalogue, CounterId, TenantId
from protocol.messages import ServiceStarted, VisitCalled, VisitTakenBack
from protocol.visit import Why
from tests.display.hall import HandAnnouncer, Mall

Make = Callable[..., DisplayModel]
Told = list[tuple[str, dict[str, Any]]]


def recent(model: DisplayModel) -> list[tuple[str, bool, bool]]:
    """Label, expected, spoken of each row."""
    rows = model.recent
    roles = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    return [
        tuple(rows.data(rows.index(at), roles[role]) for role in ("label", "expected", "spoken"))
        for at in range(rows.rowCount())
    ]


def spoken(voice: HandAnnouncer) -> list[tuple[str, int, bool]]:
    return [(f"{one.prefix}-{one.number:03}", one.counter, one.recall) for one in voice.line]


def test_a_call_is_on_the_stage_in_the_list_and_in_the_line_of_the_voice(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(3)
    assert (model.callNumber, model.callCounter, model.callTenant) == ("A-001", 3, "Dispendukcapil")
    assert model.callZone == "North zone"
    assert recent(model) == [("A-001", True, True)]
    assert spoken(voice) == [("A-001", 3, False)]
    assert voice.line[0].tenant == "Dinas Kependudukan"
    assert voice.line[0].language == "id"


def test_calls_are_spoken_in_order_and_the_stage_follows_the_voice(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    mall.link.pass_time(1)
    mall.call(2)
    assert spoken(voice) == [("A-001", 1, False), ("A-002", 2, False)]
    assert model.callNumber == "A-001"
    assert recent(model) == [("A-002", True, False), ("A-001", True, True)]
    voice.finish()
    assert model.callNumber == "A-002"
    assert recent(model) == [("A-002", True, True), ("A-001", True, False)]


def test_a_recall_is_spoken_as_one_and_comes_to_the_front(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.link.pass_time(5)
    mall.call(2)
    voice.finish()
    voice.finish()
    mall.link.pass_time(30)
    mall.recall(1)
    assert spoken(voice) == [("A-001", 1, True)]
    assert [label for label, _, _ in recent(model)] == ["A-001", "A-002"]
    assert model.callNumber == "A-001"


def test_after_a_start_the_calls_are_shown_but_not_spoken(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    mall.call(1)
    model = make_model(mall)
    assert model.callNumber == "A-001"
    assert recent(model) == [("A-001", True, False)]
    assert voice.line == []
    mall.call(2)
    assert spoken(voice) == [("A-002", 2, False)]


def test_what_was_called_while_the_connection_was_lost_is_spoken_once(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.finish()
    mall.link.go(LinkState.LOST, "gone")
    mall.call(2)
    mall.call(3)
    mall.start(3)
    assert model.callNumber == "A-001"
    mall.link.pass_time(FRESH_S_MAX)
    mall.link.come_back()
    assert spoken(voice) == [("A-002", 2, False)]
    mall.link.come_back()
    assert spoken(voice) == [("A-002", 2, False)]


def test_a_call_that_has_grown_old_while_the_connection_was_lost_is_only_shown(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.link.go(LinkState.LOST, "gone")
    mall.call(1)
    mall.link.pass_time(FRESH_S_MAX + 1)
    mall.link.come_back()
    assert voice.line == []
    assert recent(model) == [("A-001", True, False)]


def test_a_call_that_was_answered_while_the_connection_was_lost_is_not_spoken_after_it(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    for counter in (2, 3, 4):
        mall.call(counter)
    mall.link.go(LinkState.LOST, "gone")
    mall.start(2)
    mall.take_back(3)
    mall.miss(4)
    mall.link.come_back()
    assert spoken(voice) == [("A-001", 1, False)]
    assert model.report()["skipped"] == {"started": 1, "taken_back": 1, "missed": 1}


def test_a_visitor_who_was_taken_back_and_called_to_another_zone_is_gone_from_this_one(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall, zone="utara")
    visit = mall.call(1)
    back = VisitTakenBack(
        visit=visit, stop=0, tenant=TenantId("dukcapil"), issuer=None, counter=CounterId(1), reason="officer"
    )
    elsewhere = VisitCalled(
        visit=visit,
        stop=0,
        tenant=TenantId("dukcapil"),
        issuer=None,
        counter=CounterId(20),
        why=Why(rule="line_order"),
    )
    mall.link.happen(back, elsewhere)
    assert (model.callNumber, recent(model)) == ("", [])


def test_a_call_and_its_answer_in_one_commit_are_counted_and_left_out(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.open(1)
    visit = mall.take()
    of = {"visit": visit, "stop": 0, "tenant": TenantId("dukcapil"), "issuer": None, "counter": CounterId(1)}
    mall.link.happen(VisitCalled(**of, why=Why(rule="line_order")), ServiceStarted(**of))
    assert voice.line == []
    assert model.report()["skipped"] == {"overtaken": 1}
    assert recent(model) == [("A-001", False, False)]


def test_a_recall_keeps_its_place_in_the_list_over_a_lost_connection(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.link.pass_time(1)
    mall.call(2)
    mall.link.pass_time(1)
    mall.recall(1)
    mall.link.go(LinkState.LOST, "gone")
    mall.link.come_back()
    assert [label for label, _, _ in recent(model)] == ["A-001", "A-002"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(Mall.start, "started"), (Mall.miss, "missed"), (Mall.take_back, "taken_back")],
)
def test_a_call_that_is_answered_before_its_turn_is_left_out_and_counted(
    mall: Mall, make_model: Make, voice: HandAnnouncer, told: Told, answer: Callable[..., None], reason: str
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    visit = mall.call(2)
    answer(mall, 2)
    assert spoken(voice) == [("A-001", 1, False)]
    voice.finish()
    report = model.report()
    assert (report["called"], report["announced"], report["skipped"]) == (2, 1, {reason: 1})
    skipped = [fields for name, fields in told if name == "skipped"]
    assert [(fields["visit"], fields["reason"]) for fields in skipped] == [(visit, reason)]


def test_a_call_that_is_being_spoken_is_spoken_to_its_end(
    mall: Mall, make_model: Make, voice: HandAnnouncer, told: Told
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    mall.start(1)
    assert model.callNumber == "A-001"
    voice.finish()
    assert model.report()["announced"] == 1
    assert [name for name, _ in told] == ["announced"]


def test_a_voice_that_fails_leaves_the_call_on_the_screen_and_says_why(
    mall: Mall, make_model: Make, voice: HandAnnouncer, told: Told
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    voice.fail("device")
    assert model.report()["skipped"] == {"device": 1}
    assert told == [("skipped", told[0][1])]
    assert told[0][1]["reason"] == "device"
    assert recent(model) == [("A-001", True, False)]


def test_a_call_in_two_languages_is_one_call(
    mall: Mall, make_model: Make, voice: HandAnnouncer, told: Told
) -> None:
    model = make_model(mall, voices=("id", "en"))
    mall.call(1)
    assert [(one.language, one.tenant) for one in voice.line] == [
        ("id", "Dinas Kependudukan"),
        ("en", "Civil Registry Office"),
    ]
    voice.finish()
    assert told == []
    voice.finish()
    report = model.report()
    assert (report["called"], report["announced"]) == (1, 1)
    assert [name for name, _ in told] == ["announced"]


def test_a_call_spoken_where_nobody_can_hear_it_is_counted_apart(
    mall: Mall, make_model: Make, voice: HandAnnouncer, told: Told
) -> None:
    model = make_model(mall)
    voice.sound("no_device")
    mall.call(1)
    voice.finish()
    assert (model.report()["announced"], model.report()["unheard"]) == (1, 1)
    assert told[0][1]["heard"] is False


def test_every_call_has_one_end_whatever_happens(mall: Mall, make_model: Make, voice: HandAnnouncer) -> None:
    model = make_model(mall, voices=("id", "en"))
    for counter in (1, 2, 3, 4):
        mall.call(counter)
    mall.recall(1)
    mall.start(2)
    voice.begin()
    mall.miss(3)
    voice.fail("voice")
    while voice.line:
        voice.begin()
        voice.finish()
    report = model.report()
    assert report["called"] == 5
    assert report["announced"] + sum(report["skipped"].values()) == 5
    assert report["voice_queue"] == 0


def test_a_number_too_long_for_the_voice_is_shown_and_counted(
    mall: Mall, make_model: Make, voice: HandAnnouncer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = make_model(mall)
    monkeypatch.setattr("server.issuing.next_number", lambda *_: NUMBER_MAX + 1)
    mall.call(1)
    assert model.callNumber == f"A-{NUMBER_MAX + 1}"
    assert voice.line == []
    assert model.report()["skipped"] == {"unspeakable": 1}


def test_a_zone_neither_shows_nor_speaks_the_calls_of_another(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall, zone="tengah")
    mall.call(1)
    assert (model.callNumber, voice.line) == ("", [])
    mall.call(20)
    assert model.callCounter == 20
    assert model.place == "Central zone"
    assert [one.counter for one in voice.line] == [20]


def test_a_call_is_new_for_a_while_and_as_long_as_the_voice_has_not_finished(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    mall.call(1)
    voice.begin()
    mall.link.pass_time(NEW_S + 1)
    model.tick()
    assert model.callNew
    voice.finish()
    assert not model.callNew
    mall.call(2)
    voice.finish()
    assert model.callNew
    mall.start(2)
    assert not model.callNew


def test_pages_take_turns_and_a_new_call_brings_the_first_one_back(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    for counter in (1, 2, 3, 4, 10, 11, 12, 20):
        mall.link.pass_time(1)
        mall.call(counter)
    assert (model.recentPage, model.recentPages) == (0, 2)
    for _ in range(PAGE_S):
        model.tick()
    assert model.recentPage == 1
    assert [label for label, _, _ in recent(model)] == ["A-001"]
    mall.link.pass_time(1)
    mall.call(21)
    assert model.recentPage == 0
    assert len(recent(model)) == model.recentLines


def test_in_training_the_voice_says_so(
    qapp: QGuiApplication, malang: Catalogue, make_model: Make, voice: HandAnnouncer
) -> None:
    mall = Mall(malang, training=True)
    model = make_model(mall)
    mall.call(1)
    assert model.training
    assert voice.line[0].training


def test_the_sound_is_reported_to_the_server_as_it_changes(
    mall: Mall, make_model: Make, voice: HandAnnouncer
) -> None:
    model = make_model(mall)
    assert mall.link.reported.sound == "silent"
    voice.sound("no_device")
    assert mall.link.reported.sound == "no_device"
    assert model.sound == "no_device"


def test_an_empty_mall_shows_when_it_is_open(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    assert model.page == "idle"
    assert model.today == "Open today 08:00–16:00"
    mall.link.pass_time(5 * 24 * 3600)
    assert model.today == "Closed today"
    mall.open(1)
    assert model.page == "board"
    assert model.today == "", "nobody reads above an open counter that the house is closed"


def test_the_screen_says_what_is_wrong(
    qapp: QGuiApplication, malang: Catalogue, mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    mall.link.go(LinkState.UPDATE_NEEDED, "the server speaks 2.0")
    assert (model.page, model.problem) == ("update_needed", "the server speaks 2.0")
    mall.link.go(LinkState.REJECTED, what="token_unknown")
    assert (model.page, model.stopped) == ("rejected", "The server does not know the token of this device.")
    mall.link.go(LinkState.REJECTED, what="replaced")
    assert model.stopped == "Another device uses the same token."
    assert "another name" in model.advice
    assert "antrean.test:8642" in model.problem
    assert make_model(Mall(malang, role="floor")).page == "other_role"
    assert make_model(Mall(malang, ready=False)).page == "searching"
    unknown = make_model(mall, zone="cellar")
    mall.link.come_back()
    assert unknown.page == "zone_unknown"
    assert "utara" in unknown.problem


def test_a_lost_connection_leaves_the_last_picture_and_comes_back(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.call(1)
    mall.link.go(LinkState.LOST, "gone")
    assert (model.page, model.connected, model.callNumber) == ("board", False, "A-001")
    assert model.banner
    mall.link.come_back()
    assert (model.connected, model.banner) == (True, "")


def test_the_language_changes_while_the_display_runs(
    mall: Mall, make_model: Make, languages: Languages
) -> None:
    model = make_model(mall)
    mall.call(1)
    assert (model.callSince, model.callZone) == ("just now", "North zone")
    clocks: list[str] = []
    model.ticked.connect(lambda: clocks.append(model.clock))
    languages.set_language("id")
    assert (model.callSince, model.callZone) == ("baru saja", "Zona Utara")
    assert model.today == "Buka hari ini 08.00–16.00"
    assert clocks == ["09.30"]
