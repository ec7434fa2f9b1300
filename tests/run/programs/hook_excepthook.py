"""sys.excepthook, sys.unraisablehook and threading.excepthook see errors from hot loops."""
import sys
import threading


class Noisy:
    def __del__(self):
        raise ValueError("from del")


seen = []
sys.unraisablehook = lambda u: seen.append((type(u.exc_value).__name__, str(u.exc_value), u.err_msg))
for i in range(300):
    Noisy()
print(len(seen), seen[-1])

thread_errors = []
threading.excepthook = lambda a: thread_errors.append((a.exc_type.__name__, str(a.exc_value)))


def work(n):
    total = 0
    for i in range(n):
        total += 1 / (n - 5 - i)


thread = threading.Thread(target=work, args=(500,))
thread.start()
thread.join()
print(thread_errors)


def hook(kind, value, tb):
    frames = []
    while tb:
        frames.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_locals.get("i")))
        tb = tb.tb_next
    print("hook", kind.__name__, value, frames)


sys.excepthook = hook


def fail(n):
    for i in range(n):
        {}[i] if i == n - 1 else i


for i in range(300):
    if i == 299:
        fail(400)
