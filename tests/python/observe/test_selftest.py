"""`hasten selftest`: what must be right on any machine is; shares depend on how busy it is."""

from __future__ import annotations

from typing import Any


def test_selftest(command: Any) -> None:
    done = command("selftest")
    assert done.stderr == ""
    marks = {line[7:49].strip(): line[:5].strip() for line in done.stdout.splitlines()}
    assert len(marks) == 10
    assert set(marks.values()) <= {"ok", "WRONG"}
    assert done.returncode == (1 if "WRONG" in marks.values() else 0)
    for exact in ("calls, counted", "lines hit, counted", "stacks that cannot be, of a tight loop"):
        assert marks[exact] == "ok", done.stdout
