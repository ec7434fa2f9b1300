"""Three processes and their exit codes: one ends well, one raises, one is terminated."""

import multiprocessing
import time


def fine():
    print("all is fine", flush=True)


def failing():
    raise RuntimeError("this went wrong")


def sleeping():
    time.sleep(3)
    print("never printed")


if __name__ == "__main__":
    processes = []
    for target in (fine, failing, sleeping):
        process = multiprocessing.Process(target=target, name=target.__name__)
        processes.append(process)
        process.start()
        if target is sleeping:
            process.terminate()
        process.join()
    for process in processes:
        print(process.name, process.exitcode)
