"""How often each word stands in a text, by characters and a dictionary, at module level."""

WORDS = (
    "Time flies like an arrow; fruit flies like a banana, Really? 12 or 7 of them... Yes!".split()
)

state = 7
pieces = []
for _ in range(800_000):
    state = (state * 1103515245 + 12345) % 2147483648
    pieces.append(WORDS[(state >> 16) % len(WORDS)])
text = " ".join(pieces)

counts = {}
word = ""
for character in text:
    if character.isalpha():
        word += character.lower()
    elif word:
        counts[word] = counts.get(word, 0) + 1
        word = ""
if word:
    counts[word] = counts.get(word, 0) + 1

for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, count)

by_length = {}
for piece in text.split():
    cleaned = piece.strip(".,;?!").lower()
    if cleaned:
        by_length.setdefault(len(cleaned), []).append(cleaned)
for length in sorted(by_length):
    print(length, len(by_length[length]), len(set(by_length[length])))
