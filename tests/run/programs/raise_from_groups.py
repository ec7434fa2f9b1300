"""raise from, context chains, notes, exception groups and except* in loops."""
import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def chain(n):
    for i in range(n):
        try:
            try:
                if i == n - 1:
                    raise KeyError("root")
            except KeyError as error:
                raise ValueError("middle") from error
        except ValueError as error:
            raise RuntimeError("top", i)


def suppressed(n):
    for i in range(n):
        try:
            [1][i]
        except IndexError:
            if i == n - 1:
                raise ValueError("clean") from None


def notes(n):
    for i in range(n):
        try:
            if i == n - 1:
                raise ValueError("noted")
        except ValueError as error:
            for k in range(3):
                error.add_note(f"note {k} at {i}")
            raise


def groups(n):
    log = []
    for i in range(n):
        try:
            errors = [ValueError(i)]
            if i % 2:
                errors.append(KeyError(i))
            if i % 3 == 0:
                errors.append(ExceptionGroup("inner", [TypeError(i), OSError(i)]))
            raise ExceptionGroup("many", errors)
        except* ValueError as group:
            log.append(len(group.exceptions))
        except* (KeyError, TypeError) as group:
            log.append(("kt", [type(e).__name__ for e in group.exceptions]))
        except* OSError:
            log.append("os")
        else:
            log.append("never")
        finally:
            log.append("f")
    return len(log), log[:12]


def group_remaining(n):
    for i in range(n):
        try:
            if i == n - 1:
                raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2), TypeError(3)])])
        except* KeyError:
            pass


def star_plain(n):
    hits = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except* ValueError as group:
            hits += isinstance(group, ExceptionGroup)
    return hits


def raise_class_and_errors(n):
    out = set()
    for i in range(n):
        try:
            if i % 4 == 0:
                raise ValueError
            if i % 4 == 1:
                raise 5
            if i % 4 == 2:
                raise ValueError("x") from 5
            raise
        except BaseException as error:
            out.add(repr(error))
    return sorted(out)


def long_context(n):
    last = None
    for i in range(n):
        try:
            raise ValueError(i) from last
        except ValueError as error:
            last = error if i % 20 else None
    depth = 0
    while last is not None:
        depth += 1
        last = last.__cause__
    return depth


def with_traceback_reset(n):
    kept = ValueError("kept")
    for i in range(n):
        try:
            raise kept.with_traceback(None)
        except ValueError:
            pass
    raise kept


for f in (chain, suppressed, notes, groups, group_remaining, star_plain, raise_class_and_errors, long_context,
          with_traceback_reset):
    attempt(f, 250)
