"""What came of the last thing that was done, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from client.language import translate
from kiosk.reception.bookings import grouped
from kiosk.reception.scene import Scene
from kiosk.reception.slips import Mark, Slip
from kiosk.reception.ticket import trouble_text
from protocol.messages import Refused
from protocol.visit import Visit

Tone = Literal["success", "info", "warning", "danger"]


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for the collection of texts to translate, which knows it by this name."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`text` is a text of the context Reception, with `about` in the place of its %1."""

    text: str
    about: str = ""
    tone: Tone = "success"
    trouble: str = ""
    """Of the printer, told behind it: a code that `trouble_text` knows."""


News = Refused | Said


def news_text(news: News | None, scene: Scene) -> str:
    match news:
        case Refused() as refused:
            return scene.why_not(refused)
        case Said(text=text, about=about, trouble=trouble):
            told = translate("Reception", text).replace("%1", about)
            return f"{told} {trouble_text(trouble)}" if trouble else told
        case None:
            return ""


def news_tone(news: News | None) -> Tone:
    return news.tone if isinstance(news, Said) else "danger"


def slip_news(slip: Slip) -> Said:
    """What became of a slip out of sight: a copy, or a number that did not come out."""
    match slip.mark:
        case _ if not slip.copy:
            return Said(text=_MISSED, about=_name(slip), tone="danger")
        case Mark.PRINTED:
            return Said(text=_COPY_OUT, about=_name(slip))
        case Mark.QUESTION:
            return Said(text=_COPY_SENT, about=_name(slip), tone="info")
        case _:
            return Said(text=_NO_COPY, about=_name(slip), tone="danger", trouble=slip.trouble)


def _name(slip: Slip) -> str:
    return slip.of.label if isinstance(slip.of, Visit) else grouped(slip.of.code)


_NO_COPY = QT_TRANSLATE_NOOP("Reception", "No copy of %1 came out.")
_MISSED = QT_TRANSLATE_NOOP("Reception", "%1 was not printed. Tell the visitor, or print a copy.")
_COPY_OUT = QT_TRANSLATE_NOOP("Reception", "The copy of %1 is out.")
_COPY_SENT = QT_TRANSLATE_NOOP("Reception", "The copy of %1 is sent; this printer cannot say more.")
