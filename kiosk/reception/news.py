"""What came of the last thing that was done, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from client.language import translate
from kiosk.reception.scene import Scene
from protocol.messages import Refused

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


News = Refused | Said


def news_text(news: News | None, scene: Scene) -> str:
    match news:
        case Refused() as refused:
            return scene.why_not(refused)
        case Said(text=text, about=about):
            return translate("Reception", text).replace("%1", about)
        case None:
            return ""


def news_tone(news: News | None) -> Tone:
    return news.tone if isinstance(news, Said) else "danger"
