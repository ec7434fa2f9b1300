"""Where the command `hasten` of this Python is (src/launcher), which runs programs."""

from __future__ import annotations

import os
import sys
import sysconfig

MISSING = "the command `hasten` is not installed beside this Python"


def find_launcher() -> str | None:
    for directory in (os.path.dirname(sys.executable), sysconfig.get_path("scripts")):
        path = os.path.join(directory, "hasten")
        if os.access(path, os.X_OK):
            return path
    return None
