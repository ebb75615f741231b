from __future__ import annotations

from server.engine import ENDED_KEPT_S, PRINTING_S_MAX
from server.tickets import Tickets
from tests.server.mall import EMPAT, SATU
from tests.server.story import Story


def test_a_token_opens_its_visit_until_that_is_forgotten(story: Story) -> None:
    tickets = Tickets(story.hall)
    first = story.issued(SATU)
    story.now = story.now.replace(minute=30)
    second = story.issued(EMPAT)
    assert second.token
    tickets.follow(tuple(story.events))
    assert (tickets.find(str(first.token)), tickets.find(second.token)) == (first.visit, second.visit)
    assert tickets.find("") is None
    told = len(story.events)
    story.wait(PRINTING_S_MAX + 1)
    story.wait(ENDED_KEPT_S + 1)
    assert not story.hall.visits
    tickets.follow(tuple(story.events[told:]))
    assert (tickets.find(str(first.token)), tickets.find(second.token)) == (None, None)


def test_after_a_restart_the_tokens_of_those_who_are_there_open(story: Story) -> None:
    ticket = story.issued(SATU)
    assert Tickets(story.hall).find(str(ticket.token)) == ticket.visit


def test_forgetting_who_came_without_a_token_is_no_harm(story: Story) -> None:
    tickets = Tickets(story.hall)
    story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    story.wait(ENDED_KEPT_S + 1)
    tickets.follow(tuple(story.events[2:]))
    assert tickets.find("token-1") is None
