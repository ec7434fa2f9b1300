"""What a run leaves behind when it ends: the report on stderr, the facts as JSON, the dumps for
`hasten explain`.
"""

from __future__ import annotations

import atexit
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Outputs:
    """The outputs asked for, written at exit by the process that registered them (no fork)."""

    def __init__(self, report: bool, json_file: str | None, dump_prefix: str | None) -> None:
        self.report = report
        self.json_file = json_file
        self.dump_prefix = dump_prefix
        self.disabled_reason: str | None = None
        self._pid = os.getpid()

    def register(self) -> Outputs:
        atexit.register(self._write_all)
        return self

    def _write_all(self) -> None:
        if os.getpid() != self._pid:
            return
        facts = self._facts()
        if self.json_file:
            _attempt(f"cannot write {self.json_file}", lambda: self._write_json(facts))
        if self.dump_prefix and self.disabled_reason is None:
            _attempt("cannot write the dumps", self._write_dumps)
        if self.report:
            _attempt("cannot print the report", lambda: _print_report(facts))

    def _facts(self) -> str:
        if self.disabled_reason is None:
            try:
                from hasten import _core

                return _core.facts()
            except Exception as error:
                self.disabled_reason = f"{type(error).__name__}: {error}"
        return _facts_without_engine(self.disabled_reason)

    def _write_json(self, facts: str) -> None:
        assert self.json_file is not None
        _write_atomically(self.json_file, facts + "\n")

    def _write_dumps(self) -> None:
        from hasten import _core

        _write_atomically(f"{self.dump_prefix}.pyir", _core.dump("pyir"))
        _write_atomically(f"{self.dump_prefix}.ir", _core.dump("ir"))
        _write_atomically(f"{self.dump_prefix}.llvm", _core.dump("llvm"))
        _write_atomically(f"{self.dump_prefix}.asm", _core.dump("asm"))


def _print_report(facts: str) -> None:
    if sys.stderr is None:
        return
    import json

    from hasten import report

    if sys.stdout is not None:
        sys.stdout.flush()
    sys.stderr.write(report.render(json.loads(facts), color=report.wants_color(sys.stderr)))
    sys.stderr.flush()


def _attempt(what: str, action: Callable[[], None]) -> None:
    """An output that fails costs one line, never the program's own result."""
    try:
        action()
    except Exception as error:
        reason = (
            isinstance(error, OSError) and error.strerror
        ) or f"{type(error).__name__}: {error}"
        if sys.stderr is not None:
            try:
                sys.stderr.write(f"hasten: {what}: {reason}\n")
            except (OSError, ValueError):
                pass


def _write_atomically(path: str, text: str) -> None:
    """All of the text or, on any error, the old file untouched."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "x", encoding="utf-8") as file:
            file.write(text)
        os.replace(temporary, path)
    except BaseException:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def _facts_without_engine(reason: str) -> str:
    """The facts of a run whose engine did not start: nothing was done, and why."""
    import json

    from hasten import report

    return json.dumps(report.empty_facts(reason))
