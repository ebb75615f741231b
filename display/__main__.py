"""The display: shows and speaks the calls. All its wiring."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
import typer
from msgspec import Meta

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
from display.announcer import Announcer
from display.calling import Calling
from display.frames import Frames
from display.model import DisplayModel
from display.player import DevicePlayer
from display.signs import Signs
from display.voice import Voice
from hardware.errors import BadUrl
from hardware.listener import check
from hardware.sign_line import SignLine
from protocol.catalogue import CounterId, Language, ZoneId
from protocol.service import VERSION

APP = f"display {VERSION}"
Voices = Literal["id", "en", "id+en"]
VOICES: dict[Voices, tuple[Language, ...]] = {"id": ("id",), "en": ("en",), "id+en": ("id", "en")}


class DisplaySettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    zone: str = ""
    """Whose calls are shown and spoken; empty: the whole mall's."""
    voice: Voices = "id"
    clips: str = ""
    """A folder of recordings that replace the built-in voice."""
    recordings: str = ""
    """A folder that gets each spoken call as a WAV file."""
    signs: str = ""
    """Address of the line with the LED signs of the counters, e.g. `serial:///dev/ttyUSB0?baud=9600`; empty:
    none. Each sign has its counter's number as its address."""
    signs_at: tuple[CounterId, ...] = ()
    """Numbers of the counters with a sign, e.g. `[8, 14]`; empty: all of the zone."""
    silent_speed: Annotated[float, Meta(gt=0, le=100, examples=[2])] = 1.0
    """Where there is no loudspeaker, a call takes so much less time than its sound; for rehearsals."""


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
    zone: Annotated[str | None, typer.Option("--zone", help="Only this zone's calls.")] = None,
    voice: Annotated[str | None, typer.Option("--voice", help="id, en or id+en.")] = None,
    clips: Annotated[str | None, typer.Option("--clips", help="A folder of recorded words.")] = None,
    recordings: Annotated[
        str | None, typer.Option("--recordings", help="A folder for each spoken call as a WAV file.")
    ] = None,
    signs: Annotated[str | None, typer.Option("--signs", help="Address of the counters' LED signs.")] = None,
) -> None:
    """Show and speak the calls of the hall."""
    options = Options[DisplaySettings].read(
        "display",
        DisplaySettings,
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
        zone=zone,
        voice=voice,
        clips=clips,
        recordings=recordings,
        signs=signs,
    )
    wanted = options.settings
    # First: an address that cannot be used ends it with a word, not with a window.
    if wanted.signs:
        check_signs(options)
    shell = Shell("display", options)
    announcer = Announcer(
        Voice(
            cache=platformdirs.user_cache_path(FOLDER) / "voice",
            folder=Path(wanted.clips) if wanted.clips else None,
        ),
        player=DevicePlayer(),
        folder=Path(wanted.recordings) if wanted.recordings else None,
        speed=wanted.silent_speed,
    )
    led = None
    try:
        link = link_of(shell, app=APP, wall=datetime.now(UTC))
        calling = Calling(announcer, voices=VOICES[wanted.voice], tell=shell.tell)
        zone_id = ZoneId(wanted.zone) if wanted.zone else None
        if wanted.signs:
            led = Signs(
                link=link,
                languages=shell.languages,
                zone=zone_id,
                only=wanted.signs_at,
                open_line=lambda said: SignLine(wanted.signs, on_status=said),
            )
        model = DisplayModel(
            link=link, languages=shell.languages, calling=calling, tell=shell.tell, zone=zone_id
        )
        shell.show("Mall.Display", "Main", {"display": model})
        assert shell.window is not None
        frames = Frames(shell.window, visible=model.visible, seen=model.seen)
        model.called.connect(frames.expect)
        code = shell.run()
    finally:
        if led is not None:
            led.close()
        announcer.close()
    sys.exit(code)


def check_signs(options: Options[DisplaySettings]) -> None:
    """Raises `typer.BadParameter` for an address where no signs can be."""
    try:
        check(options.settings.signs)
    except BadUrl as error:
        raise typer.BadParameter(f"{options.source_of('signs')}: {error}") from error


if __name__ == "__main__":
    run_command("display", main)
