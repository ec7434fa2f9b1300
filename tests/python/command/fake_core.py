"""Stands in for the C++ engine in the tests of the launcher and the commands: same contract,
canned facts.

It is copied into the package of a scratch environment as `_core.py`; FAKE_CORE=broken makes it
fail.
"""

import os
import sys

version = "9.9.9"
_started = None

if os.environ.get("FAKE_CORE") == "broken":
    raise ImportError("made to fail")


def start(eager, cache_dir, stress, report, whole_process=False):
    global _started
    _started = [eager, cache_dir, stress, report]
    if "FAKE_CORE_LOG" in os.environ:
        import json

        with open(os.environ["FAKE_CORE_LOG"], "a", encoding="utf-8") as file:
            file.write(json.dumps([os.getpid(), *_started]) + "\n")


def stop():
    global _started
    _started = None


def enabled():
    return _started is not None


def jit(function):
    return function


def dump(kind):
    return f"{kind} of everything\n"


def facts():
    import json

    reason = {
        "code": 1,
        "name": "UnknownOpcode",
        "text": "the instruction X is not known",
        "advice": "none",
        "line": 7,
    }
    common = {
        "id": 1,
        "file": os.path.abspath(sys.argv[0]),
        "function": "total",
        "kind": "loop",
        "compile_ms": 1.5,
    }
    native = {
        **common,
        "line": 3,
        "end_line": 4,
        "state": "native",
        "reason": None,
        "entries": 12,
        "versions": 1,
        "exits": [{"line": 4, "why": "not an int", "count": 2}],
        "cached": False,
        "gain": {"ratio": 20.0, "low": 18.5, "high": 21.5, "earlier": False},
        "lines": [
            {"line": 3, "mark": "native", "why": ""},
            {"line": 4, "mark": "guarded", "why": "x is an int"},
        ],
    }
    refused = {
        **common,
        "id": 2,
        "line": 7,
        "end_line": 8,
        "state": "refused",
        "reason": reason,
        "entries": 0,
        "versions": 0,
        "exits": [],
        "cached": False,
        "gain": None,
        "lines": [{"line": 7, "mark": "interpreted", "why": "unknown instruction"}],
    }
    totals = {"regions": 2, "native": 1, "refused": 1, "undone": 0, "entries": 12, "exits": 2}
    document = {
        "schema": "hasten-run-1",
        "python": "3.13.0",
        "version": version,
        "enabled": True,
        "disabled_reason": None,
        "disabled_refusal": None,
        "start_ms": 0.5,
        "totals": {
            **totals,
            "compile_ms": 3.0,
            "cached": 0,
            "huge_pages_mib": 0,
            "quiet_collections": 0,
            "collections_given_up": 0,
            "kept_at_end": 0,
        },
        "regions": [native, refused],
    }
    return json.dumps(document)
