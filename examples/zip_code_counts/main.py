"""Count service requests by zip code in a wide csv file, and show the ten busiest."""

import csv
import os
import sys


def parse_zip(text):
    try:
        return int(float(text))
    except ValueError:
        return 0


def count_by_zip(name):
    counts = {}
    with open(name, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = parse_zip(row["Incident Zip"])
            if row["Unique Key"]:
                if code not in counts:
                    counts[code] = 0
                counts[code] += 1
    return counts


folder = sys.argv[1] if len(sys.argv) > 1 else "data"
counts = count_by_zip(os.path.join(folder, "requests.csv"))
for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
    print(code, count)
