"""`./mall simulate` as it is called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
SMALL = ("--days", "3", "--visits", "60", "--json")


def simulate(*words: str, seed_of_hashes: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed_of_hashes}
    return subprocess.run(
        [sys.executable, "-m", "server.simulation", *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_the_hash_is_the_same_on_one_core_and_on_two_and_another_with_another_seed() -> None:
    one = told(simulate(*SMALL, "--seed", "1", "--jobs", "1"))
    two = told(simulate(*SMALL, "--seed", "1", "--jobs", "2", seed_of_hashes="7"))
    other = told(simulate(*SMALL, "--seed", "2", "--jobs", "1"))
    assert one["hash"] == two["hash"] != other["hash"]
    assert one["figures"] == two["figures"]
    assert (one["days"], one["from"], one["to"]) == (3, "2027-01-04", "2027-01-07"), "a holiday is left out"
    assert one["violations"] == two["violations"] == other["violations"] == 0
    assert one["figures"]["lost"] == 0
    assert one["figures"]["wait_by_class"]["ordinary"]["count"] > 100


@pytest.mark.slow
def test_at_a_speed_the_same_day_is_played_for_those_who_look_on() -> None:
    quick = told(simulate("--visits", "20", "--json"))
    shown = told(simulate("--visits", "20", "--json", "--speed", "100000"))
    assert quick["hash"] == shown["hash"]


@pytest.mark.slow
def test_without_json_the_summary_is_a_table() -> None:
    done = simulate("--visits", "20", "--jobs", "1")
    assert done.returncode == 0
    assert "wait, all" in done.stdout
    assert "violations" in done.stdout


@pytest.mark.slow
def test_a_scenario_of_ones_own_is_read_and_a_wrong_one_is_refused_by_its_field(tmp_path: Path) -> None:
    own = tmp_path / "quiet.toml"
    own.write_text("visits = 30\n[visitors]\nabsent = 0.0\n[faults]\ncrashes = 0\n")
    figures = told(simulate("--scenario", str(own), "--json"))["figures"]
    assert (figures["crashes"], figures["people"]) == (0, 38), "a Monday is a quarter fuller than the mean"
    own.write_text("[visitors]\nabsent = 2\n")
    done = simulate("--scenario", str(own), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "$.visitors.absent" in done.stderr
