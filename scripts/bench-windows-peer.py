#!/usr/bin/env python3
"""The peer of scripts/bench-windows: count and sum of the last 24 hours of each event's key, as known when it arrives.

A deque and a running sum a key, as stream processors written by hand have them. A late event goes to its place in the rows kept
for 48 hours more, found by bisection, and is answered by summing; so the answers are exact and can be compared.
usage: bench-windows-peer.py FILE   lines: at,key,value in order of arrival
"""
import sys
import time
from bisect import bisect_right, insort
from collections import deque

DAY = 86_400_000_000
KEPT = 3 * DAY
rows = [tuple(map(int, line.split(","))) for line in open(sys.argv[1])]
windows = {}
counts = sums = 0
start = time.perf_counter()
for at, key, value in rows:
    window = windows.get(key)
    if window is None:
        # Rows of the last day with their sum; rows kept for late events, ascending.
        window = windows[key] = [deque(), 0, []]
    live, total, kept = window
    if not live or at >= live[-1][0]:
        live.append((at, value))
        kept.append((at, value))
        total += value
        while live[0][0] <= at - DAY:
            total -= live.popleft()[1]
        window[1] = total
        counts += len(live)
        sums += total
        if len(kept) > 64 and kept[len(kept) // 2][0] <= at - KEPT:
            del kept[: len(kept) // 2]
    else:
        insort(kept, (at, value))
        if at > live[-1][0] - DAY:
            place = bisect_right(live, at, key=lambda row: row[0])
            live.insert(place, (at, value))
            window[1] = total + value
        low = bisect_right(kept, at - DAY, key=lambda row: row[0])
        high = bisect_right(kept, at, key=lambda row: row[0])
        counts += high - low
        sums += sum(row[1] for row in kept[low:high])
seconds = time.perf_counter() - start
print(f"{len(rows) / seconds:.0f} {counts} {sums % 2**64}")
