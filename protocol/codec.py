"""The only place that knows JSON: frames on the wire, events and checkpoints in the journal.

Whatever comes in is checked here, once, against the types of the messages.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from protocol.frames import FRAME_BYTES_MAX, FromApp, FromServer
from protocol.messages import SCHEMA, Command, Event, Reason, Refused


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    schema: int


class Greeting(msgspec.Struct, frozen=True, kw_only=True):
    protocol: str


_greeting: msgspec.json.Decoder[Greeting] = msgspec.json.Decoder(Greeting)
_from_app: msgspec.json.Decoder[FromApp] = msgspec.json.Decoder(FromApp)
_from_server: msgspec.json.Decoder[FromServer] = msgspec.json.Decoder(FromServer)
_command: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
_event: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_stamp: msgspec.json.Decoder[Stamp] = msgspec.json.Decoder(Stamp)
_encoder = msgspec.json.Encoder()
T = TypeVar("T")


def encode(message: FromApp | FromServer | Event | msgspec.Struct) -> bytes:
    return _encoder.encode(message)


def from_app(frame: str | bytes) -> FromApp | Refused:
    """A frame of an app, or why it is none."""
    if isinstance(frame, bytes):
        return Refused(reason=Reason.NOT_TEXT)
    # Cheap first: a character is one byte at least.
    if len(frame) > FRAME_BYTES_MAX or len(frame.encode("utf-8", "surrogatepass")) > FRAME_BYTES_MAX:
        return Refused(reason=Reason.TOO_LARGE, about=f"{FRAME_BYTES_MAX} bytes at most")
    try:
        return _from_app.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Refused(reason=Reason.MALFORMED, about=str(error))


def command_of(body: bytes) -> Command | Refused:
    """A command by itself, or why it is none."""
    try:
        return _command.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Refused(reason=Reason.MALFORMED, about=str(error))


def protocol_of(frame: str | bytes) -> str | None:
    """The version that a hello speaks, even where the rest of it cannot be read; None if it is no hello."""
    try:
        return _greeting.decode(frame).protocol
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def from_server(frame: str | bytes) -> FromServer:
    """A frame of the server. Raises `Unreadable` where it is of another version."""
    try:
        return _from_server.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def event_of(body: bytes) -> Event:
    """An event as the journal holds it. Raises `Unreadable`."""
    try:
        if schema_of(body) < SCHEMA:
            return msgspec.convert(_as_now(msgspec.json.decode(body)), Event, strict=False)
        return _event.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def _as_now(event: dict[str, Any]) -> dict[str, Any]:
    """An event of an older schema in today's words."""
    what = event.get("what")
    match what:
        # Schema 1 knew one rule of the line, and said it as a word.
        case {"why": str() as rule}:
            what = {**what, "why": {"rule": rule}}
        case _:
            pass
    return {**event, "schema": SCHEMA, "what": what}


def schema_of(body: bytes) -> int:
    """By which version of the events it was written, even where the rest cannot be read.

    Raises `Unreadable`.
    """
    try:
        return _stamp.decode(body).schema
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Unreadable(str(error)) from error


def decode(body: bytes, kind: type[T]) -> T:
    """Raises `Unreadable`, naming the field and what was expected there."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(str(error)) from error


class Unreadable(Exception):
    """Bytes that are no message of this version; says where and what was expected."""
