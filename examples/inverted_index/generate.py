"""Write a few books of made-up words, one .txt file each, under DIR."""

import random
import sys
from pathlib import Path

SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no "
    "pa pe ra re ri ro sa se si so ta te ti to va ve wa we"
).split()
COMMON = "the of and a to in is it was that for on as with his they at be this from".split()


def book(rng: random.Random, vocabulary: list[str], lines: int) -> str:
    text = []
    for _ in range(lines):
        words = []
        for _ in range(rng.randrange(0, 17)):
            if rng.random() < 0.45:
                words.append(rng.choice(COMMON))
            else:
                words.append(vocabulary[int(len(vocabulary) * rng.random() ** 3)])
        line = " ".join(words)
        if words and rng.random() < 0.2:
            line = "\t" + line + "."
        text.append(line)
    return "\n".join(text) + "\n"


def main() -> None:
    folder = Path(sys.argv[1])
    small = "--small" in sys.argv
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(23)
    vocabulary = [
        "".join(rng.choices(SYLLABLES, k=rng.randrange(1, 5)))
        for _ in range(1_000 if small else 30_000)
    ]
    for name in ("birds", "letters"):
        text = book(rng, vocabulary, 400 if small else 15_000)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
