"""Imported by hasten.pth in every process below `hasten run`, before the program: starts the engine
as the HASTEN_* variables say. It is part of every program's start-up, so it imports nothing but os
and the engine (not even __future__, hence the quoted annotation).

Whatever fails here, the program runs: at worst interpreted, with one line in the report.
"""

import os

from hasten import _default_cache_dir
from hasten._launched import hide_variables, is_for_subinterpreters, is_main_process

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hasten._at_exit import Outputs


def _outputs() -> "Outputs | None":
    environ = os.environ
    report = environ.get("HASTEN_REPORT") == "1"
    json_file = environ.get("HASTEN_JSON")
    dump_prefix = environ.get("HASTEN_DUMP")
    if not is_main_process() or not (report or json_file or dump_prefix):
        return None
    from hasten._at_exit import Outputs

    # Registered before anything of the program: called after everything of the program.
    return Outputs(report, json_file, dump_prefix).register()


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _activate() -> None:
    environ = os.environ
    reason = None
    try:
        from hasten import _core
    except Exception as error:
        if is_for_subinterpreters(error):
            hide_variables()
            return
        reason = _words(error)
    outputs = _outputs()
    cache_dir = None if environ.get("HASTEN_NO_CACHE") == "1" else _default_cache_dir()
    eager = environ.get("HASTEN_EAGER") == "1"
    stress = environ.get("HASTEN_STRESS", "")
    hide_variables()
    if reason is None:
        try:
            _core.start(eager, cache_dir, stress, outputs is not None, True)
        except Exception as error:
            reason = _words(error)
    if reason is not None and outputs is not None:
        outputs.disabled_reason = reason


_activate()
