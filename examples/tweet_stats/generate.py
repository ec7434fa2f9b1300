"""Write DIR/tweets.csv: ten quoted columns a tweet, some tweets on several lines."""

import random
import sys
from pathlib import Path

WEB = '<a href=""http://twitter.com"">Twitter Web Client</a>'
PHONE = '<a href=""http://twitter.com/phone"">Twitter for Phones</a>'
WORDS = (
    "the a new old good slow fast python code, test today, morning coffee, reading "
    "about profilers again, yes no maybe, see you there thanks for this"
).split()


def tweet(rng: random.Random, number: int) -> str:
    reply = str(rng.randrange(10**17, 10**18)) if rng.random() < 0.35 else ""
    user = str(rng.randrange(10**6, 10**9)) if reply else ""
    when = "2014-%02d-%02d %02d:%02d:%02d +0000" % (
        rng.randrange(1, 13),
        rng.randrange(1, 29),
        rng.randrange(24),
        rng.randrange(60),
        rng.randrange(60),
    )
    source = WEB if rng.random() < 0.86 else PHONE
    words = rng.choices(WORDS, k=rng.randrange(4, 20))
    if rng.random() < 0.05:
        words.insert(len(words) // 2, "\n")
    url = "http://example.com/%d" % number if rng.random() < 0.3 else ""
    fields = [str(10**17 + number), reply, user, when, source, " ".join(words), "", "", "", url]
    return '"' + '","'.join(fields) + '"\n'


def main() -> None:
    folder = Path(sys.argv[1])
    tweets = 2_000 if "--small" in sys.argv else 250_000
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(18)
    with open(folder / "tweets.csv", "w", encoding="utf-8", newline="\n") as file:
        for number in range(tweets):
            file.write(tweet(rng, number))


if __name__ == "__main__":
    main()
