"""Module names that are bound to objects in loops, while the module's table of names changes."""

import sys
import types

word = ""
words = []
for character in "one two  three":
    if character.isalpha():
        word += character.upper()
    elif word:
        words.append(word)
        word = ""
print(words, word, character)

# The table grows, shrinks and is made anew: names come to lie at other places.
last = None
for number in range(300):
    last = f"text {number}"
    globals()[f"made_{number}"] = last
    if number % 3 == 0:
        del globals()[f"made_{number}"]
    if number % 50 == 10:
        del word
    if number % 50 == 20:
        word = last
    if number % 70 == 69:
        kept = dict(globals())
        for name in list(globals()):
            if name.startswith("made_"):
                del globals()[name]
print(last, word, sum(name.startswith("made_") for name in globals()), kept["last"])

# The same name in several modules.
SOURCE = """
import sys
for text in parts:
    joined = joined + text
    first, second = text[:1], text[1:]
    here = sys._getframe().f_globals["joined"]
"""
code = compile(SOURCE, "parts", "exec")
modules = []
for number in range(4):
    module = types.ModuleType(f"module_{number}")
    for other in range(number * 7):
        setattr(module, f"other_{other}", other)
    module.parts, module.joined = ["ab", "cd", "ef"] * 20, f"{number}:"
    exec(code, module.__dict__)
    modules.append(module)
print([(m.joined[:9], len(m.joined), m.first, m.second, m.here == m.joined) for m in modules])


# What is replaced ends loudly, and sees the new value or none.
class Loud:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        log.append((self.number, getattr(globals().get("held"), "number", None)))


log = []
for number in range(40):
    held = Loud(number) if number % 4 == 0 else f"quiet {number}"
print(log, held)

# Somebody reads and writes the name in between.
def meddle(number):
    global shared
    shared = shared + f"<{number}>"
    return shared


shared = ""
for number in range(60):
    shared = shared + "."
    if number % 20 == 5:
        seen = meddle(number)
        sys.modules["__main__"].shared += "!"
print(shared, seen)
