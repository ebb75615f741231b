"""What the counter's computer is told beyond the rest, and the devices that hang on it."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec import Meta

from client.app import Options
from client.settings import Settings
from hardware.errors import BadUrl
from hardware.listener import check
from hardware.signboard import TEXT_CHARACTERS_MAX

KeypadOption = Annotated[
    str | None, typer.Option("--keypad", help="Address of the call keypad, e.g. serial:///dev/ttyUSB0.")
]
SignOption = Annotated[
    str | None, typer.Option("--sign", help="Address of the LED sign's line, e.g. serial:///dev/ttyUSB1.")
]


class CounterSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A counter is a window among others on the officer's desk, unless told otherwise."""

    fullscreen: bool = False
    keypad: str = ""
    """Address of the call keypad, e.g. `serial:///dev/ttyUSB0`; empty: there is none."""
    sign: str = ""
    """Address of the line of the LED sign over the counter, e.g. `serial:///dev/ttyUSB1?baud=19200`, or with
    `?status=no` for signs that never answer; empty: there is none."""
    sign_idle: Annotated[str, Meta(max_length=TEXT_CHARACTERS_MAX, examples=["LOKET 12"])] = ""
    """What the sign shows while nobody is called; empty: the counter's number."""


def check_devices(options: Options[CounterSettings]) -> None:
    """Raises `typer.BadParameter` for an address that cannot be used."""
    for key, url in (("keypad", options.settings.keypad), ("sign", options.settings.sign)):
        try:
            if url:
                check(url)
        except BadUrl as error:
            raise typer.BadParameter(f"{options.source_of(key)}: {error}") from error
