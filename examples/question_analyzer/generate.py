"""Write DIR/questions.json: made-up questions and answers of a community site."""

import json
import random
import sys
from pathlib import Path

PEOPLE = ("ada", "bob", "carla", "dmitri", "edna", "farid", "greta", "hugo", "ines", "jo", "N/A")
NOUNS = "function loop list module package server thread database query file test error".split()
ADJECTIVES = "slow old broken static remote empty nested hidden simple strange".split()
VERBS = "read write call import profile measure replace break join split".split()
SMALL = "the a in of with for on as a matter of fact at the end of the day how can I".split()


def sentence(rng: random.Random) -> str:
    words = []
    for _ in range(rng.randrange(3, 9)):
        words.append(rng.choice(SMALL))
        words.append(rng.choice(rng.choice((NOUNS, VERBS, ADJECTIVES, NOUNS))))
    text = " ".join(words)
    if rng.random() < 0.3:
        text = text.replace(" ", ", ", 1)
    if rng.random() < 0.4:
        text = "as a matter of fact " + text
    return text[0].upper() + text[1:] + rng.choice(".?!")


def title(rng: random.Random) -> str:
    return "How to {} the {} {} in a {} [{}]?".format(
        rng.choice(VERBS),
        rng.choice(ADJECTIVES),
        rng.choice(NOUNS),
        rng.choice(NOUNS),
        rng.choice(("closed", "solved", "Python")),
    )


def body(rng: random.Random, most: int) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randrange(1, most)))


def person(rng: random.Random) -> str:
    return PEOPLE[int(len(PEOPLE) * rng.random() ** 2)]


def main() -> None:
    folder = Path(sys.argv[1])
    questions = 30 if "--small" in sys.argv else 1_500
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(81)
    data = []
    for _ in range(questions):
        answers = [
            {"body": body(rng, 8), "author": person(rng)} for _ in range(rng.randrange(0, 7))
        ]
        data.append(
            {"title": title(rng), "body": body(rng, 12), "author": person(rng), "answers": answers}
        )
    with open(folder / "questions.json", "w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, indent=4)


if __name__ == "__main__":
    main()
