"""The visitor's page, whatever stands in the catalogue."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from protocol.catalogue import Catalogue, CounterId, Text
from protocol.hall import State
from protocol.messages import Command, DeviceId, FinishService, IssueTicket, MarkNoShow, Refused
from server.api import Unanswered
from server.engine import PRINTING_S_MAX
from server.pages.ticket import WORDS, page
from server.tickets import Tickets
from tests.server.mall import SATU, small_mall
from tests.server.story import KIOSK, Story

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


class Kept:
    """What the page asks of the server, kept by a story."""

    def __init__(self, story: Story, training: bool) -> None:
        self.story = story
        self.tickets = Tickets(story.hall)
        self.identity = SimpleNamespace(training=training)

    @property
    def hub(self) -> Any:
        return SimpleNamespace(committed=self.story.hall)

    async def decide(self, command: Command, device: DeviceId, place: str, key: str | None) -> None:
        assert (place, key) == ("", None)
        outcome = self.story.ask(command, device)
        if isinstance(outcome, Refused):
            raise Unanswered(outcome)


def shown(story: Story, token: str, training: bool = False) -> tuple[int, str]:
    """Status and page that a token opens."""
    api: Any = Kept(story, training)
    answer = asyncio.run(page(api).fn(token))
    return answer.status_code or 200, answer.content


def issued(story: Story, language: str) -> str:
    story.ask(IssueTicket(service=SATU, language=language), KIOSK)
    return str(story.events[-1].what.token)


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
    # The mall's, the zone's, the service's and the tenant's name.
    assert text.count(f"{language} &lt;script&gt;") == 4


def test_the_page_of_nothing_is_escaped_too() -> None:
    status, text = shown(Story(evil_mall()), "none")
    assert status == 404
    assert "<script" not in text


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
        assert words[state.value].format(counter=1) in text

    headline(State.WAITING)
    assert words["next"] in shown(story, token)[1]
    story.call(1)
    headline(State.CALLED)
    story.start(1)
    headline(State.SERVING)
    story.ask(FinishService(counter=CounterId(1), visit=visit), "counter-1")
    headline(State.FINISHED)


def test_who_opens_the_page_has_the_number(story: Story) -> None:
    token = issued(story, "id")
    visit = story.events[-1].what.visit
    shown(story, token)
    assert (story.stop(visit).state, story.visit(visit).paper) == (State.WAITING, "seen")
    told = len(story.events)
    shown(story, token)
    assert len(story.events) == told


def test_who_opens_the_page_late_gets_the_place_back(story: Story) -> None:
    token = issued(story, "id")
    first = story.events[-1].what.visit
    second = story.arrive(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert WORDS["id"]["waiting"] in shown(story, token)[1]
    assert story.line(SATU) == [first, second]


def test_after_its_day_a_page_says_that_the_number_is_void(story: Story) -> None:
    story.wait(14 * 3_600 - 200)
    token = issued(story, "id")
    story.wait(PRINTING_S_MAX + 1)
    story.wait(200)
    assert WORDS["id"]["cancelled"] in shown(story, token)[1]


def test_who_did_not_come_is_told_whom_to_ask() -> None:
    story = Story()
    story.sign_on(1)
    token = issued(story, "id")
    visit = story.events[-1].what.visit
    story.confirm(visit)
    story.call(1)
    story.ask(MarkNoShow(counter=CounterId(1), visit=visit), "counter-1")
    assert WORDS["id"]["no_show"] in shown(story, token)[1]


def test_the_page_says_about_how_many_wait_before() -> None:
    story = Story()
    for _ in range(3):
        story.arrive(SATU)
    token = issued(story, "en")
    story.confirm(story.events[-1].what.visit)
    assert "About 3 waiting ahead of you" in shown(story, token)[1]


@pytest.mark.parametrize(("language", "word"), [("id", "LATIHAN"), ("en", "TRAINING")])
def test_training_is_said_on_the_page(language: str, word: str) -> None:
    story = Story()
    token = issued(story, language)
    assert word in shown(story, token, training=True)[1]
    assert word not in shown(story, token)[1]


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["id"]) == set(WORDS["en"])
    assert {state.value for state in State} <= set(WORDS["id"])
