"""A capture in other formats, each opened by what reads it."""

from __future__ import annotations

import json
import pstats
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """
import threading

def leaf(n):
    return sum(range(n))

def twice(n):
    return leaf(n) + leaf(2 * n)

def tree(depth):
    if depth:
        tree(depth - 1)
        tree(depth - 1)

def übung():
    return [twice(1000) for _ in range(200)]

übung()
tree(6)
thread = threading.Thread(target=tree, args=(3,))
thread.start()
thread.join()
"""


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory, hasten: Path) -> Path:
    directory = tmp_path_factory.mktemp("export")
    (directory / "program.py").write_text(PROGRAM, encoding="utf-8")
    subprocess.run(
        [hasten, "profile", "--calls", "-n0", "-o", "c.hasten", "program.py"],
        cwd=directory,
        check=True,
        timeout=180,
        capture_output=True,
    )
    return directory / "c.hasten"


def table(capture: Path, document: Any) -> dict[str, Any]:
    functions = document(capture)["functions"]
    return {row["qualified_name"]: row for row in functions if row["calls"]}


def test_pstats(export: Any, capsys: Any) -> None:
    path = export("c.prof")
    stats = pstats.Stats(str(path))
    for key in ("cumulative", "time", "calls", "pcalls", "name", "nfl", "stdname", "line", "file"):
        stats.sort_stats(key).print_stats(3)
    stats.print_callers("leaf")
    stats.print_callees("twice")
    assert "leaf" in capsys.readouterr().out
    stats.add(str(path))  # as from a second run
    rows = stats.stats  # type: ignore[attr-defined]
    [leaf] = [row for key, row in rows.items() if key[2] == "leaf"]
    assert leaf[:2] == (800, 800)
    assert any(key[2] == "übung" for key in rows)


def test_callgrind(export: Any) -> None:
    path = export("callgrind.out")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# callgrind format\n")
    # Both calls of leaf() are on line 8 of the one function that calls it.
    assert re.search(r"cfn=\((\d+)\) leaf\ncalls=400 4\n8 \d+\n", text), text
    # Lines of cost: those that no line "calls=" comes before are own cost.
    own = sum(
        int(cost)
        for cost in re.findall(r"(?<!\d)\n\d+ (\d+)(?=\n)", re.sub(r"calls=.*\n.*", "", text))
    )
    [summary] = re.findall(r"summary: (\d+)", text)
    assert own == pytest.approx(int(summary), abs=len(text))


@pytest.mark.skipif(not shutil.which("callgrind_annotate"), reason="needs valgrind")
def test_callgrind_annotate_reads_it(export: Any) -> None:
    path = export("callgrind.out")
    done = subprocess.run(
        ["callgrind_annotate", "--tree=both", "--inclusive=yes", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    assert "twice" in done.stdout and "leaf" in done.stdout


def test_collapsed(export: Any) -> None:
    lines = export("c.collapsed").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        path, _, weight = line.rpartition(" ")
        frames = path.split(";")
        assert int(weight) > 0
        assert frames[0].startswith("process ") and frames[1].startswith("thread ")
    deepest = max((line for line in lines), key=lambda line: line.count("tree (program.py:10)"))
    assert deepest.count("tree (program.py:10)") == 7


def test_speedscope(export: Any) -> None:
    document = json.loads(export("c.speedscope.json").read_text(encoding="utf-8"))
    frames = document["shared"]["frames"]
    assert len(document["profiles"]) == 2
    for profile in document["profiles"]:
        at, open_frames = 0, []
        for event in profile["events"]:
            assert event["at"] >= at
            at = event["at"]
            if event["type"] == "O":
                open_frames.append(event["frame"])
            else:
                assert open_frames.pop() == event["frame"]
        assert open_frames == [] and at == profile["endValue"]
        assert all(event["frame"] < len(frames) for event in profile["events"])


def test_measured_times_hold_the_cost(command: Any, capture: Path) -> None:
    def total(*options: str) -> float:
        done = command("export", capture, "--format", "json", "-o", "-", *options)
        return sum(row["own_s"] for row in json.loads(done.stdout)["functions"])

    assert total() < total("--measured")


def test_times_of_callers_add_up(document: Any, capture: Path) -> None:
    rows = table(capture, document)
    leaf = rows["leaf"]
    assert leaf["cumulative_s"] == pytest.approx(
        sum(caller["cumulative_s"] for caller in leaf["callers"]), rel=1e-6, abs=1e-8
    )
    assert rows["tree"]["calls"] == 127 + 15
    assert rows["tree"]["primitive_calls"] == 2
    assert rows["übung"]["cumulative_s"] > rows["twice"]["cumulative_s"] > leaf["cumulative_s"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.hasten", "--format", "csv"], "missing.hasten: No such file or directory"),
        (["{capture}"], "say which format"),
        (["{capture}", "-o", "/nowhere/x.csv"], "/nowhere/x.csv: No such file or directory"),
        (["{capture}", "--format", "csv", "-o", "{capture}"], "that is the capture itself"),
        (["{capture}", "--format", "beauty"], "invalid choice"),
    ],
)
def test_usage_errors(command: Any, capture: Path, arguments: list[str], message: str) -> None:
    before = capture.read_bytes()
    done = command("export", *[argument.format(capture=capture) for argument in arguments])
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert capture.read_bytes() == before
