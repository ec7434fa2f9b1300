"""Build an inverted index: for each word, the files and the offsets where it was found."""

import os
import sys

STRIP = ".\t\n |"


def get_file_names(folder):
    names = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt") and name != "index-file.txt":
            names.append(name)
    return names


def read_file_content(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def get_offset_up_to_word(words, index):
    if not index:
        return 0
    sum_of_lengths = 0
    for word in words[0:index]:
        sum_of_lengths += len(word)
    return sum_of_lengths + index + 1


def get_words(folder, names):
    words_index = {}
    for name in names:
        content = read_file_content(folder, name)
        offset = 0
        for line in content.split("\n"):
            line = line.strip(STRIP)
            words = line.split()
            for index, word in enumerate(words):
                word = word.strip(STRIP)
                offset = offset + get_offset_up_to_word(words, index)
                entry = [name, offset]
                if word not in words_index:
                    words_index[word] = []
                words_index[word].append(entry)
    return words_index


def list_to_dict(entries):
    by_file = {}
    for name, offset in entries:
        if name in by_file:
            by_file[name].append(offset)
        else:
            by_file[name] = [offset]
    return by_file


def save_index(folder, index):
    with open(os.path.join(folder, "index-file.txt"), "w", encoding="utf-8") as file:
        for word in index:
            line = ""
            by_file = list_to_dict(index[word])
            for name in by_file:
                if line:
                    line += ","
                line += "(%s,%s)" % (name, ",".join(str(offset) for offset in by_file[name]))
            file.write("%s %s\n" % (word, line))


def start(folder):
    names = get_file_names(folder)
    index = get_words(folder, names)
    save_index(folder, index)
    return index


if __name__ == "__main__":
    index = start(sys.argv[1] if len(sys.argv) > 1 else "data")
    print("words:", sum(len(entries) for entries in index.values()))
    print("distinct words:", len(index))
    print("words in files:", sum(len(list_to_dict(entries)) for entries in index.values()))
    longest = max(index, key=lambda word: (len(index[word]), word))
    print("most frequent:", longest, len(index[longest]), "last at", index[longest][-1])
