"""Checks all QML, with the types that Python registers.

qmllint knows a Python class only from a description of it. So each check makes, in a folder of its own
under `build`, one whole import root: every QML module of the apps, each with a description of its own
Python types beside it, made by Qt's own tools from the source text. Nothing is imported, no window opens.

A QML module lives where its name says, in a folder `qml` of its package (`kiosk/qml/Mall/Kiosk`), and
lists its files in a `qmldir`. Python types belong to it by the `QML_IMPORT_NAME` of their source file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PySide6

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("client", "kiosk", "counter", "display", "workshop")
BUILD = ROOT / "build"
TYPES = "python.qmltypes"
TOOL_S_MAX = 120

_IMPORT_NAME = re.compile(r'^QML_IMPORT_NAME = "([\w.]+)"$', re.MULTILINE)
_VERSION = "1"
_QT_NAMES = {"dict": "QVariantMap", "list": "QVariantList"}


class ToolFailed(Exception):
    """One of Qt's tools could not do its work; the text is what it said."""


def problems(packages: Iterable[str] = PACKAGES) -> list[str]:
    """What is wrong with the QML of these packages, a line each; empty if nothing is.

    Raises `ToolFailed`.
    """
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qml-", dir=BUILD) as made:
        root = Path(made)
        for package in PACKAGES:
            for module in _modules(package):
                shutil.copytree(module.folder, root / module.path)
        for name, sources in _sources().items():
            _describe(root, name, sources)
        wanted = [module for package in packages for module in _modules(package)]
        return [line for module in wanted for line in (*_unlisted(module), *_linted(root, module))]


def main() -> int:
    """Print the problems, if any; 1 if there are some."""
    found = problems()
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Module:
    """`folder` in the source tree, `path` below an import root."""

    folder: Path
    path: Path


def _modules(package: str) -> list[_Module]:
    top = ROOT / package / "qml"
    folders = sorted(listing.parent for listing in top.rglob("qmldir"))
    return [_Module(folder=folder, path=folder.relative_to(top)) for folder in folders]


def _sources() -> dict[str, list[Path]]:
    """QML module to the Python files with its types."""
    sources: dict[str, list[Path]] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in _IMPORT_NAME.findall(path.read_text("utf-8")):
                sources.setdefault(name, []).append(path)
    return sources


def _describe(root: Path, name: str, sources: list[Path]) -> None:
    folder = root.joinpath(*name.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    raw = folder / "python.json"
    tool = Path(PySide6.__file__).with_name("scripts") / "metaobjectdump.py"
    _run([sys.executable, tool, "--quiet", "--out-file", raw, *sources])
    raw.write_text(json.dumps(_completed(json.loads(raw.read_text("utf-8")))), "utf-8")
    known = sorted(_qt("metatypes").glob("qt6core_*.json")) + sorted(_qt("metatypes").glob("qt6gui_*.json"))
    registrar = ["--import-name", name, "--major-version", _VERSION, "--minor-version", "0"]
    output = ["--generate-qmltypes", folder / TYPES, "-o", folder / "unused.cpp"]
    foreign = ["--foreign-types", ",".join(map(str, known))]
    _run([_tool(_qt("libexec"), "qmltyperegistrar"), *registrar, *output, *foreign, raw])
    listing = folder / "qmldir"
    lines = listing.read_text("utf-8") if listing.exists() else f"module {name}\n"
    listing.write_text(f"{lines.rstrip()}\ntypeinfo {TYPES}\n", "utf-8")


def _completed(described: Any) -> Any:
    """What Qt's tool leaves out of properties: that they are constant, and Qt's names of Python's types.

    A property that notifies of nothing counts as constant; if it is not, Qt complains when it runs.
    """
    for kind in (kind for source in described for kind in source["classes"]):
        for property in kind.get("properties", ()):
            property.setdefault("constant", "notify" not in property)
            property["type"] = _QT_NAMES.get(property["type"], property["type"])
    return described


def _unlisted(module: _Module) -> list[str]:
    """Files that the module's qmldir forgets: they would work beside it and fail from elsewhere."""
    listed = {line.split()[-1] for line in (module.folder / "qmldir").read_text("utf-8").splitlines() if line}
    forgotten = [path for path in sorted(module.folder.glob("*.qml")) if path.name not in listed]
    return [f"{path.relative_to(ROOT)}: not listed in qmldir" for path in forgotten]


def _linted(root: Path, module: _Module) -> list[str]:
    folder = root / module.path
    lint = [_tool(Path(PySide6.__file__).parent, "qmllint"), "--max-warnings", "0", "-I", root]
    done = _finished([*lint, "-i", folder / "qmldir", *sorted(folder.glob("*.qml"))])
    said = (done.stdout + done.stderr).strip()
    if done.returncode == 0 and not said:
        return []
    name = str(module.folder.relative_to(ROOT))
    return said.replace(str(folder), name).splitlines() or [f"{name}: qmllint ended with {done.returncode}"]


def _run(command: list[str | Path]) -> None:
    done = _finished(command)
    if done.returncode != 0:
        raise ToolFailed(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()}")


def _finished(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    words = list(map(str, command))
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=TOOL_S_MAX, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolFailed(f"{words[0]}: {error}") from error


def _qt(folder: str) -> Path:
    """A folder of Qt's own files; on Windows they lie beside the Python ones."""
    inside = Path(PySide6.__file__).parent
    return inside / "Qt" / folder if (inside / "Qt").exists() else inside / folder


def _tool(folder: Path, name: str) -> Path:
    for candidate in (folder / name, folder / f"{name}.exe", folder.parent / f"{name}.exe"):
        if candidate.exists():
            return candidate
    raise ToolFailed(f"PySide6 has no {name}")


if __name__ == "__main__":
    sys.exit(main())
