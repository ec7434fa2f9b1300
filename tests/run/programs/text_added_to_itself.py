"""A text that is added to itself: the part that is read must not be the part that grows."""


def doubled(n):
    sizes = []
    for i in range(n):
        text = "abc" * (i % 40 + 1) + str(i)
        text += text
        text = text + text
        other = text
        text += other
        text += text[: len(text) // 2]
        sizes.append((len(text), text.count(str(i)), text[-7:]))
    return sizes[-3:]


def grows(n):
    text = "x"
    for i in range(n):
        text += text
        if len(text) > 5000:
            text = "y" + str(i)
        text += "z"
    return len(text), text[:10], text[-10:]


for count in (30, 300):
    print(doubled(count), grows(count))
