#!/usr/bin/env python3
"""evaluate.py INPUT OUTPUT: a synthetic upper limit for a dark photon Zd, in place of an analysis.

INPUT is a point, {"m_zd": 20, "eps": 0.001}; OUTPUT becomes {"status": 0, "loss": mu, "message": ""}, where mu is the
95 % CL upper limit on the signal strength. The signal grows like eps^2 and falls with the mass; the limit on its cross
section has a broad minimum. The exclusion contour mu = 1 is eps(m) = sqrt(L(m) / (S m^-2)), in closed form.
"""
import json
import math
import sys


def signal_fb(m_zd, eps):
    """Synthetic cross section times branching fraction in fb; m_zd in GeV."""
    return 4.0e8 * eps**2 / m_zd**2


def limit_fb(m_zd):
    """Synthetic 95 % CL upper limit on it in fb; m_zd in GeV."""
    return 0.4 * math.exp(((m_zd - 38.0) / 22.0) ** 2)


def contour_eps(m_zd):
    """Coupling at which mu = 1."""
    return math.sqrt(limit_fb(m_zd) / (4.0e8 / m_zd**2))


def main():
    with open(sys.argv[1]) as file:
        point = json.load(file)
    loss = limit_fb(point["m_zd"]) / signal_fb(point["m_zd"], point["eps"])
    with open(sys.argv[2], "w") as file:
        json.dump({"status": 0, "loss": loss, "message": ""}, file)


if __name__ == "__main__":
    main()
