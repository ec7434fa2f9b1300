"""Imported by hasten.pth in every process below `hasten profile`, before the program: starts the
collectors as the HASTEN_* variables say. Child processes write to the capture of the process that
was launched, which shows the table when it ends.

Whatever fails here, the program runs.
"""

import atexit
import os
import sys

from hasten._launched import hide_variables, is_for_subinterpreters, is_main_process
from hasten._process import process_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class _Capture:
    """The capture that this process writes to."""

    def __init__(self) -> None:
        environ = os.environ
        self.path = environ["HASTEN_PROFILE"]
        self.sort = environ.get("HASTEN_SORT", "tottime")
        self.limit = int(environ.get("HASTEN_LIMIT", "20"))
        self.mode, self.settings = _mode(environ)
        self.joins = environ.get("HASTEN_JOINS") == "1"
        self.shows = os.getpid() if is_main_process() else None
        hide_variables()

    def start(self) -> None:
        # Registered before anything of the program: called after everything of the program.
        # The collector ends by a call from C, so that none of ours is counted.
        atexit.register(self._end)
        atexit.register(_core.stop_profile)
        try:
            _core.start_profile(
                self.path, self.joins, self.mode, self.settings, True, process_facts()
            )
        except Exception as error:
            _say(f"nothing is recorded: {error}")
        # Whatever comes after this process, below it or in its place, adds to the same capture.
        os.putenv("HASTEN_JOINS", "1")
        if self.mode == "lines":
            os.putenv("HASTEN_FOLDERS", "\n".join(self.settings[0]))

    def _end(self) -> None:
        if wrong := _core.stop_profile():
            _say(f"{self.path} is not complete: {wrong}")
        if self.shows != os.getpid():  # a child, or a fork of the one that shows
            return
        try:
            self._show()
        except Exception as error:
            _say(f"cannot show {self.path}: {error}")

    def _show(self) -> None:
        if sys.stderr is None:
            return
        if sys.stdout is not None:
            sys.stdout.flush()
        if self.limit > 0:
            from hasten import captures

            captures.show_table(self.path, sys.stderr, self.sort, self.limit)
        sys.stderr.write(f"capture: {self.path}\n")
        sys.stderr.flush()


def _mode(environ: "Mapping[str, str]") -> "tuple[Any, Any]":
    """What _core.start_profile takes as mode and settings."""
    if "HASTEN_RATE" in environ:
        return "samples", float(environ["HASTEN_RATE"])
    if "HASTEN_LINES" in environ:
        return "lines", _choice(environ["HASTEN_LINES"], environ.get("HASTEN_FOLDERS"))
    return "calls", environ.get("HASTEN_BUILTINS") != "0"


_Choice = tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...], bool]


def _choice(wished: str, folders: str | None) -> _Choice:
    """Whose lines are recorded (observe::LineChoice): what -f names, else the program's own files.
    Child processes record those of the program that was launched.
    """
    library = os.path.dirname(os.__file__)
    if wished:
        names = wished.split("\n")
        files = [name for name in names if os.sep in name or name.endswith(".py")]
        paths = {*files, *map(os.path.abspath, files)}
        functions = tuple(name for name in names if name not in files)
        return (), library, tuple(paths), functions, False
    if folders is not None:
        return tuple(folders.split("\n")), library, (), (), True
    script = sys.orig_argv[1] if len(sys.orig_argv) > 1 else "-"
    if script.startswith("-"):
        return (os.getcwd(),), library, (), (), True
    path = os.path.abspath(script)
    places = (path, os.path.realpath(path))
    return tuple({os.path.dirname(place) for place in places}), library, (), (), False


def _say(message: str) -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"hasten profile: {message}\n")
        except (OSError, ValueError):
            pass


try:
    from hasten import _core
except ImportError as error:
    if not is_for_subinterpreters(error):
        raise
    hide_variables()
else:
    _Capture().start()
