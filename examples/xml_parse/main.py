"""Parse an XML text held in a string and count what is in it."""

import sys
import xml.etree.ElementTree as ET

if "--small" in sys.argv:
    rounds = 10
else:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000

LINE = "<b/><c><d>some text</d></c>\n"
DOCUMENT = "<a>\n" + LINE * 100 + "</a>"


def parse(text):
    root = ET.fromstring(text)
    counts = {}
    length = 0
    for element in root.iter():
        counts[element.tag] = counts.get(element.tag, 0) + 1
        if element.tag == "d":
            length += len(element.text)
    return counts, length


for _ in range(rounds):
    counts, length = parse(DOCUMENT)
for tag in sorted(counts):
    print(tag, counts[tag])
print("characters of text:", length)
