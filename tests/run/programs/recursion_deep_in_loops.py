# Recursion through loops, far deeper than the C stack has room for: interpreted calls use none of it.
import sys
sys.setrecursionlimit(10**6)
N = 30000
adj = [[] for _ in range(N)]
for i in range(N - 1):
    adj[i].append(i + 1)
    adj[i + 1].append(i)
seen = [False] * N
order = []
def dfs(v):
    seen[v] = True
    for w in adj[v]:
        if not seen[w]:
            dfs(w)
    order.append(v)
for k in range(3):
    seen = [False] * N
    order.clear()
    dfs(0)
    print(len(order), order[0], order[-1])
def count(n):
    total = 0
    for i in range(2):
        if n > 0 and i == 1:
            total += count(n - 1)
        total += 1
    return total
print(count(25000))
