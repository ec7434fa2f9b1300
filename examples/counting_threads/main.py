"""Two threads of a Thread subclass count with pauses; the main thread waits for both."""

import sys
import threading
import time

pause = 0.01 if "--small" in sys.argv else float(sys.argv[1]) if len(sys.argv) > 1 else 0.15


class CountingThread(threading.Thread):
    def __init__(self, name, steps):
        threading.Thread.__init__(self, name=name)
        self.steps = steps
        self.lines = []

    def run(self):
        for step in range(1, self.steps + 1):
            time.sleep(pause)
            self.lines.append("%s: step %d of %d" % (self.name, step, self.steps))


threads = [CountingThread("first", 4), CountingThread("second", 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for thread in threads:
    for line in thread.lines:
        print(line)
print("finished")
