"""The texts of the interface: collected from the sources, compiled for the apps, checked to be whole.

A language is one file in client/translations: `./mall translations` brings it up to date with the
sources, a translator fills it in (Qt Linguist or any editor), `./mall translations` compiles it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Tree
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "client" / "translations"
PACKAGES = ("client", "kiosk", "counter", "display", "workshop")
TOOL_S_MAX = 120


def renew() -> list[str]:
    """Collect and compile every language; gives what is still to be translated, a line each."""
    for source in languages():
        with _replacing(source) as new:
            new.write_bytes(source.read_bytes())
            _collect(new)
        with _replacing(source.with_suffix(".qm")) as new:
            _run("lrelease", source, "-qm", new)
    return [problem for source in languages() for problem in untranslated(source)]


def problems() -> list[str]:
    """What is not as `renew` would leave it, a line each."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for source in languages():
            again = Path(folder) / source.name
            again.write_bytes(source.read_bytes())
            _collect(again)
            if texts_of(again) != texts_of(source):
                found.append(f"{source.name}: does not fit the sources; run ./mall translations")
            compiled = again.with_suffix(".qm")
            _run("lrelease", source, "-qm", compiled)
            if compiled.read_bytes() != source.with_suffix(".qm").read_bytes():
                found.append(f"{source.stem}.qm: older than {source.name}; run ./mall translations")
            found += untranslated(source)
    return found


def languages() -> list[Path]:
    return sorted(FOLDER.glob("*.ts"))


def sources() -> list[Path]:
    files = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in (".py", ".qml")
    ]
    return sorted(path.relative_to(ROOT) for path in files)


def texts_of(source: Path) -> set[tuple[str, str]]:
    """Context and text of each message."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in Tree.parse(source).getroot().iter("context")
        for message in context.iter("message")
    }


def untranslated(source: Path) -> list[str]:
    messages = Tree.parse(source).getroot().iter("message")
    missing = [
        message.findtext("source", "")
        for message in messages
        if (translation := message.find("translation")) is None
        or translation.get("type")
        or not translation.text
    ]
    return [f"{source.name}: not translated: {text!r}" for text in missing]


def main() -> int:
    found = problems()
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


@contextmanager
def _replacing(path: Path) -> Generator[Path]:
    """A file to be written, which then takes the place of `path` at once.

    A running app may have the old one mapped: written in place, it would change, or end, under its feet.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        new = Path(folder) / path.name
        yield new
        new.replace(path)


def _collect(source: Path) -> None:
    # Without line numbers: a file that changes with every edit elsewhere tells nothing.
    _run("lupdate", *sources(), "-locations", "none", "-no-obsolete", "-ts", source)


def _run(tool: str, *words: str | Path) -> None:
    """One of Qt's tools, as PySide6 brings it. Raises `CalledProcessError`."""
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run(
        [str(program), *map(str, words)], cwd=ROOT, check=True, capture_output=True, timeout=TOOL_S_MAX
    )


if __name__ == "__main__":
    sys.exit(main())
