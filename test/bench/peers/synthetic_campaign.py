"""The synthetic campaign of the bench: a smooth stand-in for ln mu in 4-D or more, low fidelity on a grid or scattered, high scattered.

usage: synthetic_campaign.py OUT.csv LEVELS HIGH grid|scattered      (LEVELS as 10,10,10,5)

Writes columns task, u1 ... uD, y; task 0 = low. The scattered points are drawn before the high ones, in the grid's place.
"""

import sys

import numpy as np


def truth(t):
    a, b, c, g = t.T[:4]
    others = sum(0.4 * x * a - 0.3 * x * x for x in t.T[4:])
    return others + 3.0 * a - 1.2 * g + 0.8 * b * b - 0.6 * np.sin(3 * c) + 1.5 * (a - 0.4 * c) ** 2 - 0.5 * g * a


def main():
    path, levels, high, kind = sys.argv[1], [int(n) for n in sys.argv[2].split(",")], int(sys.argv[3]), sys.argv[4]
    rng = np.random.default_rng(1)
    axes = [np.linspace(0, 1, n) for n in levels]
    low_points = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, len(levels))
    if kind == "scattered":
        low_points = rng.random(low_points.shape)
    high_points = rng.random((high, len(levels)))
    shift = 0.25 * np.sin(2 * low_points[:, 0] + low_points[:, 3])
    y_low = truth(low_points) + shift + 0.02 * rng.standard_normal(len(low_points))
    y_high = truth(high_points) + 0.02 * rng.standard_normal(high)
    rows = [np.c_[np.zeros(len(y_low)), low_points, y_low], np.c_[np.ones(high), high_points, y_high]]
    header = "task," + ",".join(f"u{j + 1}" for j in range(len(levels))) + ",y"
    np.savetxt(path, np.vstack(rows), delimiter=",", header=header, comments="", fmt=["%d"] + ["%.17g"] * (len(levels) + 1))
    print("{}")


main()
