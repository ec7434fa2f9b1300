"""Formats that show time from left to right, or whole stacks, of captures of calls and of samples."""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pprof
import pytest

PROGRAM = """
import threading
def leaf(n):
    t = 0
    for i in range(n):
        t += i
    return t
def twice(n):
    leaf(n); leaf(n)
def work():
    for _ in range(60): twice(20_000)
thread = threading.Thread(target=work)
thread.start()
work()
thread.join()
"""


@pytest.fixture(scope="module", params=["--calls", "--sample"])
def capture(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, hasten: Path
) -> Path:
    directory = tmp_path_factory.mktemp("export")
    (directory / "program.py").write_text(PROGRAM)
    subprocess.run(
        [hasten, "profile", request.param, "-n0", "-o", "c.hasten", "program.py"],
        cwd=directory,
        check=True,
        timeout=180,
        capture_output=True,
    )
    return directory / "c.hasten"


def rows(command: Any, capture: Path) -> dict[str, dict[str, str]]:
    done = command("export", capture, "--format", "csv", "-o", "-")
    return {row["function"]: row for row in csv.DictReader(done.stdout.splitlines())}


def test_chrome(export: Any) -> None:
    """Begins and ends match on each track, and time goes on."""
    document = json.loads(export("c.trace.json").read_bytes())
    tracks: dict[tuple[int, int], list[Any]] = {}
    for event in document["traceEvents"]:
        tracks.setdefault((event["pid"], event["tid"]), []).append(event)
    assert len(tracks) == 2
    spent: Counter[str] = Counter()
    for events in tracks.values():
        kinds = [event["args"]["name"] for event in events if event["ph"] == "M"]
        assert kinds[0].startswith("process ") and kinds[1].startswith("thread ")
        at, opened = 0.0, []
        for event in events:
            if event["ph"] == "M":
                continue
            assert event["ts"] >= at
            at = event["ts"]
            if event["ph"] == "B":
                opened.append((event["name"], at))
                assert event.get("args", {"line": 0})["line"] >= 0  # none: a built-in
            else:
                name, begun = opened.pop()
                spent[name] += at - begun
        assert opened == []
    assert spent["leaf"] > 0.8 * spent["twice"] > 0.6 * spent["work"]


def test_pprof(export: Any, command: Any, capture: Path) -> None:
    profile = pprof.read(export("c.pb.gz").read_bytes())
    text = profile.string_table
    assert text[0] == ""
    assert [text[kind.type] for kind in profile.sample_type] == ["samples", "wall", "cpu"]
    functions = {function.id: text[function.name] for function in profile.function}
    places = {location.id: location.line[0] for location in profile.location}
    assert 0 not in functions and 0 not in places
    assert all(location.mapping_id == profile.mapping[0].id for location in profile.location)
    self_count: Counter[str] = Counter()
    for sample in profile.sample:
        names = [functions[places[id].function_id] for id in sample.location_id]
        labels = {text[label.key]: text[label.str] for label in sample.label}
        assert labels.keys() == {"pid", "thread"}
        if names:
            self_count[names[0]] += sample.value[0]
        if "leaf" in names and names[0] == "leaf":  # the leaf comes first
            assert names[1:3] == ["twice", "work"]
    table = rows(command, capture)["leaf"]
    assert self_count["leaf"] == int(table.get("self_samples") or table["ncalls"])
    lines = {places[i].line for s in profile.sample for i in s.location_id[:1]}
    assert lines & {3, 5, 6}


def test_speedscope(export: Any) -> None:
    document = json.loads(export("c.speedscope.json").read_bytes())
    frames = document["shared"]["frames"]
    assert len(document["profiles"]) == 2
    for profile in document["profiles"]:
        if profile["type"] == "evented":
            continue  # test_export.py
        assert len(profile["samples"]) == len(profile["weights"])
        assert all(weight >= 0 for weight in profile["weights"])
        assert profile["endValue"] - profile["startValue"] == sum(profile["weights"])
        names = [[frames[frame]["name"] for frame in stack] for stack in profile["samples"]]
        assert any(stack[-3:] == ["work", "twice", "leaf"] for stack in names)


def test_formats_of_lines_only(command: Any, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("pass\n")
    command("profile", "--lines", "-n0", "-o", tmp_path / "c.hasten", tmp_path / "x.py")
    for form in ("chrome", "pprof", "speedscope", "collapsed", "callgrind"):
        done = command("export", tmp_path / "c.hasten", "--format", form)
        assert done.returncode == 2
        assert f"holds lines; {form} is not for them" in done.stderr
