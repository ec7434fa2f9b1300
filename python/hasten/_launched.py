"""What the launcher (src/launcher) told this process: its HASTEN_* variables. Part of every program's
start-up: imports nothing but os.
"""

import os

# What the launcher sets. The program does not see these in os.environ, as it would not without
# hasten; they stay in the C environment, which child processes inherit.
_VARIABLES = (
    "HASTEN_RUN",
    "HASTEN_MAIN_PID",
    "HASTEN_REPORT",
    "HASTEN_JSON",
    "HASTEN_DUMP",
    "HASTEN_EAGER",
    "HASTEN_NO_CACHE",
    "HASTEN_CACHE_DIR",
    "HASTEN_PROFILE",
    "HASTEN_JOINS",
    "HASTEN_BUILTINS",
    "HASTEN_RATE",
    "HASTEN_SORT",
    "HASTEN_LIMIT",
    "HASTEN_LINES",
    "HASTEN_FOLDERS",
)


def hide_variables() -> None:
    data = getattr(os.environ, "_data", None)
    if isinstance(data, dict):
        for name in _VARIABLES:
            data.pop(os.fsencode(name), None)


def is_for_subinterpreters(error: Exception) -> bool:
    """Whether hasten._core could not be imported because this is no main interpreter."""
    return isinstance(error, ImportError) and "subinterpreter" in str(error)


def is_main_process() -> bool:
    """Whether this process reports: the one that was launched, not its children."""
    launched = os.environ.get("HASTEN_MAIN_PID")
    if launched is None:  # HASTEN_RUN was set by hand
        os.putenv("HASTEN_MAIN_PID", str(os.getpid()))
        return True
    return launched == str(os.getpid())
