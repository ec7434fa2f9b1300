"""pytest tests/golden --update-golden writes what the running build gives; review it with git diff."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite the expectations")
