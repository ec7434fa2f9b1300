"""Fork inside and after hot loops; children run the same loops; pools by fork."""
import multiprocessing
import os
import sys


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def child(queue, n):
    queue.put((n, work(n)))


def fork_in_loop(n):
    total = 0
    for i in range(n):
        total += i
        if i == n // 2:
            sys.stdout.flush()
            pid = os.fork()
            if pid == 0:
                for k in range(n):
                    total += k
                os._exit(total % 200)
    _, status = os.waitpid(pid, 0)
    return total, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    print(work(5000))
    print(fork_in_loop(2000))
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    processes = [context.Process(target=child, args=(queue, n)) for n in (1000, 2000)]
    for p in processes:
        p.start()
    print(sorted(queue.get(timeout=30) for _ in processes))
    for p in processes:
        p.join()
    print([p.exitcode for p in processes])
    with context.Pool(2) as pool:
        print(pool.map(work, range(500, 520)))
