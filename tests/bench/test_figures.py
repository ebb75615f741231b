from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench import table
from bench.__main__ import GROUPS, Run, measured
from bench.age import interval
from bench.figures import Figure, Report, figure, machine, mistakes, quantile
from bench.plan import Plan
from bench.subject import SubjectError


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [float(each) for each in range(1, 101)]
    assert quantile(values, 0.5) == 50
    assert quantile(values, 0.99) == 99
    assert quantile(values, 1.0) == 100
    assert quantile([7.0], 0.99) == 7


@pytest.mark.parametrize(("value", "met"), [(4_999, False), (5_000, True), (5_001, True)])
def test_a_bar_of_at_least_is_met_from_its_value_on(value: float, met: bool) -> None:
    assert figure("g", "n", value, "1/s", least=5_000).met is met


@pytest.mark.parametrize(("value", "met"), [(20.0, True), (20.1, False)])
def test_a_bar_of_at_most_is_met_up_to_its_value(value: float, met: bool) -> None:
    assert figure("g", "n", value, "ms", most=20).met is met


def test_a_gate_looks_at_the_ratio_to_the_floor_and_not_at_the_value() -> None:
    assert figure("g", "n", 10, "1/s", floor=1_000, gate_least=0.03).gate_held is False
    assert figure("g", "n", 10, "1/s", floor=100, gate_least=0.03).gate_held is True
    assert figure("g", "n", 10, "ms", floor=1, gate_most=5).gate_held is False


def test_one_mistake_is_one_too_many() -> None:
    assert mistakes("g", "n", 0).met is True
    assert mistakes("g", "n", 1).met is False


def test_the_interval_of_a_median_holds_it_and_is_the_same_again() -> None:
    ratios = [0.9, 0.95, 1.0, 1.02, 1.05, 1.1, 4.0]
    low, high = interval(ratios, random.Random(1))
    assert 0.9 <= low <= 1.02 <= high <= 4.0
    assert interval(ratios, random.Random(1)) == (low, high)


def test_a_group_that_fails_is_named_and_the_run_is_not_correct(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Run) -> list[Figure]:
        raise SubjectError("the server did not start")

    def goes_well(_: Run) -> list[Figure]:
        return [mistakes("crowd", "numbers repeated", 0)]

    def nothing(*_: object) -> list[Figure]:
        return []

    monkeypatch.setitem(GROUPS, "paced", fails)
    monkeypatch.setitem(GROUPS, "crowd", goes_well)
    monkeypatch.setattr("bench.floor.measure", nothing)
    report = measured(Plan(short=True, seed=1), ("paced", "crowd"))
    assert [(each.group, each.why, each.failed) for each in report.unmeasured] == [
        ("paced", "the server did not start", True)
    ]
    assert [each.group for each in report.figures] == ["crowd"]
    assert not report.correct


def test_the_figures_replace_those_before_between_the_marks_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks.md"
    file.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", "utf-8")
    assert table.marked(file)
    table.write(_report(figure("paced", "call", 2.5, "ms", floor=1, most=3)), file)
    text = file.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| call | 2.50 ms | 1 | 2.50 | ≤ 3 | yes |" in text
    assert table.marked(file)


def test_a_file_without_marks_has_no_place_for_figures(tmp_path: Path) -> None:
    file = tmp_path / "other.md"
    assert not table.marked(file)
    file.write_text(f"{table.END} {table.BEGIN}", "utf-8")
    assert not table.marked(file)


def _report(*figures: Figure) -> Report:
    return Report(
        form="short",
        seed=1,
        seconds=1.0,
        machine=machine(),
        figures=figures,
        unmeasured=(),
        correct=True,
        gates_held=True,
    )
