"""An exception group and a SyntaxError-free module ends with nested tracebacks on stderr."""


def check(values):
    errors = []
    for i in range(len(values)):
        try:
            errors.append(None) if 100 % values[i] >= 0 else None
        except Exception as error:
            errors.append(error)
    errors = [e for e in errors if e]
    if errors:
        raise ExceptionGroup("checks failed", errors)


check([1] * 300)
print("first fine")
check([1] * 300 + [0] + [2] * 300 + ["x"] + [None])
