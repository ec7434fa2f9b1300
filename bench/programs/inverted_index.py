"""An inverted index over made-up lines: each word with the files and offsets where it stands."""

import random

STRIP = ".\t\n |"


def make_book(seed, lines):
    rng = random.Random(seed)
    syllables = "ba ke li mo nu ra se ti vo wa".split()
    words = ["".join(rng.choices(syllables, k=rng.randrange(1, 6))) for _ in range(9_000)]
    book = []
    for _ in range(lines):
        book.append(" ".join(rng.choices(words, k=rng.randrange(1, 17))) + ".")
    return "\n".join(book)


def get_offset_up_to_word(words, index):
    if not index:
        return 0
    sum_of_lengths = 0
    for word in words[0:index]:
        sum_of_lengths += len(word)
    return sum_of_lengths + index + 1


def get_words(contents):
    words_index = {}
    for name, content in contents.items():
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


def save_index(index):
    lines = []
    for word in index:
        line = ""
        by_file = list_to_dict(index[word])
        for name in by_file:
            if line:
                line += ","
            line += "(%s,%s)" % (name, ",".join(str(offset) for offset in by_file[name]))
        lines.append("%s %s\n" % (word, line))
    return lines


contents = {"birds.txt": make_book(1, 30_000), "letters.txt": make_book(2, 30_000)}
index = get_words(contents)
lines = save_index(index)
print(len(index), len(lines), sum(len(line) for line in lines))
