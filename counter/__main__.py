"""The officer's app: `python -m counter`."""

from __future__ import annotations

import sys
import time
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
from client.settings import FOLDER
from counter.devices import Devices
from counter.memory import recall
from counter.model import CounterModel
from counter.settings import CounterSettings, KeypadOption, SignOption, check_devices
from counter.sign import Sign
from counter.sign_on import SignOnModel
from counter.work import WorkModel
from protocol.catalogue import CounterId
from protocol.service import VERSION


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
    keypad: KeypadOption = None,
    sign: SignOption = None,
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
        keypad=keypad,
        sign=sign,
    )
    # First: an address that cannot be used ends it with a word, not with a window.
    check_devices(options)
    shell = Shell("counter", options)
    link = link_of(shell, app=f"counter {VERSION}", wall=datetime.now(UTC))
    memory = (
        platformdirs.user_state_path(FOLDER) / f"counter-{quote(options.settings.instance, safe='')}.json"
    )
    seats = SignOnModel(
        link=link,
        languages=shell.languages,
        tell=shell.tell,
        memory=memory,
        counter=counter,
        officer=officer,
        at_once=sign_on,
    )
    work = WorkModel(link=link, languages=shell.languages, tell=shell.tell)
    devices = Devices(keypad=options.settings.keypad, sign=options.settings.sign)
    model = CounterModel(
        link=link,
        languages=shell.languages,
        sign_on=seats,
        work=work,
        devices=devices,
        clock=time.monotonic,
    )
    over_counter = Sign(
        link=link,
        show=devices.show,
        language=options.settings.language,
        counter=recall(memory).counter if counter is None else CounterId(counter),
        idle=options.settings.sign_idle,
    )
    model.ticked.connect(over_counter.refresh)
    shell.show("Mall.Counter", "Main", {"counter": model})
    try:
        code = shell.run()
    finally:
        over_counter.close()
        devices.close()
    sys.exit(code)


if __name__ == "__main__":
    run_command("counter", main)
