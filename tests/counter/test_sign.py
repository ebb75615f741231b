"""What the sign over the counter is told."""

from __future__ import annotations

from client.link import LinkState
from client.sign_faces import BLINK_S
from counter.sign import Sign
from hardware.signboard import DARK, Face
from protocol.catalogue import CounterId
from protocol.messages import EndDay
from tests.counter.stage import Stage


class Seen:
    """What a stage's sign shows, by counter. A second one: the app was started again."""

    def __init__(self, stage: Stage, *, counter: int | None = 1, idle: str = "") -> None:
        self.stage = stage
        self.faces: dict[int, Face] = {}
        self.sign = Sign(
            link=stage.link,
            show=self.faces.__setitem__,
            language="id",
            counter=None if counter is None else CounterId(counter),
            idle=idle,
        )

    def after(self, seconds: float = 0.0) -> Face:
        self.stage.link.pass_time(seconds)
        self.sign.refresh()
        return self.faces[1]


def idle(text: str) -> Face:
    return Face(text=text, mode="idle")


def test_the_sign_follows_the_counter(called: Stage) -> None:
    seen = Seen(called)
    assert seen.after() == Face(text="A-001", mode="blinking")
    assert seen.after(BLINK_S) == Face(text="A-001", mode="steady")
    called.do("recall")
    assert seen.after() == Face(text="A-001", mode="blinking")
    called.do("start")
    assert seen.after() == Face(text="A-001", mode="steady")
    called.do("finish")
    assert seen.after() == idle("LOKET 1")
    called.choose("more", "break", "break-prayer")
    assert seen.after() == idle("ISTIRAHAT")
    called.do("end_break", "sign_off")
    assert seen.after() == idle("TUTUP")


def test_a_number_is_shown_with_the_event_and_not_a_tick_later(called: Stage) -> None:
    seen = Seen(called)
    called.do("start", "finish", "call_next")
    assert seen.faces[1] == Face(text="A-002", mode="blinking")


def test_an_app_that_is_started_again_shows_what_was_shown(called: Stage) -> None:
    called.do("start")
    before = Seen(called).after()
    assert Seen(called, counter=None).after() == before == Face(text="A-001", mode="steady")


def test_before_anybody_sits_there_the_sign_of_the_last_counter_says_closed(stage: Stage) -> None:
    stage.open()
    assert Seen(stage).after() == idle("TUTUP")
    nowhere = Seen(stage, counter=None)
    nowhere.sign.refresh()
    assert nowhere.faces == {}


def test_a_counter_that_was_left_for_another_says_closed(stage: Stage) -> None:
    seen = Seen(stage, counter=None)
    stage.seated(1)
    stage.do("sign_off")
    stage.seated(2)
    assert (seen.after(), seen.faces[2]) == (idle("TUTUP"), idle("LOKET 2"))


def test_the_idle_text_is_the_malls_own_where_it_has_one(called: Stage) -> None:
    seen = Seen(called, idle="Selamat datang")
    assert seen.after() == Face(text="A-001", mode="blinking")
    called.do("start", "finish")
    assert seen.after() == idle("SELAMAT")
    called.choose("more", "break", "break-rest")
    assert seen.after() == idle("ISTIRAHAT")
    called.do("end_break", "sign_off")
    assert seen.after() == idle("TUTUP")


def test_an_app_that_ends_leaves_no_number_behind(called: Stage) -> None:
    seen = Seen(called)
    assert seen.after() == Face(text="A-001", mode="blinking")
    seen.sign.close()
    called.do("recall")
    assert seen.after() == DARK


def test_the_sign_follows_what_others_do_to_the_counter(called: Stage) -> None:
    seen = Seen(called)
    called.do("start")
    called.choose("transfer", "service-pdam.sambungan", "anyone")
    assert seen.faces[1] == idle("LOKET 1")
    called.do("call_next")
    assert seen.faces[1] == Face(text="A-002", mode="blinking")
    called.ask(EndDay(), role="floor", place="")
    assert seen.faces[1] == idle("TUTUP")


def test_a_server_that_is_away_leaves_the_number_where_it_is(called: Stage) -> None:
    seen = Seen(called)
    called.link.go(LinkState.LOST)
    assert seen.after(BLINK_S) == Face(text="A-001", mode="steady")
