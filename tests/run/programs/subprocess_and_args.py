"""sys.argv, environment, a child interpreter and -c code run from a loop."""
# args: one two --flag=3
import os
import subprocess
import sys

print(sys.argv[1:], os.path.basename(sys.argv[0]), __name__, os.path.basename(__file__))
print(__doc__, __builtins__.__name__, __spec__, __package__)
total = 0
for i in range(1000):
    total += len(sys.argv[i % len(sys.argv)]) if i % len(sys.argv) else 1
print(total)
result = subprocess.run([sys.executable, "-c", "t = 0\nfor i in range(1000): t += i\nprint(t)"],
                        capture_output=True, text=True)
print(result.stdout, result.returncode, result.stderr)
print(sys.path[0] == os.path.dirname(os.path.abspath(__file__)), sys.flags.optimize, sys.stdin is not None)
print(sorted(k for k in globals() if not k.startswith("__")))
