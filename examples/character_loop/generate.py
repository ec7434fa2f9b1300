"""Write DIR/text.txt: lines of made-up prose with digits and punctuation."""

import random
import sys
from pathlib import Path

WORDS = "Time flies like an arrow; fruit flies like a banana, 12 or 7 of them. Really? Yes!".split()


def main() -> None:
    folder = Path(sys.argv[1])
    lines = 300 if "--small" in sys.argv else 40_000
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(90)
    with open(folder / "text.txt", "w", encoding="utf-8", newline="\n") as file:
        for _ in range(lines):
            file.write(" ".join(rng.choices(WORDS, k=rng.randrange(4, 14))) + "\n")


if __name__ == "__main__":
    main()
