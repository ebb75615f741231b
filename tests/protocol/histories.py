"""Random histories of a small mall, for properties: what a day's events may be."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from protocol.catalogue import CounterId
from protocol.messages import (
    ConfirmTicket,
    FinishService,
    MarkNoShow,
    Recall,
    StartService,
    TakeBack,
)
from tests.server.mall import SERVED, SERVICES
from tests.server.story import Story

BRIEFLY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    # To explain a failure takes minutes here, to make it small does not.
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
"""For every property of the protocol: the same examples each time."""
KIOSKS = ("kiosk-1", "kiosk-2")
COUNTERS = tuple(SERVED)
STEPS_MIN, STEPS_MAX = 15, 80

ACTIONS = {
    "start": StartService,
    "finish": FinishService,
    "miss": MarkNoShow,
    "take back": TakeBack,
    "recall": Recall,
}

work = st.tuples(st.just("work"), st.sampled_from(COUNTERS), st.sampled_from((*ACTIONS, "sign off")))
arrive = st.tuples(st.just("arrive"), st.sampled_from(SERVICES), st.sampled_from(KIOSKS))
steps = st.one_of(
    arrive,
    arrive,
    work,
    work,
    work,
    st.tuples(st.just("issue"), st.sampled_from(SERVICES), st.sampled_from(KIOSKS)),
    st.tuples(st.just("confirm"), st.integers(0, 20), st.just("")),
    st.tuples(st.just("sign on"), st.sampled_from(COUNTERS), st.sampled_from(("Ani", "Budi", "Citra"))),
    st.tuples(st.just("wait"), st.sampled_from((1, 1, 1, 130, 130, 1_900, 15 * 3_600)), st.just("")),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A day or several; commands that are refused leave no event."""
    story = Story()
    if draw(st.sampled_from((True, True, False))):
        for counter in COUNTERS:
            story.sign_on(counter)
    for what, which, who in draw(st.lists(steps, min_size=STEPS_MIN, max_size=STEPS_MAX)):
        tell(story, what, which, who)
    return story


def tell(story: Story, what: str, which: object, who: str) -> None:
    match what, which:
        case "arrive", str(service):
            story.arrive(service, who)
        case "issue", str(service):
            story.issue(service, who)
        case "confirm", int(pick):
            visits = sorted(story.hall.visits)
            if visits:
                visit = story.hall.visits[visits[pick % len(visits)]]
                story.ask(ConfirmTicket(visit=visit.id, paper="seen"), visit.issuer)
        case "sign on", int(counter):
            story.sign_on(counter, who)
        case "wait", int(seconds):
            story.wait(seconds)
        case _, int(counter):
            at_work(story, counter, who)


def at_work(story: Story, counter: int, what: str) -> None:
    """Sign on if nobody sits there, call if nobody is there, and act."""
    if CounterId(counter) not in story.hall.desks:
        story.sign_on(counter)
        return
    if story.desk(counter).visit is None:
        story.call(counter)
    if what == "sign off":
        story.sign_off(counter)
    elif story.desk(counter).visit is not None:
        if what == "finish":
            story.start(counter)
        kind = ACTIONS[what]
        story.ask(kind(counter=CounterId(counter), visit=story.before(counter)), f"counter-{counter}")
