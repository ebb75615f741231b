"""The officer's app: `python -m counter`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

import platformdirs
import typer

from client.app import (
    AddressOption,
    AtOption,
    FullscreenOption,
    InstanceOption,
    JsonOption,
    LanguageOption,
    Options,
    RemoteOption,
    SettingsOption,
    Shell,
    SizeOption,
    TokenOption,
    link_of,
    run_command,
)
from client.settings import FOLDER, Settings
from counter.model import CounterModel
from counter.sign_on import SignOnModel
from counter.work import WorkModel
from protocol.service import VERSION


class CounterSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A counter is a window among others on the officer's desk, unless told otherwise."""

    fullscreen: bool = False


def main(
    instance: InstanceOption = None,
    token: TokenOption = None,
    settings: SettingsOption = None,
    address: AddressOption = None,
    language: LanguageOption = None,
    fullscreen: FullscreenOption = None,
    size: SizeOption = None,
    at: AtOption = None,
    remote: RemoteOption = False,
    as_json: JsonOption = False,
    counter: Annotated[int | None, typer.Option("--counter", help="Counter to choose beforehand.")] = None,
    officer: Annotated[str, typer.Option("--officer", help="Officer's name to fill in.")] = "",
    sign_on: Annotated[bool, typer.Option("--sign-on", help="Sign on with these at once.")] = False,
) -> None:
    """Call, serve and finish visitors at one counter."""
    options = Options[CounterSettings].read(
        "counter",
        CounterSettings,
        file=settings,
        remote=remote,
        as_json=as_json,
        instance=instance,
        token=token,
        address=address,
        language=language,
        fullscreen=fullscreen,
        size=size,
        at=at,
    )
    shell = Shell("counter", options)
    link = link_of(shell, app=f"counter {VERSION}", wall=datetime.now(UTC))
    seats = SignOnModel(
        link=link,
        languages=shell.languages,
        tell=shell.tell,
        memory=platformdirs.user_state_path(FOLDER)
        / f"counter-{quote(options.settings.instance, safe='')}.json",
        counter=counter,
        officer=officer,
        at_once=sign_on,
    )
    work = WorkModel(link=link, languages=shell.languages, tell=shell.tell)
    model = CounterModel(link=link, languages=shell.languages, sign_on=seats, work=work)
    shell.show("Mall.Counter", "Main", {"counter": model})
    sys.exit(shell.run())


if __name__ == "__main__":
    run_command("counter", main)
