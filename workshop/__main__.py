"""The commands of `./mall` that are no program of the mall: demo, test, check, workbench, daily tools."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from protocol.catalogue import Language

cli = typer.Typer(add_completion=False, no_args_is_help=True)
COUNTER_DEFAULT = 8
"""Whose keypad and sign the workbench has where none is named."""
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")]


@cli.command()
def demo(
    headless: Annotated[
        bool | None,
        typer.Option("--headless/--windows", help="Without a screen, robots tap; chosen by itself."),
    ] = None,
    for_s: Annotated[
        float, typer.Option("--for", help="Seconds in which visitors arrive.", min=1, max=86_400)
    ] = 60,
    out: Annotated[
        Path | None, typer.Option(help="Folder for pictures, slips, sound and the summary.")
    ] = None,
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
    seed: Annotated[int, typer.Option(help="Who comes when, and for what.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Open a whole mall on this machine: server, kiosk, printer, counters, display."""
    from workshop import demo as demos

    _log()
    without = demos.no_screen() if headless is None else headless
    try:
        summary = demos.run(
            now=datetime.now(UTC),
            headless=without,
            for_s=for_s,
            out=out or Path("out") / "demo",
            language=_language(language),
            seed=seed,
        )
    except demos.ForeignFolder as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(json.dumps(summary.record(), indent=None if as_json else 2))
    raise typer.Exit(0 if summary.sound else 1)


@cli.command("test", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def run_tests(context: typer.Context, as_json: JsonOption = False) -> None:
    """Run the tests; further words go to pytest."""
    from workshop import trial

    raise typer.Exit(trial.run(context.args, as_json=as_json))


@cli.command()
def check(
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Prove the two commands in a bare Debian 12.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Types, lint, import contracts, QML, translations."""
    from workshop import check as checks
    from workshop import fresh as bare

    raise typer.Exit(bare.run(as_json=as_json) if fresh else checks.run(as_json=as_json))


@cli.command()
def workbench(
    devices: Annotated[
        list[str] | None,
        typer.Argument(
            help="printer, keypad, sign, scanner, each also as keypad:tcp or keypad:pty; none: all."
        ),
    ] = None,
    counter: Annotated[
        list[int] | None,
        typer.Option(help="Whose keypad and sign; may be said several times.", min=1, max=99),
    ] = None,
    pty: Annotated[
        bool, typer.Option("--pty/--tcp", help="As serial devices of this machine, or on the network.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            help="TCP port of the first device, the others follow; 0: free ones.", min=0, max=65_500
        ),
    ] = 9100,
    paper: Annotated[str, typer.Option(help="The printer's profile, e.g. 80mm or 58mm.")] = "80mm",
    out: Annotated[Path | None, typer.Option(help="Folder for each slip as PNG and as bytes.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="Let things break now and then, and mend them, by this seed.")
    ] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="No window: driven by JSON lines on standard input.")
    ] = False,
    remote: Annotated[
        bool, typer.Option("--remote", help="The window is driven by JSON lines on standard input.")
    ] = False,
    at: Annotated[str | None, typer.Option(help="X,Y of the window.")] = None,
    size: Annotated[str | None, typer.Option(help="WIDTHxHEIGHT of the window.")] = None,
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
    as_json: JsonOption = False,
) -> None:
    """Virtual printer, keypads, signs and scanner: to work at, and to fail. Says their addresses first."""
    from workshop.workbench import program

    _log()
    raise typer.Exit(
        program.run(
            devices or [],
            host=host,
            port=port,
            paper=paper,
            counters=counter or [COUNTER_DEFAULT],
            pty=pty,
            out=out,
            seed=seed,
            headless=headless,
            remote=remote,
            at=at,
            size=size,
            language=_language(language),
            as_json=as_json,
        )
    )


@cli.command()
def voice(
    script: Annotated[str, typer.Option(help="id or en: only print what a person has to read aloud.")] = "",
    adopt: Annotated[
        Path | None, typer.Option(help="Folder of a person's recordings to make a pack of.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of the recordings: id or en.")] = "id",
    target: Annotated[Path | None, typer.Option(help="Folder of the pack that --adopt makes.")] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="Folder of the mall's own catalogue, whose tenants are called.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record the prepared voice clips again, with the tenants of the catalogue; or take a person's voice."""
    from workshop import voice as voices

    tenants_of = catalogue or voices.CATALOGUE
    if not tenants_of.is_dir():
        raise typer.BadParameter(f"there is no folder {tenants_of}")
    if script:
        lines = voices.script(_language(script), tenants_of)
        typer.echo(json.dumps(lines) if as_json else "\n".join(f"{file}\t{text}" for file, text in lines))
        return
    try:
        if adopt is None:
            clips = voices.record(tenants_of)
        else:
            clips = voices.adopt(adopt, target or Path("out") / "voice", _language(language), tenants_of)
    except voices.NoRecordings as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        typer.echo(json.dumps({"clips": clips}))


@cli.command()
def pictures(
    folder: Annotated[Path, typer.Argument(help="What a demo without a screen has left.")],
    as_json: JsonOption = False,
) -> None:
    """Make the documentation's pictures from a demo's."""
    from workshop import pictures as album

    missing = album.make(folder)
    for name in missing:
        typer.echo(f"{folder} lacks {name}", err=True)
    if as_json:
        typer.echo(
            json.dumps({"pictures": [] if missing else [*album.NAMES, "overview"], "missing": missing})
        )
    raise typer.Exit(1 if missing else 0)


@cli.command()
def slips(
    out: Annotated[Path | None, typer.Option(help="Folder of the sheets.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Draw the slips that are hardest to set, on both widths of paper and in both languages."""
    from workshop import slips as gallery

    files = [str(file) for file in gallery.make(out or gallery.TARGET)]
    typer.echo(json.dumps({"files": files}) if as_json else "\n".join(files))


@cli.command()
def translations(as_json: JsonOption = False) -> None:
    """Collect the texts of the interface into the translation files and compile them."""
    from workshop import texts

    missing = texts.renew()
    for problem in missing:
        typer.echo(problem, err=True)
    if as_json:
        typer.echo(json.dumps({"languages": [path.stem for path in texts.languages()], "missing": missing}))
    raise typer.Exit(1 if missing else 0)


@cli.command()
def lock(as_json: JsonOption = False) -> None:
    """Resolve the dependencies of pyproject.toml into requirements.lock."""
    from workshop import parts

    code = parts.lock()
    if as_json:
        typer.echo(json.dumps({"file": parts.LOCK.name, "parts": parts.count(), "exit": code}))
    raise typer.Exit(code)


def _language(text: str) -> Language:
    if text not in ("id", "en"):
        raise typer.BadParameter(f"id or en, got {text!r}")
    return text


def _log() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(name)s: %(message)s")


if __name__ == "__main__":
    cli(prog_name="mall")
