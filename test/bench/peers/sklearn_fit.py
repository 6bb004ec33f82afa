"""Peer of a one-task fit: scikit-learn's GaussianProcessRegressor with the RBF, a length per axis and a noise.

usage: sklearn_fit.py DATA.csv THREADS      (columns task, u1 ... uD, y; the high task alone is fitted)

Prints one line of JSON. The mean is zero: scikit-learn has no linear one, so y is taken about its least-squares plane.
"""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from threadpoolctl import threadpool_limits

warnings.filterwarnings("ignore")


def main():
    data = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
    data = data[data[:, 0] == 1]
    u, y = data[:, 1:-1], data[:, -1]
    H = np.c_[u, np.ones(len(u))]
    y = y - H @ np.linalg.lstsq(H, y, rcond=None)[0]
    kernel = ConstantKernel(1.0) * RBF(np.full(u.shape[1], 0.5)) + WhiteKernel(1e-2)
    with threadpool_limits(int(sys.argv[2])):
        started = time.perf_counter()
        model = GaussianProcessRegressor(kernel, alpha=0.0).fit(u, y)
        seconds = time.perf_counter() - started
    print(
        json.dumps(
            {
                "seconds": seconds,
                "negLogL": -model.log_marginal_likelihood_value_,
                "versions": f"scikit-learn {sklearn.__version__}",
            }
        )
    )


main()
