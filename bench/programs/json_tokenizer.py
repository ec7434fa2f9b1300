"""A tokenizer and parser for JSON text, by the character."""

import json


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip_space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1

    def value(self):
        self.skip_space()
        character = self.text[self.at]
        if character == "{":
            return self.object()
        if character == "[":
            return self.array()
        if character == '"':
            return self.string()
        if self.text.startswith("true", self.at):
            self.at += 4
            return True
        if self.text.startswith("false", self.at):
            self.at += 5
            return False
        if self.text.startswith("null", self.at):
            self.at += 4
            return None
        return self.number()

    def object(self):
        result = {}
        self.at += 1
        self.skip_space()
        while self.text[self.at] != "}":
            self.skip_space()
            key = self.string()
            self.skip_space()
            self.at += 1  # the colon
            result[key] = self.value()
            self.skip_space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def array(self):
        result = []
        self.at += 1
        self.skip_space()
        while self.text[self.at] != "]":
            result.append(self.value())
            self.skip_space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def string(self):
        self.at += 1
        pieces = []
        while True:
            character = self.text[self.at]
            self.at += 1
            if character == '"':
                return "".join(pieces)
            if character == "\\":
                character = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
                self.at += 1
            pieces.append(character)

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-.0123456789eE":
            self.at += 1
        text = self.text[start : self.at]
        return float(text) if "." in text or "e" in text else int(text)


data = [
    {"id": i, "name": "item %d" % i, "price": i * 0.25, "tags": ["new", 'a\n"b"'], "ok": i % 2 == 0}
    for i in range(3_000)
]
text = json.dumps(data, indent=1)
for _ in range(20):
    parsed = Parser(text).value()
print(len(text), len(parsed), parsed == data, parsed[-1]["name"])
