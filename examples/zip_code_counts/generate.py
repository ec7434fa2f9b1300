"""Write DIR/requests.csv: city service requests with more than forty columns."""

import csv
import random
import sys
from pathlib import Path

USED = ("Unique Key", "Created Date", "Agency", "Complaint Type", "Incident Zip", "City")
FILLER = tuple(f"Column {letter}{other}" for letter in "ABCDEF" for other in "abcdef")
FILLER_VALUES = ("", "", "N/A", "Unspecified", "0 Unspecified", "BROOKLYN", "Open")


def main() -> None:
    folder = Path(sys.argv[1])
    rows = 1_500 if "--small" in sys.argv else 70_000
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(78)
    zips = [str(code) for code in range(10001, 11697, 7)]
    with open(folder / "requests.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(USED + FILLER)
        for number in range(rows):
            luck = rng.random()
            code = zips[int(len(zips) * rng.random() ** 2)]
            if luck < 0.08:
                code = rng.choice(("", "N/A", "UNKNOWN", "JERSEY"))
            elif luck < 0.4:
                code += ".0" if luck < 0.3 else "-" + str(rng.randrange(1000, 9999))
            filler = rng.choices(FILLER_VALUES, k=len(FILLER))
            writer.writerow(
                (29_000_000 + number, "03/07/2015", "HPD", "Noise", code, "NY", *filler)
            )


if __name__ == "__main__":
    main()
