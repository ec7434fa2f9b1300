"""`python -m hasten`: every subcommand but those that run programs, which are the launcher's."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from typing import NoReturn

from hasten import captures, explain
from hasten._launcher import MISSING, find_launcher


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in ("run", "profile"):
        return _become_launcher(arguments)
    options, program_arguments = _parse(arguments)
    if options.version:
        print(_version())
        return 0
    if options.command == "explain":
        return explain.main(options, program_arguments)
    if options.command == "selftest":
        from hasten import selftest

        return selftest.main()
    if options.command in ("show", "export"):
        return captures.show(options) if options.command == "show" else captures.export(options)
    _parser().print_help()
    return 0


def _parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, Sequence[str]]:
    """Our own options, and what follows `--`: the arguments of the program."""
    own = list(arguments)
    end = own.index("--") if "--" in own else len(own)
    return _parser().parse_args(own[:end]), own[end + 1 :]


class _Parser(argparse.ArgumentParser):
    """Mistakes in the call are told in one line, as `hasten run` does."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="hasten", description="Runs unmodified Python programs faster, with the same results."
    )
    parser.add_argument(
        "--version", action="store_true", help="print the version and what it runs on"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run a program faster (hasten run --help)", add_help=False)
    explain.add_parser(commands)
    commands.add_parser(
        "profile", help="record where a program's time goes (hasten profile --help)", add_help=False
    )
    captures.add_parsers(commands)
    commands.add_parser(
        "selftest", help="how right the collectors are on this machine, and what they cost"
    )
    return parser


def _version() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    try:
        from hasten import _core
    except ImportError as error:
        return f"hasten (its engine cannot be loaded: {error}) on {python}"
    return f"hasten {_core.version} on {python}"


def _become_launcher(arguments: Sequence[str]) -> int:
    if (launcher := find_launcher()) is not None:
        sys.stdout.flush()
        os.execv(launcher, [launcher, *arguments])
    print(f"hasten: {MISSING}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
