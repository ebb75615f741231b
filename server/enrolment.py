"""`./mall device`: enrol, list and remove the devices of the mall, also while the server runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import asdict

from protocol.service import INSTANCE_DEFAULT
from server import catalogue as catalogues
from server.devices import REGISTER, DeviceError, Devices
from server.folder import folder_of

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the hall; default: the user's data folder.")
]
InstanceOption = Annotated[
    str, typer.Option(help="Name of this mall on the network; apps join their own only.")
]
CatalogueOption = Annotated[
    Path, typer.Option(help="Folder of the catalogue: mall.toml and a file a tenant.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")]


def commands(now: Callable[[], datetime]) -> typer.Typer:
    """The commands; `now` is aware UTC."""
    device = typer.Typer(help="Enrol, list and remove the devices of the mall.")

    @device.command("add")
    def add(
        name: Annotated[str, typer.Argument(help="Small letters, digits and dashes, e.g. kiosk-1.")],
        role: Annotated[str, typer.Option(help="kiosk, counter, display, floor, reception or api.")],
        place: Annotated[str, typer.Option(help="A counter's tenant, e.g. dukcapil.")] = "",
        instance: InstanceOption = INSTANCE_DEFAULT,
        data: DataOption = None,
        catalogue: CatalogueOption = catalogues.MALANG,
        as_json: JsonOption = False,
    ) -> None:
        """Enrol a device and show its token, once; enrolling it again makes the old token void."""
        with refusing():
            mall = catalogues.load(catalogue)
            with closing(Devices(folder_of(data, instance) / REGISTER)) as register:
                token = register.enrol(name, role, place, mall, now())
        told = json.dumps({"device": name, "token": token})
        typer.echo(told if as_json else f"Token of {name}, shown only now:\n{token}")

    @device.command("list")
    def list_(
        instance: InstanceOption = INSTANCE_DEFAULT, data: DataOption = None, as_json: JsonOption = False
    ) -> None:
        """The enrolled devices."""
        with refusing(), closing(register_of(data, instance)) as register:
            devices = register.all()
        if as_json:
            typer.echo(json.dumps([asdict(each) for each in devices]))
            return
        for each in devices:
            typer.echo(f"{each.name:<24} {each.role:<8} {each.place:<20} {each.added_at}")

    @device.command("remove")
    def remove(
        name: str,
        instance: InstanceOption = INSTANCE_DEFAULT,
        data: DataOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """Make a device's token void; its session ends within seconds."""
        with refusing(), closing(register_of(data, instance)) as register:
            register.remove(name)
        if as_json:
            typer.echo(json.dumps({"removed": name}))

    _ = add, list_, remove
    return device


def register_of(data: Path | None, instance: str) -> Devices:
    """The register of a hall that is there. Raises `DeviceError`."""
    path = folder_of(data, instance) / REGISTER
    if not path.exists():
        raise DeviceError(f"{path} is not there: no device was ever enrolled for --instance {instance}")
    return Devices(path)


@contextmanager
def refusing() -> Generator[None]:
    """What a person can mend is said to them in a line, with exit code 2."""
    try:
        yield
    except (catalogues.CatalogueError, DeviceError, OSError) as error:
        typer.echo(f"device: {error}", err=True)
        raise typer.Exit(2) from None
