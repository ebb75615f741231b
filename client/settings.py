"""What an app is told before it starts: a TOML file, and over it the command line.

The file lies where the operating system keeps settings, or where `--settings` says. An app with settings of
its own subclasses `Settings`; every key is checked, and an error names the file and the key.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, TypeVar, cast
from urllib.parse import quote

import msgspec.inspect
import platformdirs
from msgspec import Meta, Struct

from client.address import AddressUnreadable, parse
from protocol.catalogue import Language
from protocol.service import INSTANCE_DEFAULT

FOLDER = "antrean"
S = TypeVar("S", bound="Settings")


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every app can be told."""

    instance: Annotated[str, Meta(min_length=1, max_length=40)] = INSTANCE_DEFAULT
    """Which mall on this network; servers of another instance are not joined."""
    token: Annotated[str, Meta(max_length=200)] = ""
    """This device's secret, given when it was enrolled."""
    address: str = ""
    """`HOST:PORT` of the server for networks where it cannot be found by itself; empty: none."""
    language: Language = "id"
    fullscreen: bool = True
    size: Annotated[str, Meta(pattern=r"^(\d{2,5}x\d{2,5})?$", examples=["1280x800"])] = ""
    """`WxH` in pixels of a window; empty: the screen, or what the app thinks fit."""
    at: Annotated[str, Meta(pattern=r"^(-?\d{1,5},-?\d{1,5})?$", examples=["20,40"])] = ""
    """`X,Y` in pixels of the upper left corner of a window; empty: where the desktop puts it."""
    renderer: Literal["software", "hardware"] = "software"
    """Software draws alike everywhere in little memory; hardware is needed for video only."""

    @staticmethod
    def load(path: Path | None, kind: type[S], **over: object) -> S:
        """The settings of a file, with those of `over` that are not None in their place.

        Without a path there are only the defaults. Raises `SettingsError`.
        """
        written: dict[str, object] = {}
        if path is not None:
            try:
                written = tomllib.loads(path.read_text("utf-8"))
            except OSError as error:
                raise SettingsError(f"{path}: {error.strerror}") from error
            except (UnicodeError, tomllib.TOMLDecodeError) as error:
                raise SettingsError(f"{path}: {error}") from error
            _convert(written, kind, str(path))
        given = {key: value for key, value in over.items() if value is not None}
        return _convert({**written, **given}, kind, "command line")

    @property
    def width_height(self) -> tuple[int, int] | None:
        if not self.size:
            return None
        width, _, height = self.size.partition("x")
        return int(width), int(height)

    @property
    def x_y(self) -> tuple[int, int] | None:
        if not self.at:
            return None
        x, _, y = self.at.partition(",")
        return int(x), int(y)


class SettingsError(ValueError):
    """A setting that cannot be used; names the file and the key."""


def place_of(name: str) -> Path:
    """Where the app of this name looks for its settings."""
    return platformdirs.user_config_path(FOLDER) / f"{name}.toml"


def file_of(name: str) -> Path | None:
    """Where the app of this name has its settings, if there are any."""
    path = place_of(name)
    return path if path.exists() else None


def last_good_file(instance: str) -> Path:
    """Where the apps of this machine keep the last address at which the instance answered."""
    return platformdirs.user_state_path(FOLDER) / f"address-{quote(instance, safe='')}"


def _convert(written: dict[str, object], kind: type[S], source: str) -> S:
    try:
        settings = msgspec.convert(written, kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        key = where.rstrip("`")
        said = f"{key}: {_expected(kind, key) or what}" if key else what
        raise SettingsError(f"{source}: {said}") from error
    if settings.address:
        try:
            parse(settings.address)
        except AddressUnreadable as error:
            raise SettingsError(f"{source}: address: {error}") from error
    return settings


def _expected(kind: type[Settings], key: str) -> str:
    """What a person may write there, where there is a choice or an example of it."""
    struct = msgspec.inspect.type_info(kind)
    assert isinstance(struct, msgspec.inspect.StructType)
    for field in struct.fields:
        match field.type:
            case msgspec.inspect.LiteralType(values=values) if field.encode_name == key:
                return f"expected {' or '.join(map(str, values))}"
            case msgspec.inspect.Metadata() as described if field.encode_name == key:
                extra = cast("dict[str, list[str]]", described.extra_json_schema or {})
                examples = extra.get("examples", [""])
                return f"expected something like {examples[0]}"
            case _:
                pass
    return ""
