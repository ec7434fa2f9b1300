"""How many tweets are replies, how many come from the web and from phones: first version."""

import os
import sys

STATE = {"replies": 0, "from_web": 0, "from_phone": 0, "lines_parts": [], "total_tweets": 0}


def read_data(name):
    with open(name, encoding="utf-8") as file:
        lines = file.read().strip().split("\n")
    for line in lines:
        STATE["lines_parts"].append(line.strip().split(","))
    STATE["total_tweets"] = len(lines)


def increment(name):
    STATE[name] += 1


def get_stats():
    for parts in STATE["lines_parts"]:
        if len(parts) < 5:
            continue
        if parts[1] != '""':
            increment("replies")
        if parts[4].find("Twitter Web Client") > -1:
            increment("from_web")
        else:
            increment("from_phone")


def percent(name):
    return STATE[name] * 100 // STATE["total_tweets"]


def build(folder):
    read_data(os.path.join(folder, "tweets.csv"))
    get_stats()
    print("%d%% of the tweets are replies" % percent("replies"))
    print("%d%% of the tweets were made from the web" % percent("from_web"))
    print("%d%% of the tweets were made from phones" % percent("from_phone"))


if __name__ == "__main__":
    build(sys.argv[1] if len(sys.argv) > 1 else "data")
