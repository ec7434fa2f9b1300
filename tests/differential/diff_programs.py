"""Run generated programs under CPython and under hasten; report every difference with its seed.

    python tests/differential/diff_programs.py --seed 1 --count 50 --mode eager,guards,exits
    python tests/differential/diff_programs.py --count 50              a fresh seed, printed

A failing program is written to --out; the report names the command that reproduces it and the one
that shrinks it.
"""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import running
from generate import generate
from running import MODES, Program

REDUCE = Path(__file__).parent / "reduce.py"
DEFAULT_MODES = ("eager", "guards", "exits")
OPTIMISED_EVERY = 20  # of so many seeds one runs the machine code that users run


@dataclass(frozen=True)
class Failure:
    seed: int
    mode: str
    source: str
    report: str


def check_seed(
    seed: int, modes: tuple[str, ...], folder: Path, functions: int = 20
) -> list[Failure]:
    """Generate the program of a seed in `folder`, run it plainly and in each mode, and compare."""
    source = generate(seed, functions)
    path = folder / f"seed_{seed}.py"
    path.write_text(source)
    program = Program(path, timeout=180)
    plain = running.run_plain(program)
    if plain.code != 0:
        last = plain.stderr.decode(errors="replace")[-500:]
        return [
            Failure(
                seed, "plain", source, f"the generator made a bad program: {plain.ending()}\n{last}"
            )
        ]
    failures = []
    for mode in modes:
        optimised = seed % OPTIMISED_EVERY == 0
        report = running.difference(
            plain, running.run_hasten(program, running.stressed(mode, optimised))
        )
        if report:
            failures.append(Failure(seed, mode, source, report))
    return failures


def write_failure(failure: Failure, out: Path) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"seed_{failure.seed}_{failure.mode}.py"
    path.write_text(failure.source)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="first seed (default: a fresh one)")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--mode", default=",".join(DEFAULT_MODES), help=f"of {', '.join(MODES)}")
    parser.add_argument("--functions", type=int, default=20, help="functions per program")
    parser.add_argument(
        "--out", type=Path, default=Path("failing"), help="folder for failing programs"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--keep-going", action="store_true", help="do not stop at the first failing seed"
    )
    options = parser.parse_args()
    modes = tuple(options.mode.split(","))
    unknown = set(modes) - set(MODES)
    if unknown:
        parser.error(f"unknown mode: {', '.join(sorted(unknown))}")
    if not running.EXECUTABLE.exists():
        parser.error(f"hasten is not installed: no {running.EXECUTABLE}")
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print(f"seeds {first} to {first + options.count - 1}, modes {', '.join(modes)}", flush=True)
    failing = 0
    with TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        seeds = range(first, first + options.count)
        for failures in pool.map(
            lambda s: check_seed(s, modes, Path(folder), options.functions), seeds
        ):
            for failure in failures:
                failing += 1
                path = write_failure(failure, options.out)
                print(
                    f"\nseed {failure.seed} differs under {failure.mode}: {path}\n{failure.report}"
                )
                print(f"shrink:\n  python {REDUCE} {path} --mode {failure.mode}")
            if failing and not options.keep_going:
                pool.shutdown(cancel_futures=True)
                break
    print(f"\n{failing} differences" if failing else "no differences")
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
