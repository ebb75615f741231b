from __future__ import annotations

from pathlib import Path

import pytest

from workshop import qml_types

MODEL = """
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Mall.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KioskModel(QObject):
    changed = Signal()

    @Property(str, notify=changed)
    def mall(self) -> str:
        return ""

    @Property(dict, notify=changed)
    def ticket(self) -> dict[str, object]:
        return {}

    @Property(QObject, constant=True)
    def tenants(self) -> QObject:
        return self
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one package, one view-model and one QML module that imports it."""
    monkeypatch.setattr(qml_types, "ROOT", tmp_path)
    monkeypatch.setattr(qml_types, "BUILD", tmp_path / "build")
    folder = tmp_path / "kiosk" / "qml" / "Mall" / "Kiosk"
    folder.mkdir(parents=True)
    (tmp_path / "kiosk" / "model.py").write_text(MODEL)
    (folder / "qmldir").write_text("module Mall.Kiosk\nMain 1.0 Main.qml\n")
    return folder


def written(tree: Path, expression: str) -> list[str]:
    lines = [
        "import QtQuick",
        "Text {",
        "    id: main",
        "    required property KioskModel kiosk",
        f"    text: {expression}",
        "}",
    ]
    (tree / "Main.qml").write_text("\n".join(lines))
    return qml_types.problems(["kiosk"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "expression", ["main.kiosk.mall", "main.kiosk.ticket.label", "main.kiosk.tenants ? main.kiosk.mall : ''"]
)
def test_what_python_registers_is_known(tree: Path, expression: str):
    assert written(tree, expression) == []


@pytest.mark.slow
@pytest.mark.parametrize("expression", ["main.kiosk.nonsense", "nonsense", ")"])
def test_a_fault_is_found_with_the_name_of_its_file(tree: Path, expression: str):
    assert any("kiosk/qml/Mall/Kiosk/Main.qml:5" in line for line in written(tree, expression))


@pytest.mark.slow
def test_a_file_that_qmldir_forgets_is_named(tree: Path):
    (tree / "Other.qml").write_text("import QtQuick\nItem {}\n")
    assert written(tree, "main.kiosk.mall") == ["kiosk/qml/Mall/Kiosk/Other.qml: not listed in qmldir"]


@pytest.mark.slow
def test_nothing_is_left_behind(tree: Path):
    written(tree, "main.kiosk.mall")
    assert list(qml_types.BUILD.iterdir()) == []
