"""Find the domain of an e-mail address, compiling the pattern every time."""

import re
import sys


def find_domain(address):
    pattern = re.compile(r"[^@]+@([\w.-]+)$")
    return pattern.match(address).group(1)


rounds = 5_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 900_000
length = 0
for i in range(rounds):
    domain = find_domain("somebody@mail.example.com")
    length += len(domain)
print(domain, length)
