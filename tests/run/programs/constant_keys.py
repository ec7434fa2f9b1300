"""Dicts as records: what lies under a constant key has its own type, and may change it."""

import sys

STATE = {"count": 0, "name": "x", "rows": [], "weight": 0.5, "pair": (1, 2), "none": None}


class Loud:
    def __del__(self):
        print("end", sys._getframe(1).f_code.co_name, STATE["count"])


def work(state, n):
    total = 0.0
    for i in range(n):
        state["count"] += 1
        total += state["weight"] * state["count"]
        if state["name"] == "x":
            state["name"] = "y"
        else:
            state["name"] = "x"
        state["rows"] = [[i, i + 1], [str(i)]]
        state["pair"] = (i, [i])
        total += len(state["rows"]) + state["pair"][0]
        if state.get("none") is not None:
            total += 1
    return total


def changing(state, n):
    for i in range(n):
        if i == n // 2:
            state["weight"] = 3
        if i == n // 2 + 40:
            state["weight"] = 10**30
        state["count"] += state["weight"] if i % 2 else 1
    return state["count"], state["weight"]


def loud(state, n):
    for i in range(n):
        state["rows"] = [Loud()] if i > n - 3 else [[j] for j in range(60)]
        state["count"] = i
    state["rows"] = []
    return i


print(work(STATE, 2000), STATE["name"], STATE["rows"], STATE["pair"])
print(changing(STATE, 1000))
STATE["none"] = 1
print(loud(STATE, 800))
print(work(STATE, 50), sorted(STATE))
try:
    del STATE["weight"]
    work(STATE, 10)
except KeyError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
