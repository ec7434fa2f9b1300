"""Ten processes print their names."""

import multiprocessing
import sys


def show_name():
    print("I am", multiprocessing.current_process().name, flush=True)


if __name__ == "__main__":
    count = 3 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for i in range(count):
        process = multiprocessing.Process(target=show_name, name="worker %d" % i)
        process.start()
        process.join()
    print("finished")
