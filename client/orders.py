"""What can be asked of an app's window by lines on its standard input, one JSON object a line.

`{"id": 7, "order": "tap", "item": "take-number"}` is answered on standard output by `{"id": 7, "ok": true}`
or `{"id": 7, "ok": false, "error": "…"}`. Lines with an `event` come unasked. Every line has `t`: the
machine's monotonic clock in seconds when it was written. The end of the input ends the app. Items are named
by their `objectName`.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from protocol.catalogue import Language

WAIT_S_MAX = 600.0
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Pixels = Annotated[int, Meta(ge=1, le=10_000)]


class Numbered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="order"):
    id: int | str | None = None
    """Comes back with the answer."""


class Tap(Numbered, frozen=True, kw_only=True, tag="tap"):
    """Press and release at the middle of the item; an error if a person could not."""

    item: Name


class Reveal(Numbered, frozen=True, kw_only=True, tag="reveal"):
    """Scroll until the item can be seen."""

    item: Name


class Type(Numbered, frozen=True, kw_only=True, tag="type"):
    """On the keyboard, into what has the focus."""

    text: Annotated[str, Meta(max_length=1_000)]


class Key(Numbered, frozen=True, kw_only=True, tag="key"):
    """One key with its modifiers as Qt writes them: `F2`, `Return`, `Ctrl+S`."""

    key: Name


class Read(Numbered, frozen=True, kw_only=True, tag="read"):
    """Answered with `value`."""

    item: Name
    property: Name = "text"


class Wait(Numbered, frozen=True, kw_only=True, tag="wait"):
    """Answered as soon as the item is visible and, if `equals` is given, its property equals that."""

    item: Name
    property: Name = "text"
    equals: object | UnsetType = UNSET
    timeout_s: Annotated[float, Meta(gt=0, le=WAIT_S_MAX)] = 10.0


class Shot(Numbered, frozen=True, kw_only=True, tag="shot"):
    """The window as it looks, into a PNG file."""

    file: Name


class Resize(Numbered, frozen=True, kw_only=True, tag="resize"):
    width: Pixels
    height: Pixels


class SwitchLanguage(Numbered, frozen=True, kw_only=True, tag="language"):
    language: Language


class State(Numbered, frozen=True, kw_only=True, tag="state"):
    """Answered with `state`: what the view-model reports of itself."""


class Quit(Numbered, frozen=True, kw_only=True, tag="quit"):
    pass


Order = Tap | Reveal | Type | Key | Read | Wait | Shot | Resize | SwitchLanguage | State | Quit


class Marked(Struct, frozen=True, kw_only=True):
    """What can still be told of a line that is no order."""

    id: int | str | None = None
