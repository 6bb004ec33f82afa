#!/usr/bin/env python3
"""loop.py [COMMAND ...]: plays iDDS around `contourist suggest`, by default the one of this checkout.

Seven random points first, then three iterations by probability of improvement up to 30 points, as in the demonstration
of ATL-PHYS-PUB-2023-010 (15 < m_Zd < 55 GeV, 1e-4 < eps < 1e-1), here on a synthetic limit. Prints the points as CSV.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SUGGEST = sys.argv[1:] or ["npm", "run", "--silent", "contourist", "--"]
ITERATIONS = [(7, "random"), (8, "improvement"), (8, "improvement"), (7, "improvement")]


def suggest(points, space, size, method):
    """The steering step: points with their losses in, new points out."""
    request = json.dumps({"points": points, "opt_space": space})
    command = SUGGEST + ["suggest", "--stdin", "--size", str(size), "--method", method, "--max-points", "30"]
    return json.loads(subprocess.run(command, input=request, stdout=subprocess.PIPE, text=True, check=True).stdout)


def evaluate(point):
    """The evaluation step: one job of its own, files in and out."""
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("input.json", "output.json")]
        with open(files[0], "w") as file:
            json.dump(point, file)
        subprocess.run([sys.executable, os.path.join(HERE, "evaluate.py")] + files, check=True)
        with open(files[1]) as file:
            return json.load(file)["loss"]


def main():
    with open(os.path.join(HERE, "search-space.json")) as file:
        space = json.load(file)
    points = []
    for size, method in ITERATIONS:
        points += [[point, evaluate(point)] for point in suggest(points, space, size, method)]
    print("m_zd,eps,exp")
    for point, loss in points:
        print("%r,%r,%r" % (point["m_zd"], point["eps"], loss))


if __name__ == "__main__":
    main()
