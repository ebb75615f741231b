from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from client.settings_file import SettingsNotWritten, write

KEPT = """# The kiosk at the entrance.
token = "s3cret"   # from the administrator

# printer of the lobby
printer = "tcp://192.168.1.50" # Epson

instance = 'mall'
# the end
"""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(KEPT, "utf-8")
    path.chmod(0o600)
    return path


def test_one_value_changes_and_every_other_letter_stays(file: Path):
    assert write(file, {"printer": "usb://04b8:0202"})
    assert file.read_text("utf-8") == KEPT.replace("tcp://192.168.1.50", "usb://04b8:0202")


def test_a_key_that_was_not_there_is_added_below_the_rest(file: Path):
    assert write(file, {"paper": "58mm"})
    assert file.read_text("utf-8") == KEPT + 'paper = "58mm"\n'


def test_a_file_that_says_it_already_is_not_touched(file: Path):
    before = file.stat()
    assert not write(file, {"printer": "tcp://192.168.1.50"})
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_who_may_read_the_file_stays_as_it_was(file: Path, mode: int):
    file.chmod(mode)
    write(file, {"printer": ""})
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_file_that_was_not_there_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "antrean" / "kiosk.toml"
    assert write(file, {"printer": "cups://kiosk"})
    assert file.read_text("utf-8") == 'printer = "cups://kiosk"\n'
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_a_link_stays_a_link(file: Path, tmp_path: Path):
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    write(link, {"printer": ""})
    assert link.is_symlink()
    assert 'printer = ""' in file.read_text("utf-8")


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_crash_on_the_way_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, call, crash)
    with pytest.raises(KeyboardInterrupt):
        write(file, {"printer": ""})
    assert file.read_text("utf-8") == KEPT
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_is_told_by_its_number_and_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsNotWritten, match=r"kiosk\.toml: No space left on device") as caught:
        write(file, {"printer": ""})
    assert caught.value.number == 28
    assert file.read_text("utf-8") == KEPT
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_is_a_file_is_told(file: Path):
    with pytest.raises(SettingsNotWritten):
        write(file / "kiosk.toml", {"printer": ""})


def test_what_is_no_toml_is_not_written_over(file: Path):
    file.write_text("printer is over there", "utf-8")
    with pytest.raises(SettingsNotWritten) as caught:
        write(file, {"printer": ""})
    assert caught.value.number is None
    assert file.read_text("utf-8") == "printer is over there"


@settings(max_examples=30)
@given(
    others=st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), WORDS, max_size=5),
    comments=st.lists(WORDS, max_size=4),
    value=WORDS,
)
def test_whatever_else_a_file_says_it_goes_on_saying(
    tmp_path_factory: pytest.TempPathFactory, others: dict[str, str], comments: list[str], value: str
):
    file = tmp_path_factory.mktemp("any") / "any.toml"
    lines = [f"{key} = {tomlkit.item(text).as_string()}" for key, text in others.items()]
    before = "\n".join([f"# {text}" for text in comments] + lines)
    file.write_text(before, "utf-8", newline="")
    write(file, {"printer": value})
    after = tomlkit.parse(file.read_bytes()).unwrap()
    assert after == {**others, "printer": value}
    kept = [line for line in before.split("\n") if not line.startswith("printer = ")]
    written = file.read_bytes().decode().split("\n")
    assert [line for line in written if line in kept and line] == [line for line in kept if line]
