"""Ten threads add one to a shared counter, each printing the value it found."""

import sys
import threading

counter = 0
lock = threading.Lock()
rounds = 1 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
last_round = False


def add_one():
    global counter
    with lock:
        if last_round:
            print("found", counter)
        counter = counter + 1


for i in range(rounds):
    last_round = i == rounds - 1
    threads = [threading.Thread(target=add_one) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print("finished at", counter)
