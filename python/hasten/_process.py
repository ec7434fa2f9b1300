"""What a capture says of the process that it was made in (docs/design/capture.md, chunk 1)."""

import os
import sys


def process_facts() -> dict[str, str]:
    return {
        "pid": str(os.getpid()),
        "parent_pid": str(os.getppid()),
        "command": "\n".join(sys.orig_argv),
        "directory": os.getcwd(),
        "python": f"{sys.implementation.name} {sys.version}",
        "machine": " ".join(os.uname()),
    }
