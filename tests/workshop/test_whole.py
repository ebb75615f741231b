"""The tree as it stands: its texts, its QML and its imports are as the checks want them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import qml_types, texts

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_text_is_translated_and_compiled():
    assert texts.languages()
    assert texts.problems() == []


def test_a_translation_that_is_missing_old_or_not_compiled_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "translations"
    shutil.copytree(texts.FOLDER, folder)
    monkeypatch.setattr(texts, "FOLDER", folder)
    source = texts.languages()[0]
    whole = source.read_text("utf-8")

    source.write_text(
        whole.replace("<translation>Selesai</translation>", "<translation></translation>"), "utf-8"
    )
    found = texts.problems()
    assert any("not translated: 'Finish'" in line for line in found)
    assert any("older than" in line for line in found)

    source.write_text(whole.replace("<source>Finish</source>", "<source>Finnish</source>"), "utf-8")
    assert any("does not fit the sources" in line for line in texts.problems())


def test_a_running_app_keeps_the_texts_it_has_open_while_they_are_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "translations"
    shutil.copytree(texts.FOLDER, folder)
    monkeypatch.setattr(texts, "FOLDER", folder)
    files = sorted(folder.iterdir())
    source = texts.languages()[0]
    compiled = source.with_suffix(".qm")
    before = compiled.read_bytes()
    source.write_text(source.read_text("utf-8").replace(">Selesai<", ">Rampung<"), "utf-8")
    with compiled.open("rb") as opened:
        texts.renew()
        assert opened.read() == before
    assert compiled.read_bytes() != before
    assert sorted(folder.iterdir()) == files


def test_all_qml_is_clean_with_the_types_of_python():
    assert qml_types.problems() == []


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
