"""Look a word up in an inverted index and print the text around every place it was found."""

import os
import re
import sys


def load_index(folder):
    lines = []
    with open(os.path.join(folder, "index-file.txt"), encoding="utf-8") as file:
        for line in file:
            lines.append(line)
    index = {}
    for line in lines:
        parts = line.split(" ")
        word = parts[0]
        del parts[0]
        index[word] = list_to_dict(" ".join(parts))
    return index


def list_to_dict(text):
    entries = []
    for found in re.findall(r"\([^)]*\)", text):
        entries.append(found.replace("(", "").replace(")", ""))
    return entries


def read_file_content(folder, name):
    lines = []
    with open(os.path.join(folder, name), "rb") as file:
        for line in file:
            line = line.decode("utf-8-sig")
            for character in ",.\t\r|":
                line = line.replace(character, "")
            lines.append(line.strip())
    return " ".join(lines)


def search(folder, word):
    index = load_index(folder)
    if word not in index:
        print("no such word:", word)
        return
    for entry in index[word]:
        parts = entry.split(",")
        name = parts[0]
        content = read_file_content(folder, name)
        for offset in parts[1:]:
            start = int(offset) - 1
            print("%s: %s" % (name, content[start : start + 100]))
    print(len(index), "words searched")


if __name__ == "__main__":
    search(sys.argv[1] if len(sys.argv) > 1 else "data", "John")
