"""Write bird books and their index file under DIR."""

import random
import sys
from pathlib import Path

SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no "
    "pa pe ra re ri ro sa se si so ta te ti to va ve wa we"
).split()


def book(rng: random.Random, vocabulary: list[str], words: int) -> str:
    chosen = [vocabulary[int(len(vocabulary) * rng.random() ** 2)] for _ in range(words)]
    for place in rng.sample(range(words), 3):
        chosen[place] = "John"
    lines = []
    while chosen:
        count = rng.randrange(6, 14)
        lines.append(" ".join(chosen[:count]))
        del chosen[:count]
    return "\n".join(lines) + "\n"


def main() -> None:
    folder = Path(sys.argv[1])
    small = "--small" in sys.argv
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(37)
    vocabulary = [
        "".join(rng.choices(SYLLABLES, k=rng.randrange(2, 6)))
        for _ in range(800 if small else 200_000)
    ]
    index: dict[str, dict[str, list[int]]] = {}
    for name in ("finches.txt", "owls.txt", "waders.txt"):
        text = book(rng, vocabulary, 1_500 if small else 200_000)
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
        offset = 0
        for line in text.splitlines():
            for word in line.split(" "):
                index.setdefault(word, {}).setdefault(name, []).append(offset + 1)
                offset += len(word) + 1
    with open(folder / "index-file.txt", "w", encoding="utf-8", newline="\n") as file:
        for word, by_file in index.items():
            entries = [f"({name},{','.join(map(str, at))})" for name, at in by_file.items()]
            file.write(f"{word} {','.join(entries)}\n")


if __name__ == "__main__":
    main()
