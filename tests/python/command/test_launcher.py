"""`hasten run`: the program sees what it would see under `python`; mistakes in the call are told
in one line.
"""

import json
import signal
import subprocess

import pytest

SHOW = """\
import os, sys
print(sys.argv, sys.path, __name__, sys.orig_argv[1:], sys.executable, sys.flags)
print(sorted(name for name in os.environ if name != "_"))
"""


def same(environment, *program, **options):
    plain = environment.run(environment.python, *program, **options)
    fast = environment.hasten("run", *program, **options)
    assert (fast.stdout, fast.stderr, fast.returncode) == (
        plain.stdout,
        plain.stderr,
        plain.returncode,
    )
    return fast


@pytest.mark.parametrize("arguments", [[], ["-v", "--report", "two words", "", "-"]])
def test_script_sees_the_same_world(environment, script, arguments):
    assert same(environment, script(SHOW), *arguments).returncode == 0


def test_command_module_and_stdin(environment, script, tmp_path):
    script(SHOW, "shown.py")
    assert same(environment, "-c", SHOW, "x", "-y").returncode == 0
    assert same(environment, "-cprint(1)").stdout == "1\n"
    assert same(environment, "-m", "shown", "x", cwd=tmp_path).returncode == 0
    assert same(environment, "-mshown", cwd=tmp_path).returncode == 0
    assert same(environment, "-", "x", stdin=SHOW).returncode == 0
    assert same(environment, "-c", "print(input())", stdin="a line\n").stdout == "a line\n"


def test_package_directory(environment, tmp_path):
    (tmp_path / "__main__.py").write_text(SHOW)
    assert same(environment, tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("raise ValueError('text')", 1),
        ("import sys; sys.exit(3)", 3),
        ("import sys; sys.exit('message')", 1),
        ("import os; os._exit(4)", 4),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", -signal.SIGINT),
        ("def f(:", 1),
    ],
)
def test_exit_status_and_traceback(environment, script, program, status):
    assert same(environment, script(program)).returncode == status


def test_missing_module_is_told_by_python(environment):
    assert "No module named" in same(environment, "-m", "no_such_module").stderr


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ([], "no program given"),
        (["--report"], "no program given"),
        (["--no-such-option", "x.py"], "unknown option --no-such-option"),
        (["--jsonx", "x.py"], "unknown option --jsonx"),
        (["missing.py"], "cannot read missing.py: No such file or directory"),
        (["--json"], "--json needs a value"),
        (["--json=", "x.py"], "--json needs a file name"),
        (
            ["--json", "no/such/dir/f.json", "x.py"],
            "--json no/such/dir/f.json: No such file or directory",
        ),
        (["--json", ".", "x.py"], "--json .: Is a directory"),
        (["--json", "x.py/f", "x.py"], "--json x.py/f: Not a directory"),
        (["--cache-dir", "x.py", "x.py"], "--cache-dir x.py: Not a directory"),
        (["--cache-dir", "no/such", "x.py"], "--cache-dir no/such: No such file or directory"),
        (["--cache-dir"], "--cache-dir needs a value"),
        (["-m"], "-m needs a value"),
        (["-c"], "-c needs a value"),
        (["--", "-x.py"], "must be given as ./-x.py"),
    ],
)
def test_usage_errors(environment, script, tmp_path, arguments, text):
    script("print('ran')", "x.py")
    result = environment.hasten("run", *arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("hasten run: ") and text in result.stderr
    assert result.stderr.count("\n") == 1


def test_options_reach_the_engine(environment, script, tmp_path):
    log = tmp_path / "log"
    path = script("")

    def started(*options, **variables):
        log.write_text("")
        result = environment.hasten(
            "run", *options, path, cwd=tmp_path, FAKE_CORE_LOG=log, **variables
        )
        assert (result.returncode, result.stdout) == (0, "")
        return [json.loads(line)[1:] for line in log.read_text().splitlines()]

    home = {"HOME": "/users/someone"}
    assert started(**home) == [[False, "/users/someone/.cache/hasten", "", False]]
    assert started(XDG_CACHE_HOME="/caches") == [[False, "/caches/hasten", "", False]]
    assert started(XDG_CACHE_HOME="relative", **home) == [
        [False, "/users/someone/.cache/hasten", "", False]
    ]
    assert started("--cache-dir", "new") == [[False, f"{tmp_path}/new", "", False]]
    assert started("--cache-dir=new/") == [[False, f"{tmp_path}/new", "", False]]
    assert started("--no-cache") == [[False, None, "", False]]
    assert started("--eager", "--no-cache", HASTEN_STRESS="exits") == [[True, None, "exits", False]]
    assert started("--report", "--no-cache") == [[False, None, "", True]]
    assert started(HASTEN="0") == []
    assert environment.run(environment.python, path, FAKE_CORE_LOG=log).returncode == 0
    assert log.read_text() == "", "plain python does not load the engine"


def test_switched_off_says_so_when_a_report_is_asked_for(environment, script):
    result = environment.hasten("run", "--report", script("print(1)"), HASTEN="0")
    assert (result.returncode, result.stdout) == (0, "1\n")
    assert result.stderr == "hasten run: switched off by HASTEN=0, there will be no report\n"


CHILDREN = """\
import multiprocessing, subprocess, sys
def work(x): return x
if __name__ == "__main__":
    subprocess.run([sys.executable, "-c", "print('child', flush=True)"], check=True)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(work, [1, 2]))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(pool.map(work, [1, 2]))
"""


def test_children_are_accelerated_and_only_the_parent_reports(environment, script, tmp_path):
    log = tmp_path / "log"
    out = tmp_path / "facts.json"
    result = environment.hasten(
        "run", "--report", "--json", out, script(CHILDREN), FAKE_CORE_LOG=log
    )
    assert (result.returncode, result.stdout) == (0, "child\n[1, 2]\n[1, 2]\n")
    assert result.stderr.count("hasten 9.9.9") == 1
    started = [json.loads(line) for line in log.read_text().splitlines()]
    assert len({pid for pid, *_ in started}) >= 3, (
        "the program, the subprocess and the spawned worker"
    )
    assert [report for *_, report in started].count(True) == 1


def test_fork_that_exits_normally_does_not_report(environment, script):
    program = "import os, sys\nif os.fork() == 0: sys.exit(0)\nos.wait()\nprint('end')\n"
    result = environment.hasten("run", "--report", script(program))
    assert result.stdout == "end\n" and result.stderr.count("hasten 9.9.9") == 1


def test_a_run_inside_a_run_has_its_own_outputs(environment, script, tmp_path):
    inner = script("print('inner')", "inner.py")
    outer = script(
        "import subprocess\n"
        f"subprocess.run([{str(environment.launcher)!r}, 'run', {str(inner)!r}], check=True)\n"
    )
    out = tmp_path / "facts.json"
    result = environment.hasten("run", "--report", "--json", out, outer)
    assert result.stdout == "inner\n" and result.stderr.count("hasten 9.9.9") == 1
    assert json.loads(out.read_text())["regions"][0]["file"] == str(outer)


def test_broken_engine_runs_the_program_interpreted(environment, script, tmp_path):
    out = tmp_path / "facts.json"
    path = script("print('ran')")
    silent = environment.hasten("run", path, FAKE_CORE="broken")
    assert (silent.stdout, silent.stderr, silent.returncode) == ("ran\n", "", 0)
    told = environment.hasten("run", "--report", "--json", out, path, FAKE_CORE="broken")
    assert told.stdout == "ran\n" and "not active: ImportError: made to fail" in told.stderr
    assert json.loads(out.read_text())["enabled"] is False


def test_launcher_through_a_link_and_without_its_environment_on_path(environment, script, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(environment.launcher)
    result = environment.run(link, "run", script("import sys; print(sys.prefix)"), PATH="/nowhere")
    assert result.stdout == f"{environment.directory}\n"


def test_help_and_the_python_part(environment, tmp_path):
    (tmp_path / "argparse.py").write_text("raise SystemExit('the wrong argparse')")
    assert environment.hasten("run", "--help").stdout.startswith("usage: hasten run")
    assert "hasten 9.9.9 on CPython" in environment.hasten("--version", cwd=tmp_path).stdout
    assert "explain" in environment.hasten("--help").stdout
    assert "explain" in environment.hasten().stdout
    unknown = environment.hasten("no-such-command")
    assert unknown.returncode == 2 and "no-such-command" in unknown.stderr


def test_python_m_hasten_run_becomes_the_launcher(environment, script):
    result = environment.run(environment.python, "-m", "hasten", "run", script(SHOW), "x")
    assert result.stdout == environment.run(environment.python, script(SHOW), "x").stdout


def test_closed_standard_streams(environment, script):
    path = script("import sys\n")
    command = f'exec "{environment.launcher}" run --report "{path}" >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], timeout=60, check=False).returncode == 0
