"""``hasten.Profile``: calls of a part of a program, with the methods of cProfile.Profile.

All threads are counted, each with its own stack of calls, and what the profiler itself costs is
taken off the times. Processes that are forked meanwhile are part of it.
"""

from __future__ import annotations

import marshal
import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from typing import Any

from hasten import _core
from hasten._process import process_facts

# As pstats has them: (file, line, function) -> (primitive calls, calls, own seconds, cumulative
# seconds, callers), and the last again without callers for each caller.
Key = tuple[str, int, str]
Stats = dict[Key, tuple[int, int, float, float, dict[Key, Any]]]


class Profile:
    """Counts and times calls between enable() and disable(), also several times.

    As ``with`` block, by run(), runctx() and runcall(), or by hand. pstats.Stats takes it. Raises
    ValueError where another profiler is at work, and OSError where there is no room for the capture.
    """

    def __init__(self, *, builtins: bool = True) -> None:
        """builtins: functions written in C are counted too."""
        self.builtins = builtins
        self.stats: Stats = {}
        self._directory = tempfile.mkdtemp(prefix="hasten-")
        self._remove = weakref.finalize(self, shutil.rmtree, self._directory, ignore_errors=True)
        self._begun = False
        self._enabled = False

    @property
    def capture(self) -> str:
        """The capture file, for `hasten show` and `hasten export`; it lives as long as the profile."""
        return os.path.join(self._directory, "calls.hasten")

    def enable(self) -> None:
        facts = process_facts()
        joins, self._begun, self._enabled = self._begun, True, True
        try:
            _core.start_profile(self.capture, joins, "calls", self.builtins, False, facts)
        except RuntimeError as error:
            self._begun, self._enabled = joins, False
            raise ValueError(f"Another profiling tool is already active: {error}") from None

    def disable(self) -> None:
        if not self._enabled:
            return
        wrong = _core.stop_profile()
        self._enabled = False
        if wrong:
            raise OSError(f"the profile is not complete: {wrong}")

    def create_stats(self) -> None:
        """Ends the profile and fills `stats`."""
        self.disable()
        if not self._begun:
            self.stats = {}
            return
        stats: Stats = marshal.loads(_core.export_capture(self.capture, "pstats", True))
        self.stats = {
            key: (
                *value[:4],
                {caller: sums for caller, sums in value[4].items() if _is_own(caller)},
            )
            for key, value in stats.items()
            if _is_own(key)
        }

    def print_stats(self, sort: str | int = -1) -> None:
        """The table of pstats, on standard output."""
        import pstats

        # Typed for cProfile's own, though any object with create_stats() and stats will do.
        statistics: Any = pstats.Stats(self)  # type: ignore[arg-type]
        statistics.strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file: str | os.PathLike[str]) -> None:
        """Writes what pstats.Stats reads."""
        self.create_stats()
        with open(file, "wb") as output:
            marshal.dump(self.stats, output)

    def run(self, command: str) -> Profile:
        names = sys.modules["__main__"].__dict__
        return self.runctx(command, names, names)

    def runctx(
        self, command: str, globals: dict[str, Any], locals: dict[str, Any] | None
    ) -> Profile:
        self.enable()
        try:
            exec(command, globals, locals)
        finally:
            self.disable()
        return self

    def runcall[R](self, function: Callable[..., R], /, *arguments: Any, **named: Any) -> R:
        self.enable()
        try:
            return function(*arguments, **named)
        finally:
            self.disable()

    def __enter__(self) -> Profile:
        self.enable()
        return self

    def __exit__(self, *_: object) -> None:
        self.disable()


def _is_own(key: Key) -> bool:
    """Of the profiled program, not of this file."""
    return key[0] != __file__ and not key[2].endswith("hasten._core.stop_profile>")
