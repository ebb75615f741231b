from __future__ import annotations

import pytest

from client.address import Address, parse
from client.settings import Settings, SettingsError, last_good_file


class Own(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    copies: int = 1


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "app.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_without_a_file_the_defaults_hold():
    settings = Settings.load(None, Own)
    assert (settings.instance, settings.language, settings.copies) == ("mall", "id", 1)
    assert settings.width_height is None
    assert settings.x_y is None


def test_the_command_line_goes_over_the_file_and_none_means_not_said(written):
    path = written('instance = "demo"\nlanguage = "en"\ncopies = 2\nsize = "1080x1920"\nat = "-5,7"')
    settings = Settings.load(path, Own, language="id", instance=None)
    assert (settings.instance, settings.language, settings.copies) == ("demo", "id", 2)
    assert settings.width_height == (1080, 1920)
    assert settings.x_y == (-5, 7)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('language = "jv"', r"app.toml: language: expected (id or en|en or id)$"),
        ("copies = 'two'", "app.toml: copies: Expected `int`, got `str`"),
        ("colour = 'red'", "app.toml: .*`colour`"),
        ("size = '100'", "app.toml: size: expected something like 1280x800$"),
        ("at = '100'", "app.toml: at: expected something like 20,40$"),
        ("address = 'mall'", "app.toml: address: 'mall' is not HOST:PORT"),
        ("instance = ''", "app.toml: instance: "),
        ("this is not toml", "app.toml: "),
    ],
)
def test_an_error_names_the_file_and_the_key(written, text, names):
    with pytest.raises(SettingsError, match=names):
        Settings.load(written(text), Own)


def test_a_wrong_word_on_the_command_line_is_said_to_come_from_there():
    with pytest.raises(SettingsError, match="command line: language: "):
        Settings.load(None, Own, language="jv")


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"missing\.toml: No such file"):
        Settings.load(tmp_path / "missing.toml", Own)
    (tmp_path / "odd.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"odd\.toml: "):
        Settings.load(tmp_path / "odd.toml", Own)


def test_an_address_is_kept_per_instance_whatever_its_name():
    assert last_good_file("../../a b").name == "address-..%2F..%2Fa%20b"
    assert last_good_file("one") != last_good_file("two")
    assert parse("10.0.0.1:80") == Address(host="10.0.0.1", port=80)
