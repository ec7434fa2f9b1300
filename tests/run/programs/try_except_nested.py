"""try/except/else/finally inside hot loops; handlers in handlers; which handler runs."""
import sys

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


class Custom(Exception):
    pass


def order(n):
    log = []
    for i in range(n):
        try:
            log.append("t")
            if i % 4 == 1:
                raise ValueError(i)
            if i % 4 == 2:
                raise KeyError(i)
            if i % 4 == 3:
                continue
        except ValueError as error:
            log.append(("v", error.args))
        except (KeyError, IndexError):
            log.append("k")
        else:
            log.append("e")
        finally:
            log.append("f")
    return len(log), log[:14]


def nested(n):
    log = []
    for i in range(n):
        try:
            try:
                [][i]
            except IndexError:
                try:
                    {}[i]
                except KeyError as error:
                    log.append(str(error))
                    raise Custom(i) from error
                finally:
                    log.append("inner")
        except Custom as error:
            log.append((error.args, type(error.__cause__).__name__, type(error.__context__).__name__,
                        type(error.__cause__.__context__).__name__))
    return len(log), log[:4], log[-1]


def exc_info_visible(n):
    out = set()
    for i in range(n):
        out.add(sys.exc_info()[0] is None)
        try:
            1 // (i % 2)
        except ZeroDivisionError:
            out.add(sys.exc_info()[0].__name__)
        out.add(sys.exception() is None)
    return sorted(map(str, out))


def name_unbound_after(n):
    for i in range(n):
        try:
            raise Custom(i)
        except Custom as error:
            pass
    return error


def break_in_finally(n):
    count = 0
    for i in range(n):
        while True:
            try:
                raise Custom
            except Custom:
                count += 1
            finally:
                break
    return count


def continue_in_except(n):
    good = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise Custom
        except Custom:
            continue
        good += 1
    return good


def reraise(n):
    caught = []
    for i in range(n):
        try:
            try:
                int("x" if i % 50 == 0 else str(i))
            except ValueError:
                raise
        except ValueError as error:
            tb = error.__traceback__
            caught.append((tb.tb_lineno - reraise.__code__.co_firstlineno, tb.tb_next is None))
    return caught


def wrong_handler(n):
    for i in range(n):
        try:
            if i == n - 1:
                raise Custom("last", i)
        except ValueError:
            return "wrong"
    return "none"


def handler_raises(n):
    for i in range(n):
        try:
            1 / (n - 1 - i)
        except ZeroDivisionError:
            undefined_name
    return i


def handler_type_computed(n):
    kinds = [ValueError, KeyError, TypeError]
    hits = [0, 0]
    for i in range(n):
        try:
            try:
                raise kinds[i % 3]
            except kinds[i % 2]:
                hits[0] += 1
        except Exception:
            hits[1] += 1
    return hits


def bad_handler_type(n):
    for i in range(n):
        try:
            raise ValueError("x") if i == n - 1 else KeyError
        except (KeyError if i < n - 1 else 5):
            pass
    return i


def many_tracebacks(n):
    texts = set()

    def fail(i):
        if i % 2:
            raise Custom("odd")
        return [1, 2][i % 4]

    for i in range(n):
        try:
            fail(i)
        except Exception:
            texts.add(traceback.format_exc())
    return sorted(texts)


def traceback_length(n):
    kept = None
    for i in range(n):
        try:
            raise Custom
        except Custom as error:
            kept = error
    depth = 0
    tb = kept.__traceback__
    while tb:
        depth += 1
        tb = tb.tb_next
    return depth


def same_exception_object(n):
    error = Custom("one")
    for _ in range(n):
        try:
            raise error
        except Custom:
            pass
    depth = 0
    tb = error.__traceback__
    while tb:
        depth += 1
        tb = tb.tb_next
    return depth, error.__context__


def generator_exit(n):
    log = []

    def gen():
        try:
            while True:
                yield len(log)
        finally:
            log.append("closed")

    for i in range(n):
        for x in gen():
            break
    return len(log)


def base_exceptions(n):
    out = []
    for i in range(n):
        try:
            try:
                raise KeyboardInterrupt if i % 2 else SystemExit(i)
            except Exception:
                out.append("wrong")
        except BaseException as error:
            out.append(type(error).__name__)
    return out[:3], len(out)


for f in (order, nested, exc_info_visible, name_unbound_after, break_in_finally, continue_in_except, reraise,
          wrong_handler, handler_raises, handler_type_computed, bad_handler_type, many_tracebacks,
          traceback_length, same_exception_object, generator_exit, base_exceptions):
    attempt(f, 300)
