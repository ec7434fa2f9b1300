"""hasten: run unmodified Python programs faster, with the same results.

The usual way in is the command: ``hasten run app.py``. From inside a program::

    import hasten
    hasten.enable()         # from here on, hot loops and functions of this process run natively

Importing this package does nothing else: the engine (``hasten._core``) is loaded when first asked
for. This file is part of every accelerated program's start-up, so it imports nothing, not even
__future__ (hence the quoted annotations).
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from hasten._profile import Profile

    _F = TypeVar("_F", bound=Callable[..., Any])

    __version__: str

__all__ = ["Profile", "__version__", "disable", "enable", "facts", "jit"]


def enable(
    *, eager: bool = False, cache: bool = True, cache_dir: "str | os.PathLike[str] | None" = None
) -> bool:
    """Accelerate hot code of this process from now on; whether that is possible here.

    Works in a program started by plain `python`. Nothing happens where HASTEN=0 is set. Where the
    engine cannot run, the program goes on interpreted and ``facts()["disabled_reason"]`` says why.
    """
    if os.environ.get("HASTEN") == "0":
        return False
    try:
        from hasten import _core
    except ImportError:
        return False
    if not _core.enabled():
        directory = os.fspath(cache_dir) if cache_dir is not None else _default_cache_dir()
        stress = os.environ.get("HASTEN_STRESS", "")
        _core.start(eager, directory if cache else None, stress, False)
    return _core.enabled()


def disable() -> None:
    """Back to plain CPython: no native code is entered any more, loops go on interpreted."""
    try:
        from hasten import _core
    except ImportError:
        return
    _core.stop()


def jit(function: "_F") -> "_F":
    """A decorator: compile this function and its loops at its next call, instead of waiting until
    they are hot. Starts the engine if need be; returns the same function.

    Compilation happens in the background, so the first call still begins interpreted.
    """
    if enable():
        from hasten import _core

        _core.jit(function)
    return function


def facts() -> "dict[str, Any]":
    """What was made native so far, what was refused and why, as in ``schema/run.schema.json``."""
    import json

    try:
        from hasten import _core
    except ImportError as error:
        from hasten import report

        return report.empty_facts(f"{type(error).__name__}: {error}")
    document: "dict[str, Any]" = json.loads(_core.facts())
    return document


def _default_cache_dir() -> "str | None":
    """The directory for compiled code, or None where the user has no home."""
    directory = os.environ.get("HASTEN_CACHE_DIR")
    if directory:
        return directory
    directory = os.environ.get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(directory):
        directory = os.path.expanduser("~/.cache")
    return os.path.join(directory, "hasten") if os.path.isabs(directory) else None


def __getattr__(name: str) -> "Any":
    if name == "Profile":
        from hasten._profile import Profile

        return Profile
    if name == "__version__":
        from hasten import _core

        return _core.version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
