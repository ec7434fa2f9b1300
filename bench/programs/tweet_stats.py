"""Shares of replies, web and phone tweets among made-up quoted lines."""

import random

STATE = {"replies": 0, "from_web": 0, "from_phone": 0, "lines_parts": [], "total_tweets": 0}


def make_text(tweets):
    rng = random.Random(18)
    web = '"<a href=""http://twitter.com"">Twitter Web Client</a>"'
    phone = '"<a href=""http://twitter.com/phone"">Twitter for Phones</a>"'
    samples = []
    for number in range(500):
        reply = '"%d"' % rng.randrange(10**17) if rng.random() < 0.35 else '""'
        source = web if rng.random() < 0.86 else phone
        samples.append(
            '"%d",%s,"","2014-05-06",%s,"some words, and more","","","",""'
            % (number, reply, source)
        )
    return "\n".join(samples[i * i % 499] for i in range(tweets))


def read_data(text):
    lines = text.strip().split("\n")
    for line in lines:
        STATE["lines_parts"].append(line.strip().split(","))
    STATE["total_tweets"] = len(lines)


def increment(name):
    STATE[name] += 1


def get_stats():
    for parts in STATE["lines_parts"]:
        if parts[1] != '""':
            increment("replies")
        if parts[4].find("Twitter Web Client") > -1:
            increment("from_web")
        else:
            increment("from_phone")


def percent(name):
    return STATE[name] * 100 // STATE["total_tweets"]


text = make_text(50_000)
totals = []
for _ in range(18):
    for name in ("replies", "from_web", "from_phone", "total_tweets"):
        STATE[name] = 0
    STATE["lines_parts"] = []
    read_data(text)
    get_stats()
    totals.append(percent("replies"))
print(totals[0], percent("from_web"), percent("from_phone"))
