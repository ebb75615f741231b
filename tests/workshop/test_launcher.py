"""The launcher by itself, in a folder of its own, where there is no environment yet."""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = b"typer==1.0 --hash=sha256:00\n"


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A copy of the launcher beside a lock file, and nothing else."""
    shutil.copy(ROOT / "mall", tmp_path / "mall")
    (tmp_path / "requirements.lock").write_bytes(LOCK)
    return tmp_path


@pytest.fixture
def launcher(alone: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """That copy as a module; it may install nothing."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = importlib.machinery.SourceFileLoader("mall_alone", str(alone / "mall"))
    spec = importlib.util.spec_from_loader("mall_alone", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the launcher started a program")

    monkeypatch.setattr(module, "subprocess", SimpleNamespace(run=forbidden))
    monkeypatch.setattr(module, "run", forbidden)
    return module


def steps_of(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str | None = None
) -> list[list[str]]:
    """What it would run to make the environment; a step that names `failing` fails."""
    steps: list[list[str]] = []

    def step(command: list[str]) -> None:
        steps.append(command)
        if failing is not None and failing in command:
            raise launcher.SetupError(f"{failing} failed")
        launcher.environment_python().parent.mkdir(parents=True, exist_ok=True)
        launcher.environment_python().touch()

    monkeypatch.setattr(launcher, "step", step)
    return steps


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"], ["help"]])
def test_help_lists_every_command_and_needs_no_environment(
    alone: Path, launcher: ModuleType, words: list[str]
):
    done = run(alone, *words)
    assert done.returncode == 0
    assert done.stderr == ""
    assert not (alone / ".venv").exists()
    for command in launcher.COMMANDS:
        assert f"\n  {command} " in done.stdout


def test_an_unknown_command_is_refused_by_name_and_makes_no_environment(alone: Path):
    done = run(alone, "dem")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'dem'" in done.stderr
    assert "--help" in done.stderr
    assert not (alone / ".venv").exists()


def test_a_python_that_is_too_old_is_refused_with_both_versions(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(launcher, "PYTHON_MIN", (99, 1))
    assert launcher.main(["demo"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "99.1" in said.err
    assert sys.version.split()[0] in said.err


def test_every_command_starts_a_module_that_is_there(launcher: ModuleType):
    for words, _, groups in launcher.COMMANDS.values():
        module = importlib.util.find_spec(words[0])
        assert module is not None, words
        if module.submodule_search_locations is not None:
            assert importlib.util.find_spec(f"{words[0]}.__main__") is not None, words
        assert set(groups) <= set(launcher.LIBRARIES)


def test_the_environment_is_made_of_exactly_what_the_lock_file_says(
    launcher: ModuleType, alone: Path, monkeypatch: pytest.MonkeyPatch
):
    steps = steps_of(launcher, monkeypatch)
    launcher.prepare_environment()
    make, install = steps
    assert make[1:] == ["-m", "venv", "--clear", str(alone / ".venv")]
    assert install[0] == str(launcher.environment_python())
    assert {"--require-hashes", "--no-deps", str(alone / "requirements.lock")} <= set(install)
    assert (alone / ".venv" / "stamp").read_text() == hashlib.sha256(LOCK).hexdigest()


def test_an_environment_that_fits_the_lock_file_is_left_alone(
    launcher: ModuleType, alone: Path, monkeypatch: pytest.MonkeyPatch
):
    steps = steps_of(launcher, monkeypatch)
    launcher.prepare_environment()
    launcher.prepare_environment()
    assert len(steps) == 2
    (alone / "requirements.lock").write_bytes(LOCK + b"rich==1.0 --hash=sha256:00\n")
    launcher.prepare_environment()
    assert len(steps) == 4


@pytest.mark.parametrize("failing", ["venv", "install"])
def test_an_environment_that_was_not_finished_is_made_again(
    launcher: ModuleType, alone: Path, monkeypatch: pytest.MonkeyPatch, failing: str
):
    steps_of(launcher, monkeypatch, failing)
    with pytest.raises(launcher.SetupError):
        launcher.prepare_environment()
    assert not (alone / ".venv" / "stamp").exists()
    steps = steps_of(launcher, monkeypatch)
    launcher.prepare_environment()
    assert len(steps) == 2


def test_whoever_is_not_root_is_told_the_exact_command_for_missing_packages(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(launcher.sys, "platform", "linux")
    monkeypatch.setattr(launcher.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(launcher, "is_there", "libpulse.so.0".__ne__)
    assert launcher.main(["display"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "sudo apt-get install -y --no-install-recommends" in said.err
    assert said.err.rstrip().endswith(" libpulse0")


def test_a_library_that_is_not_there_is_noticed(launcher: ModuleType, alone: Path):
    assert launcher.is_there(str(alone))
    assert not launcher.is_there(str(alone / "nothing"))
    assert not launcher.is_there("libantrean-nothing.so.0")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", str(folder / "mall"), *words]
    environment = {**os.environ, "PYTHONPATH": ""}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
