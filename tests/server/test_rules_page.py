"""The pages that explain the rules tell the truth: their examples are played on the real engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import fields

from protocol.catalogue import Policy
from tests.server.examples import examples, play

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH, INDONESIAN = DOCS / "rules.md", DOCS / "aturan.md"
EXAMPLES = examples(ENGLISH)
EXAMPLES_COUNT_MIN = 25


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n\n")[-1].split("\n")[0])
def test_the_engine_does_what_the_page_says(example: str) -> None:
    play(example)


def test_there_are_examples_for_the_whole_page() -> None:
    assert len(EXAMPLES) >= EXAMPLES_COUNT_MIN
    for page in (ENGLISH, INDONESIAN):
        assert len(re.findall(r"^```", page.read_text("utf-8"), re.MULTILINE)) == 2 * len(EXAMPLES)


def test_both_languages_have_the_same_examples() -> None:
    assert examples(INDONESIAN) == EXAMPLES


@pytest.mark.parametrize("page", [ENGLISH, INDONESIAN], ids=lambda page: page.name)
def test_every_setting_is_on_the_page_with_its_default(page: Path) -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", page.read_text("utf-8"), re.MULTILINE))
    written = {True: "true", False: "false"}
    assert told == {
        field.name: f'"{field.default}"'
        if isinstance(field.default, str)
        else written.get(field.default, str(field.default))
        if isinstance(field.default, bool)
        else str(field.default)
        for field in fields(Policy)
    }


def test_the_table_of_the_four_policies_sums_up_their_examples() -> None:
    for page in (ENGLISH, INDONESIAN):
        rows = re.findall(r"^\| `(\w+)` \| [^|]* \| ([0-9 ]+) \|$", page.read_text("utf-8"), re.MULTILINE)
        assert [order for order, _ in rows] == ["line", "interleave", "ageing", "strict"]
        same = [example for example in EXAMPLES if "08:27  A-007 infant" in example]
        for (order, numbers), example in zip(rows, same, strict=True):
            assert f'order = "{order}"' in example
            calls = re.findall(r"A-(\d+)", example[example.index("counter 1") :])
            assert numbers.split() == calls


CALLED = """order = "interleave"

08:00  A-001
08:01  A-002 elderly
08:02  counter 1: {}
"""


@pytest.mark.parametrize("called", ["A-002", "A-002 (priority)", "A-002 (priority) [priority], A-001"])
def test_an_example_that_is_right_is_played_to_its_end(called: str) -> None:
    play(CALLED.format(called))


@pytest.mark.parametrize(
    ("called", "why"),
    [
        ("A-001", "A-002 is called"),
        ("A-002 (booking)", "priority"),
        ("A-002 [line order]", "priority"),
        ("A-002, A-001, A-003", "nobody is called"),
        ("nobody", "A-002 is called"),
        ("A-002\n08:03  line: A-001, A-003", "the line is A-001"),
        ("A-002\n08:03  A-001 restored", "wrong state"),
        ("A-002\n08:03  visitor: refused (quota reached)", "not refused"),
        ("A-002\n08:01  A-003", "order of time"),
        ("A-002\n08:03  A-004", "A-003"),
        ("A-002\n08:03  A-002 to empat: refused (quota reached)", "not refused"),
    ],
)
def test_an_example_that_the_engine_does_not_follow_fails_with_its_line(called: str, why: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(why)) as failure:
        play(CALLED.format(called))
    assert "08:0" in str(failure.value)


@pytest.mark.parametrize("settings", ['ordr = "line"', 'order = "vip"', "priority_in_a_row = true"])
def test_a_setting_that_is_none_fails(settings: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        play(f"{settings}\n\n08:00  A-001\n")
