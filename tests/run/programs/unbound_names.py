"""Unbound locals, deleted locals and globals, missing names, class scope lookups."""
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


def unbound(n):
    for i in range(n):
        if i > n:
            x = 1
    return x


def unbound_in_loop(n):
    total = 0
    for i in range(n):
        if i == n - 1:
            total += y
    y = 1
    return total


def deleted(n):
    total = 0
    for i in range(n):
        x = i
        total += x
        if i == n - 2:
            del x
            total += x
    return total


def delete_and_rebind(n):
    total = 0
    for i in range(n):
        x = i
        del x
        x = 2
        total += x
        del x
    return total, "x" in locals()


def delete_unbound(n):
    for i in range(n):
        x = 1
        del x
        if i == n - 1:
            del x


def delete_loop_variable(n):
    for i in range(n):
        del i
    return i


def missing_global(n):
    total = 0
    for i in range(n):
        total += i if i < n - 1 else missing_thing
    return total


def appears_later(n):
    out = []
    for i in range(n):
        if i == n // 2:
            globals()["appearing"] = 5
        try:
            out.append(appearing)
        except NameError as error:
            if not out or out[-1] != str(error):
                out.append(str(error))
    return len(out), out[0], out[-1]


def disappears(n):
    global vanishing
    vanishing = 1
    total = 0
    for i in range(n):
        if i == n - 5:
            del vanishing
        total += vanishing
    return total


def free_unbound(n):
    def inner():
        return later

    for i in range(n):
        if i == n - 1:
            inner()
    later = 1


def free_deleted(n):
    cell = 1

    def inner():
        return cell

    total = 0
    for i in range(n):
        total += inner()
        if i == n - 2:
            del cell
    return total


def except_name(n):
    for i in range(n):
        error = i
        try:
            raise ValueError
        except ValueError as error:
            pass
        if i == n - 1:
            print("error" in locals())
    return error


def class_scope(n):
    x = "outer"
    for i in range(n):
        class C:
            y = x
            if i == n - 1:
                z = yy
    return C.y


def shadow_builtin(n):
    total = 0
    for i in range(n):
        total += len([i])
    if n > 10**9:
        len = None
    return total


def suggestions(n):
    counter = 0
    for i in range(n):
        counter += 1 if i < n - 1 else countr
    return counter


for f in (unbound, unbound_in_loop, deleted, delete_and_rebind, delete_unbound, delete_loop_variable,
          missing_global, appears_later, disappears, free_unbound, free_deleted, except_name, class_scope,
          shadow_builtin, suggestions):
    attempt(f, 300)
