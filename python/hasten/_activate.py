"""Imported by hasten.pth in every process below `hasten run`, before the program: starts the engine
as the HASTEN_* variables say. It is part of every program's start-up, so it imports nothing but os
and the engine (not even __future__, hence the quoted annotation).

Whatever fails here, the program runs: at worst interpreted, with one line in the report.
"""

import os

from hasten import _default_cache_dir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hasten._at_exit import Outputs

# What the launcher sets. The program does not see these in os.environ, as it would not without
# hasten; they stay in the C environment, which child processes inherit.
_LAUNCHER_VARIABLES = (
    "HASTEN_RUN",
    "HASTEN_MAIN_PID",
    "HASTEN_REPORT",
    "HASTEN_JSON",
    "HASTEN_DUMP",
    "HASTEN_EAGER",
    "HASTEN_NO_CACHE",
    "HASTEN_CACHE_DIR",
)


def _hide_launcher_variables() -> None:
    data = getattr(os.environ, "_data", None)
    if isinstance(data, dict):
        for name in _LAUNCHER_VARIABLES:
            data.pop(os.fsencode(name), None)


def _main_process() -> bool:
    """Whether this process reports: the one that was launched, not its children."""
    launched = os.environ.get("HASTEN_MAIN_PID")
    if launched is None:  # HASTEN_RUN was set by hand
        os.putenv("HASTEN_MAIN_PID", str(os.getpid()))
        return True
    return launched == str(os.getpid())


def _outputs() -> "Outputs | None":
    environ = os.environ
    report = environ.get("HASTEN_REPORT") == "1"
    json_file = environ.get("HASTEN_JSON")
    dump_prefix = environ.get("HASTEN_DUMP")
    if not _main_process() or not (report or json_file or dump_prefix):
        return None
    from hasten._at_exit import Outputs

    # Registered before anything of the program: called after everything of the program.
    return Outputs(report, json_file, dump_prefix).register()


def _activate() -> None:
    environ = os.environ
    outputs = _outputs()
    cache_dir = None if environ.get("HASTEN_NO_CACHE") == "1" else _default_cache_dir()
    eager = environ.get("HASTEN_EAGER") == "1"
    stress = environ.get("HASTEN_STRESS", "")
    _hide_launcher_variables()
    try:
        from hasten import _core

        _core.start(eager, cache_dir, stress, outputs is not None, True)
    except Exception as error:
        if outputs is not None:
            outputs.disabled_reason = f"{type(error).__name__}: {error}"


_activate()
