"""The visitor's page, whatever stands in the catalogue."""

from __future__ import annotations

import asyncio
import re
from copy import copy
from datetime import timedelta
from html import unescape

import pytest
from hypothesis import given
from msgspec.structs import replace

from protocol.catalogue import Catalogue, CounterId, Policy, Slots, Text
from protocol.hall import State
from protocol.messages import (
    BookSlot,
    CancelVisit,
    CheckIn,
    Close,
    Errand,
    FinishService,
    IssueTicket,
    MarkNoShow,
    ParkVisit,
    TransferVisit,
)
from server.engine import PRINTING_S_MAX
from server.pages.ticket import ask_page, done, ticket_page
from server.pages.words import WORDS
from server.public import before
from tests.protocol.histories import BRIEFLY, stories
from tests.server.kept import Kept
from tests.server.mall import DUA, EMPAT, SATU, small_mall
from tests.server.story import EIGHT, KIOSK, Story

EVIL = "<script>alert('1')</script> & \"$number\" ${mall} {ahead} %s"
"""What would be noticed if a text were not escaped, or were filled in twice."""


def evil_mall() -> Catalogue:
    mall = small_mall()
    evil = Text(id=f"id {EVIL}", en=f"en {EVIL}")
    return replace(
        mall,
        name=evil,
        tenants={key: replace(tenant, name=evil) for key, tenant in mall.tenants.items()},
        services={key: replace(service, name=evil) for key, service in mall.services.items()},
        zones={key: replace(zone, name=evil) for key, zone in mall.zones.items()},
    )


def shown(story: Story, token: str, said: str = "", training: bool = False) -> tuple[int, str]:
    """Status and page that a token opens."""
    answer = asyncio.run(ticket_page(Kept(story, training), token, said))
    return answer.status_code or 200, answer.content


def tap(story: Story, token: str, action: str, seen: int = 0) -> str:
    """Send one of the page's forms; where the browser is sent then."""
    answer = asyncio.run(done(Kept(story), token, action, seen))
    assert answer.status_code == 303
    return answer.headers["Location"]


def said(story: Story, token: str, action: str, seen: int = 0) -> str:
    """What the page says after one of its forms was sent."""
    path, _, word = tap(story, token, action, seen).partition("?said=")
    assert path == f"/t/{token}"
    return shown(story, token, word)[1]


def forms(page: str) -> list[str]:
    """What can be done there."""
    return re.findall(r'action="/t/[^/]+/(\w+)\?', page)


def issued(story: Story, language: str = "id", **more: object) -> str:
    """The token of a new ticket."""
    outcome = story.ask(IssueTicket(service=SATU, language=language, **more), KIOSK)
    assert isinstance(outcome, tuple), outcome
    return str(outcome[0].token)


def called(story: Story, language: str = "id") -> tuple[str, int]:
    """Token and visit of a ticket that is called to counter 1."""
    if 1 not in story.hall.desks:
        story.sign_on(1)
    token = issued(story, language)
    visit = story.events[-1].what.visit
    story.confirm(visit)
    assert story.call(1) == visit
    return token, visit


def missed(story: Story, language: str = "id") -> tuple[str, int]:
    token, visit = called(story, language)
    story.ask(MarkNoShow(counter=CounterId(1), visit=visit), "counter-1")
    return token, visit


# What it says


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_on_the_page_is_escaped_in_both_languages(language: str) -> None:
    story = Story(evil_mall())
    token = issued(story, language)
    story.confirm(story.events[-1].what.visit)
    status, text = shown(story, token)
    assert status == 200
    assert "<script" not in text
    assert (
        f"{language} &lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;$number&quot; ${{mall}}"
        in text
    )
    # The mall's, the service's, the tenant's, and the zone's where to wait and where the counter is.
    assert text.count(f"{language} &lt;script&gt;") == 5


def test_the_page_of_nothing_is_escaped_too() -> None:
    status, text = shown(Story(evil_mall()), "none")
    assert status == 404
    assert "<script" not in text


def test_what_the_address_says_is_not_repeated(story: Story) -> None:
    token = issued(story)
    for word in ("<script>alert(1)", "did_<b>", "no_<b>", "title", "did_title"):
        assert "<b>" not in shown(story, token, word)[1].partition("<main")[2].partition('class="stops"')[0]
        assert "script" not in shown(story, token, word)[1]


def test_the_page_of_nothing_speaks_both_languages(story: Story) -> None:
    text = shown(story, "none")[1]
    assert WORDS["id"]["gone"] in text
    assert WORDS["en"]["gone"] in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_tells_every_state_in_its_language(language: str) -> None:
    words = WORDS[language]
    story = Story()
    story.sign_on(1)
    token = issued(story, language)
    visit = story.events[-1].what.visit

    def headline(state: State) -> None:
        text = shown(story, token)[1]
        assert story.stop(visit).state is state
        assert f'<p class="headline">{words[state.value].format(counter=1)}</p>' in text
        assert f'<main class="{state.value}">' in text

    headline(State.WAITING)
    assert words["next"] in shown(story, token)[1]
    story.call(1)
    headline(State.CALLED)
    story.start(1)
    headline(State.SERVING)
    story.ask(FinishService(counter=CounterId(1), visit=visit), "counter-1")
    headline(State.FINISHED)
    assert words["thanks"] in shown(story, token)[1]


def test_who_opens_the_page_has_the_number(story: Story) -> None:
    token = issued(story)
    visit = story.events[-1].what.visit
    shown(story, token)
    assert (story.stop(visit).state, story.visit(visit).paper) == (State.WAITING, "seen")
    told = len(story.events)
    shown(story, token)
    assert len(story.events) == told


def test_who_opens_the_page_late_gets_the_place_back(story: Story) -> None:
    token = issued(story)
    first = story.events[-1].what.visit
    second = story.arrive(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert WORDS["id"]["waiting"] in shown(story, token)[1]
    assert story.line(SATU) == [first, second]


def test_after_its_day_a_page_says_that_the_number_was_not_used(story: Story) -> None:
    story.wait(14 * 3_600 - 200)
    token = issued(story)
    story.wait(PRINTING_S_MAX + 1)
    story.wait(200)
    text = shown(story, token)[1]
    assert WORDS["id"]["cancelled_not_confirmed"] in text
    assert forms(text) == []


def test_the_page_says_about_how_many_wait_before(story: Story) -> None:
    for _ in range(3):
        story.arrive(SATU)
    token = issued(story, "en")
    assert "About 3 waiting ahead of you" in shown(story, token)[1]


@pytest.mark.parametrize(("language", "word"), [("id", "LATIHAN"), ("en", "TRAINING")])
def test_training_is_said_on_the_page(story: Story, language: str, word: str) -> None:
    token = issued(story, language)
    assert word in shown(story, token, training=True)[1]
    assert word not in shown(story, token)[1]


def test_a_class_is_shown_as_priority_and_no_more(story: Story) -> None:
    token = issued(story, "en", priority="pregnant")
    text = shown(story, token)[1]
    assert "<span>Priority</span>" in text
    assert "hamil" not in text
    assert "pregnant" not in text
    assert "<span>Priority</span>" not in shown(story, issued(story, "en"))[1]


def test_a_booking_is_shown_with_its_hour() -> None:
    story = Story(small_mall(services={SATU: {"slots": Slots(minutes=30, capacity=1)}}))
    story.ask(BookSlot(service=SATU, slot=EIGHT + timedelta(minutes=30)), "api-1")
    code = story.events[-1].what.code
    story.ask(CheckIn(code=code), KIOSK)
    token = story.events[-1].what.token
    assert "Reservasi pukul 08.30" in shown(story, token)[1]


def test_the_page_of_a_closed_service_says_who_is_still_called(story: Story) -> None:
    token = issued(story)
    shown(story, token)
    story.ask(Close(tenant="anggrek", reason="Listrik padam"), "floor-1")
    text = shown(story, token)[1]
    assert "(Listrik padam)" in text
    assert forms(text) == ["delay"]


def test_who_is_sent_home_by_a_closure_is_told_why_and_no_more_can_be_done(story: Story) -> None:
    token = issued(story)
    shown(story, token)
    story.ask(Close(tenant="anggrek", reason="Listrik <padam>", waiting="end"), "floor-1")
    text = shown(story, token)[1]
    assert WORDS["id"]["cancelled_closed"] in text
    assert "Listrik &lt;padam&gt;" in text
    assert "/cancel" not in text


@pytest.mark.parametrize(("reason", "told"), [("documents", "berkas"), ("visitor", "sudah siap")])
def test_a_parked_visitor_is_told_where_to_report(story: Story, reason: str, told: str) -> None:
    token, visit = called(story)
    story.ask(ParkVisit(counter=CounterId(1), visit=visit, reason=reason), "counter-1")
    text = shown(story, token)[1]
    assert WORDS["id"]["parked"] in text
    assert told in text
    assert "lapor di Loket 1, 3 · Zona A" in text


def test_the_page_speaks_of_the_result_that_is_made_ready(story: Story) -> None:
    token, visit = called(story)
    story.start(1)
    story.ask(FinishService(counter=CounterId(1), visit=visit, outcome="result_later"), "counter-1")
    assert WORDS["id"]["result_later"] in shown(story, token)[1]


@BRIEFLY
@given(story=stories())
def test_whatever_has_become_of_a_visit_its_page_tells(story: Story) -> None:
    for visit in tuple(story.hall.visits.values()):
        assert visit.token is not None
        status, text = shown(story, visit.token)
        assert status == 200
        assert f'<p class="number">{visit.label}</p>' in text
        assert len(stops_of(text)) == len(visit.stops)
        # Every blank was filled in, and with something.
        assert not re.findall(r"{\w+}|None", text.partition("<main")[2])


@BRIEFLY
@given(story=stories())
def test_what_the_page_offers_the_rules_allow(story: Story) -> None:
    for visit in tuple(story.hall.visits.values()):
        assert visit.token is not None
        page = shown(story, visit.token)[1]
        for action in {*forms(page), *re.findall(r"/(cancel)\"", page)}:
            tried = copy(story)
            tried.events = list(story.events)
            assert tap(tried, visit.token, action).endswith(f"?said=did_{action}"), action


# Several stops


def test_all_stops_are_shown_with_their_places_and_states(story: Story) -> None:
    more = (Errand(service=EMPAT), Errand(service=DUA, after=(0,)))
    story.sign_on(1)
    token = issued(story, "en", more=more)
    rows = stops_of(shown(story, token)[1])
    assert [row[0] for row in rows] == ["anggrek.satu (en)", "bakung.empat (en)", "anggrek.dua (en)"]
    assert rows[0][2] == "Counter 1, 3 · Zona A (en)"
    assert rows[1][3] == "Waiting · You will be called soon"
    assert rows[2][3] == "After anggrek.satu (en) is finished"
    story.call(1)
    text = shown(story, token)[1]
    assert "Please go to counter 1" in stops_of(text)[0]
    assert '<p class="headline">Please go to counter 1</p>' in text


def test_who_is_at_a_counter_is_promised_no_other_call_and_offered_no_delay(story: Story) -> None:
    token = issued(story, "en", more=(Errand(service=EMPAT),))
    story.sign_on(1)
    assert forms(shown(story, token)[1]) == ["delay"]
    story.call(1)
    text = shown(story, token)[1]
    assert stops_of(text)[1][3] == "Waiting"
    assert forms(text) == []


def test_a_stop_that_needs_something_says_so_beside_one_that_waits(story: Story) -> None:
    token = issued(story, "en", more=(Errand(service=EMPAT),))
    visit = story.hall.visits[next(iter(story.hall.visits))].id
    shown(story, token)
    story.sign_on(1)
    story.call(1)
    story.ask(ParkVisit(counter=CounterId(1), visit=visit), "counter-1")
    text = shown(story, token)[1]
    assert '<p class="headline">Waiting</p>' in text
    assert any("Complete your documents" in row for row in stops_of(text)[0])


def test_a_transferred_visitor_is_sent_on(story: Story) -> None:
    token, visit = called(story, "en")
    story.ask(TransferVisit(counter=CounterId(1), visit=visit, service=EMPAT), "counter-1")
    rows = stops_of(shown(story, token)[1])
    assert rows[0][-1] == "Passed on to the next service"
    assert rows[1][0] == "bakung.empat (en)"


# What can be done there


def test_who_asks_to_be_called_later_is_behind_others(story: Story) -> None:
    token = issued(story)
    shown(story, token)
    others = [story.arrive(SATU) for _ in range(2)]
    assert WORDS["id"]["did_delay"] in said(story, token, "delay")
    assert story.line(SATU)[:2] == others


def test_nobody_waits_before_themselves(story: Story) -> None:
    shown(story, issued(story, more=(Errand(service=DUA),)))
    visit = story.hall.visits[next(iter(story.hall.visits))]
    story.arrive(SATU)
    sent_back = replace(visit.stops[1], line_time=story.now + timedelta(seconds=1))
    assert before(story.hall, visit, sent_back) == 1


def test_a_double_tap_is_one_delay(story: Story) -> None:
    token = issued(story)
    page = shown(story, token)[1]
    seen = int(re.findall(r"/delay\?seen=(\d+)", page)[0])
    assert tap(story, token, "delay", seen) == tap(story, token, "delay", seen)
    assert story.hall.visits[next(iter(story.hall.visits))].stops[0].delays == 1


def test_who_was_called_later_often_enough_is_told_and_has_no_button(story: Story) -> None:
    token = issued(story)
    shown(story, token)
    for _ in range(2):
        said(story, token, "delay")
    text = said(story, token, "delay")
    assert WORDS["id"]["no_delayed_enough"] in text
    assert forms(text) == []


def test_a_no_show_who_is_back_waits_again(story: Story) -> None:
    token, visit = missed(story)
    page = shown(story, token)[1]
    assert "paling lambat pukul 08.30" in page
    assert forms(page) == ["restore"]
    assert WORDS["id"]["did_restore"] in said(story, token, "restore")
    assert story.stop(visit).state is State.WAITING


def test_a_no_show_who_is_back_too_late_is_told_what_to_do() -> None:
    story = Story(small_mall(policy=Policy(order="line", restore_min=5)))
    token, visit = missed(story, "en")
    story.wait(301)
    page = shown(story, token)[1]
    assert forms(page) == []
    assert WORDS["en"]["too_late_back"] in page
    assert WORDS["en"]["no_too_late"] in said(story, token, "restore")
    assert story.stop(visit).state is State.NO_SHOW


def test_cancelling_is_asked_first(story: Story) -> None:
    token = issued(story)
    assert 'href="/t/' + token + '/cancel"' in shown(story, token)[1]
    asked = ask_page(Kept(story), token).content
    assert "Batalkan nomor A-001?" in asked
    assert forms(asked) == ["cancel"]
    assert WORDS["id"]["ask_note_all"] not in asked
    assert WORDS["id"]["cancelled_visitor"] in said(story, token, "cancel")
    assert story.line(SATU) == []


def test_who_cancels_several_errands_is_told_that_all_of_them_go(story: Story) -> None:
    token = issued(story, more=(Errand(service=EMPAT),))
    shown(story, token)
    assert WORDS["id"]["ask_note_all"] in ask_page(Kept(story), token).content
    tap(story, token, "cancel")
    assert story.line(SATU) == story.line(EMPAT) == []


def test_a_number_that_changed_meanwhile_says_so(story: Story) -> None:
    token, visit = called(story)
    story.start(1)
    for action in ("delay", "restore", "cancel"):
        assert WORDS["id"]["no_wrong_state"] in said(story, token, action)
    assert story.stop(visit).state is State.SERVING


def test_an_officers_cancellation_is_told_as_such(story: Story) -> None:
    token, visit = called(story)
    story.ask(CancelVisit(visit=visit), "counter-1")
    text = shown(story, token)[1]
    assert WORDS["id"]["cancelled_staff"] in text
    assert forms(text) == []


@pytest.mark.parametrize("action", ["delay", "restore", "cancel"])
def test_a_token_that_opens_nothing_does_nothing(story: Story, action: str) -> None:
    told = len(story.events)
    assert asyncio.run(done(Kept(story), "none", action, 0)).status_code == 404
    assert ask_page(Kept(story), "none").status_code == 404
    assert len(story.events) == told


def test_nothing_comes_from_outside_and_no_script_runs(story: Story) -> None:
    answer = asyncio.run(ticket_page(Kept(story), issued(story)))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:|//)", answer.content)


# Its words


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["id"]) == set(WORDS["en"])
    assert {state.value for state in State} <= set(WORDS["id"])


@pytest.mark.parametrize("name", sorted(WORDS["id"]))
def test_both_languages_fill_in_the_same(name: str) -> None:
    blanks = {language: set(re.findall(r"{(\w+)}", words[name])) for language, words in WORDS.items()}
    assert blanks["id"] == blanks["en"]


def stops_of(page: str) -> list[list[str]]:
    """The texts of each stop on the page."""
    items = re.findall(r"<li[^>]*>(.*?)</li>", page)
    return [[unescape(text) for text in re.findall(r">([^<]+)<", item)] for item in items]
