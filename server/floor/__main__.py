"""`./mall floor`: the floor manager's commands, from any machine that reaches the server."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn
from zoneinfo import ZoneInfo

import typer

from protocol import codec
from protocol.catalogue import CounterId, ServiceId, TenantId
from protocol.messages import Close, Command, ConfirmClock, DecideClosure, EndDay, FreeCounter, Reopen
from protocol.visit import ClosureId
from server.answers import LOG_COUNT_MAX, FloorDevices, FloorState, Happened
from server.floor.devices import told
from server.floor.line import FloorError, RefusalError, line_to, read
from server.floor.table import show, show_devices
from server.floor.words import lines, refusal_text, what

URL_DEFAULT = "http://127.0.0.1:8642"
REFUSED_EXIT = 1
TROUBLE_EXIT = 2
UrlOption = Annotated[str, typer.Option("--url", help="Where the server listens.")]
TokenOption = Annotated[
    Path, typer.Option("--token-file", envvar="ANTREAN_FLOOR_TOKEN_FILE", help="File with a floor token.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")]
ReasonOption = Annotated[str, typer.Option(help="Why; the log and the screens say so.")]
ClosureArgument = Annotated[int, typer.Argument(help="Number of the closure, as `state` lists it.", min=1)]

cli = typer.Typer(add_completion=False, help="The floor manager's commands.", no_args_is_help=True)


@cli.command("state")
def state_command(token_file: TokenOption, url: UrlOption = URL_DEFAULT, as_json: JsonOption = False) -> None:
    """Open counters, who waits, what is shut, the clock."""
    with saying(as_json):
        answer = line_to(url, token_file).state()
        say_json(answer) if as_json else show(read(answer, FloorState))


@cli.command("devices")
def devices_command(
    token_file: TokenOption,
    language: Annotated[Literal["id", "en"], typer.Option(help="id or en.")] = "id",
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Who is connected and how their printers, keypads, signs and scanners are; trouble first."""
    with saying(as_json):
        answer = line_to(url, token_file).devices()
        if as_json:
            say_json(answer)
        else:
            show_devices(told(read(answer, FloorDevices), language), language)


@cli.command("log")
def log_command(
    token_file: TokenOption,
    last: Annotated[int, typer.Option(help="So many events.", min=1, max=LOG_COUNT_MAX)] = 50,
    why: Annotated[bool, typer.Option("--why", help="Calls alone, with their reasons.")] = False,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Who did what, and why a number was called."""
    with saying(as_json):
        answer = line_to(url, token_file).log(last)
        text = "\n".join(lines(read(answer, Happened), calls_only=why))
        say_json(answer) if as_json else typer.echo(text)


@cli.command("free")
def free_command(
    counter: Annotated[int, typer.Argument(help="Number of the counter.", min=1)],
    reason: ReasonOption,
    token_file: TokenOption,
    serving: Annotated[
        Literal["finished", "parked"] | None, typer.Option(help="What becomes of a visit being served.")
    ] = None,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Sign an absent officer off; a called visit returns to its place."""
    command = FreeCounter(counter=CounterId(counter), reason=reason, serving=serving)
    carry_out(command, url, token_file, as_json)


@cli.command("close")
def close_command(
    tenant: Annotated[str, typer.Argument(help="E.g. dukcapil.")],
    reason: ReasonOption,
    token_file: TokenOption,
    service: Annotated[str, typer.Option(help="One service alone, e.g. dukcapil.ktp-rekam.")] = "",
    until: Annotated[str, typer.Option(help="HH:MM today, or YYYY-MM-DDTHH:MM; the mall's time.")] = "",
    waiting: Annotated[
        Literal["stay", "end"], typer.Option(help="Those who wait are still called, or told that it is over.")
    ] = "stay",
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Give no numbers for a while."""
    with saying(as_json):
        line = line_to(url, token_file)
        command = Close(
            tenant=TenantId(tenant),
            service=ServiceId(service) if service else None,
            reason=reason,
            until=instant(until, read(line.state(), FloorState)) if until else None,
            waiting=waiting,
        )
        say(line.do(command), as_json)


@cli.command("approve")
def approve_command(
    closure: ClosureArgument,
    token_file: TokenOption,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """A closure that an officer asked for takes effect."""
    carry_out(DecideClosure(closure=ClosureId(closure), approved=True), url, token_file, as_json)


@cli.command("reject")
def reject_command(
    closure: ClosureArgument,
    token_file: TokenOption,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """It does not."""
    carry_out(DecideClosure(closure=ClosureId(closure), approved=False), url, token_file, as_json)


@cli.command("reopen")
def reopen_command(
    closure: ClosureArgument,
    token_file: TokenOption,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """A closure is over."""
    carry_out(Reopen(closure=ClosureId(closure)), url, token_file, as_json)


@cli.command("end-day")
def end_day_command(
    token_file: TokenOption,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked once more.")] = False,
    url: UrlOption = URL_DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """End the day before its hour: whoever still waits is told that it is over."""
    if not yes:
        # Asked on stderr, so that stdout holds nothing but the answer.
        typer.confirm("End the day for everybody who still waits?", abort=True, err=True)
    carry_out(EndDay(), url, token_file, as_json)


@cli.command("confirm-clock")
def confirm_clock_command(
    token_file: TokenOption, url: UrlOption = URL_DEFAULT, as_json: JsonOption = False
) -> None:
    """The server's clock jumped, was looked at, and is right: days may turn again."""
    carry_out(ConfirmClock(), url, token_file, as_json)


def carry_out(command: Command, url: str, token_file: Path, as_json: bool) -> None:
    with saying(as_json):
        say(line_to(url, token_file).do(command), as_json)


def instant(until: str, state: FloorState) -> datetime:
    """A time on the mall's wall, of today unless it says a date; it must be to come. Raises `FloorError`."""
    zone = ZoneInfo(state.timezone)
    now = state.now.astimezone(zone)
    written = f"{now.date()}T{until}" if re.fullmatch(r"[0-9]{2}:[0-9]{2}", until) else until
    try:
        at = datetime.strptime(written, "%Y-%m-%dT%H:%M").replace(tzinfo=zone)
    except ValueError:
        raise FloorError(f"--until: HH:MM or YYYY-MM-DDTHH:MM, got {until!r}") from None
    if at <= now:
        raise FloorError(f"--until: a time to come; at the mall it is {now:%Y-%m-%dT%H:%M}")
    return at


def say(answer: bytes, as_json: bool) -> None:
    """What has happened."""
    if as_json:
        say_json(answer)
        return
    happened = read(answer, Happened)
    for event in happened.events:
        typer.echo(what(event, happened))


def say_json(answer: bytes) -> None:
    typer.echo(answer.decode("utf-8"))


@contextmanager
def saying(as_json: bool) -> Generator[None]:
    """What went wrong is said in a line on stderr; a refusal with --json also as the value on stdout."""
    try:
        yield
    except RefusalError as error:
        if as_json:
            typer.echo(f'{{"refused":{codec.encode(error.refused).decode()}}}')
        fail(refusal_text(error.refused), REFUSED_EXIT)
    except FloorError as error:
        fail(str(error), TROUBLE_EXIT)


def fail(text: str, code: int) -> NoReturn:
    typer.echo(f"floor: {text}", err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    cli(prog_name="mall floor")
