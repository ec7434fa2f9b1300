"""Chained exceptions with notes escape from a hot module-level loop."""


class AppError(Exception):
    pass


def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise AppError(f"cannot use {text!r}") from error


total = 0
texts = [str(i) for i in range(600)]
texts[555] = "5x5"
for position, text in enumerate(texts):
    try:
        total += convert(text)
    except AppError as error:
        error.add_note(f"position {position}, total {total}")
        try:
            total += [][position]
        finally:
            print("cleanup", total)
