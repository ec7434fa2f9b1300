"""Look at every character of a file, one at a time."""

import os
import sys

folder = sys.argv[1] if len(sys.argv) > 1 else "data"
with open(os.path.join(folder, "text.txt"), encoding="utf-8") as file:
    text = file.read()

lines = words = digits = capitals = others = 0
inside_word = False
checksum = 0
for character in text:
    if character == "\n":
        lines += 1
    if "a" <= character <= "z" or "A" <= character <= "Z":
        if not inside_word:
            words += 1
            inside_word = True
        if character <= "Z":
            capitals += 1
    else:
        inside_word = False
        if "0" <= character <= "9":
            digits += 1
        else:
            others += 1
    checksum = (checksum * 31 + ord(character)) % 65521

print("characters:", len(text))
print("lines:", lines)
print("words:", words)
print("capitals:", capitals)
print("digits:", digits)
print("others:", others)
print("checksum:", checksum)
