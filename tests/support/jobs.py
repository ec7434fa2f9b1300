"""Runs asked for by tests, started ahead of time on two threads.

Tests stay one per program and mode, but their processes run in parallel: `expect` queues work in
test order when the session starts, `result` waits for it (or queues it now). Each key runs once,
however many tests share it.
"""

import os
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Jobs:
    def __init__(self, workers: int = 2) -> None:
        self._pool = ThreadPoolExecutor(int(os.environ.get("HASTEN_TEST_JOBS", workers)))
        self._futures: dict[Hashable, Future[Any]] = {}

    def expect(self, key: Hashable, work: Callable[..., Any], *args: Any) -> "Future[Any]":
        if key not in self._futures:
            self._futures[key] = self._pool.submit(work, *args)
        return self._futures[key]

    def result(self, key: Hashable, work: Callable[..., Any], *args: Any) -> Any:
        return self.expect(key, work, *args).result()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
