"""Tweet statistics, second version: line by line, with tweets that span lines put together."""

import os
import sys

STATE = {"replies": 0, "from_web": 0, "from_phone": 0, "total_tweets": 0}
FIELDS = 10


def count_tweet(parts):
    STATE["total_tweets"] += 1
    if parts[1] != "":
        STATE["replies"] += 1
    if "Twitter Web Client" in parts[4]:
        STATE["from_web"] += 1
    else:
        STATE["from_phone"] += 1


def read_data(name):
    parts = []
    with open(name, encoding="utf-8") as file:
        for line in file:
            pieces = line.strip().split('","')
            if parts:
                parts[-1] += " " + pieces[0]
                parts.extend(pieces[1:])
            else:
                parts = pieces
            if len(parts) == FIELDS:
                count_tweet(parts)
                parts = []


def percent(name):
    return STATE[name] * 100 // STATE["total_tweets"]


def build(folder):
    read_data(os.path.join(folder, "tweets.csv"))
    print("%d%% of the tweets are replies" % percent("replies"))
    print("%d%% of the tweets were made from the web" % percent("from_web"))
    print("%d%% of the tweets were made from phones" % percent("from_phone"))


if __name__ == "__main__":
    build(sys.argv[1] if len(sys.argv) > 1 else "data")
