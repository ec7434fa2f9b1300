"""A pool of three processes takes turns at an event that all of them share."""

import multiprocessing
import sys
import time


def set_up(shared_event, shared_lock, pause_time):
    global event, lock, pause
    event = shared_event
    lock = shared_lock
    pause = pause_time


def take_turn(number):
    with lock:
        time.sleep(pause)
        if event.is_set():
            print("B", flush=True)
            event.clear()
        else:
            print("A", flush=True)
            event.set()
    return number


def with_event_as_argument(event):
    return event.is_set()


if __name__ == "__main__":
    pause = 0.001 if "--small" in sys.argv else 0.1
    event = multiprocessing.Event()
    lock = multiprocessing.Lock()
    with multiprocessing.Pool(3, set_up, (event, lock, pause)) as pool:
        print("done:", pool.map(take_turn, range(9)))
        try:
            pool.map(with_event_as_argument, [event])
        except RuntimeError as error:
            print("RuntimeError:", error)
