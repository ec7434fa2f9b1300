"""Small stand-ins for a natural language toolkit: sentences, words, phrases, word classes."""

ADJECTIVES = {
    "slow", "old", "broken", "static", "remote", "empty", "nested", "hidden", "simple", "strange",
}  # fmt: skip
NOUNS = {
    "function", "loop", "list", "module", "package", "server", "thread", "database", "query",
    "file", "test", "error", "python",
}  # fmt: skip
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"


def sentences(text):
    found = []
    start = 0
    for i, character in enumerate(text):
        if character in ".?!" and (i + 1 == len(text) or text[i + 1] == " "):
            found.append(text[start : i + 1].strip())
            start = i + 1
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


def tokens(sentence):
    found = []
    word = ""
    for character in sentence:
        if character.isalnum() or character == "'":
            word += character
        else:
            if word:
                found.append(word)
                word = ""
            if not character.isspace():
                found.append(character)
    if word:
        found.append(word)
    return found


def is_punctuation(token):
    return all(character in PUNCTUATION for character in token)


def phrases(words, length):
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def tag(word):
    if word in NOUNS:
        return "noun"
    if word in ADJECTIVES:
        return "adjective"
    return "other"


def noun_phrases(words):
    found = []
    previous = None
    for word in words:
        if tag(word) == "noun":
            if previous is not None:
                found.append(previous + " " + word)
            else:
                found.append(word)
        previous = word if tag(word) == "adjective" else None
    return found
