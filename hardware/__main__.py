"""`./mall hardware`: what is attached, does it work, and what to do if not."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from typing import Annotated, Literal

import msgspec
import typer

from hardware.attached import WAIT_S, everywhere, look
from hardware.errors import BadUrl
from hardware.frame import ADDRESSES
from hardware.keypad import KeyPress, Presses
from hardware.profiles import PROFILES
from hardware.scanner import Scans
from hardware.terminal import Terminal
from hardware.trial import Bench, Verdict, try_listening, try_printer, try_sign

TROUBLE_EXIT = 1
USAGE_EXIT = 2
FOR_S = 30.0
FOR_S_MAX = 3600.0
WAIT_S_MAX = 60.0

LanguageOption = Annotated[Literal["id", "en"], typer.Option(help="Bahasa / language.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")]

cli = typer.Typer(
    add_completion=False, help="List and test printers, keypads, signs and scanners.", no_args_is_help=True
)


@cli.callback()
def prepare() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")


@cli.command("list")
def list_command(
    wait: Annotated[
        float, typer.Option(help="Seconds for printers on the network to answer.", min=0.1, max=WAIT_S_MAX)
    ] = WAIT_S,
    language: LanguageOption = "id",
    as_json: JsonOption = False,
) -> None:
    """What is attached, with the address for the app's file."""
    attached = look(everywhere(wait))
    if as_json:
        say_json(attached)
    else:
        Terminal(language).show(attached)


@cli.command("test")
def try_command(
    url: Annotated[str, typer.Argument(help="The device's address, as `list` shows it.")],
    kind: Annotated[
        Literal["printer", "keypad", "sign", "scanner"], typer.Option("--as", help="What the device is.")
    ] = "printer",
    paper: Annotated[str, typer.Option(help=f"Of a printer: {', '.join(PROFILES)}.")] = "80mm",
    address: Annotated[
        int, typer.Option(help="Of a sign on its line.", min=ADDRESSES.start, max=ADDRESSES.stop - 1)
    ] = 1,
    for_s: Annotated[
        float, typer.Option("--for", help="Seconds to listen to a keypad or scanner.", min=0.1, max=FOR_S_MAX)
    ] = FOR_S,
    count: Annotated[
        int, typer.Option(help="End after so many keys or scans; 0: when the time is over.", min=0)
    ] = 0,
    find_baud: Annotated[
        bool,
        typer.Option("--find-baud", help="Ask at all baud rates, even where no answer is due."),
    ] = False,
    language: LanguageOption = "id",
    as_json: JsonOption = False,
) -> None:
    """Test one device: print a slip, light a sign, show what a keypad or a scanner sends.

    Ends with 0 if all is well (or only a person can see that), 1 if there is trouble, 2 for wrong use.
    """
    if paper not in PROFILES:
        raise typer.BadParameter(f"{paper!r} is none of {', '.join(PROFILES)}", param_hint="--paper")
    terminal = Terminal(language)
    bench = Bench(tell=(lambda step: None) if as_json else terminal.step)
    match kind:
        case "printer":
            at = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
            verdict = try_printer(url, PROFILES[paper], bench, at=at, find_baud=find_baud)
        case "sign":
            verdict = try_sign(url, address, bench, find_baud=find_baud)
        case "keypad":
            verdict = try_listening(kind, url, Presses(), bench, for_s=for_s, count=count, words=press_text)
        case "scanner":
            verdict = try_listening(kind, url, Scans(), bench, for_s=for_s, count=count, words=repr)
    if as_json:
        say_json(verdict)
    else:
        terminal.verdict(verdict)
    raise typer.Exit(exit_code(verdict))


def press_text(press: KeyPress) -> str:
    return f"{press.address:02} {press.key}"


def exit_code(verdict: Verdict) -> int:
    if verdict.code == BadUrl.code:
        return USAGE_EXIT
    return TROUBLE_EXIT if verdict.end == "trouble" else 0


def say_json(value: object) -> None:
    typer.echo(msgspec.json.encode(value).decode())


if __name__ == "__main__":
    cli(prog_name="mall hardware")
