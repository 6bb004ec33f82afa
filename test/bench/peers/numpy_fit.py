"""Peer of the portable engine: the same one-task fit with NumPy and SciPy, on one thread.

usage: numpy_fit.py DATA.csv REPEATS      (columns u1 ... uD, y)

Product Matern-3/2 with a length per axis, linear mean by generalised least squares, REML term, priors
ln l ~ N(ln 0.6, 0.5^2) and ln(e/s_y) ~ N(ln 0.005, 1), L-BFGS-B from l = 0.6, amplitude s_y, noise 0.03 s_y.
Prints one line of JSON.
"""

import json
import sys
import time

import numpy as np
import scipy
from scipy.linalg import cholesky, lapack, solve_triangular
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

LN_2PI = np.log(2 * np.pi)


def objective(x, distances, H, y, sd_of_y):
    """Value and gradient at x = [ln l ..., ln L, ln e^2]; also -ln L."""
    d, n = len(distances), len(y)
    variance, noise = np.exp(2 * x[d]), np.exp(x[d + 1])
    scaled = [np.sqrt(3) * distance / np.exp(x[j]) for j, distance in enumerate(distances)]
    correlation = np.exp(-sum(scaled))
    for a in scaled:
        correlation *= 1 + a
    covariance = variance * correlation
    K = covariance.copy()
    K.flat[:: n + 1] += noise
    L = cholesky(K, lower=True, overwrite_a=True, check_finite=False)
    LH = solve_triangular(L, H, lower=True, check_finite=False)
    Ly = solve_triangular(L, y, lower=True, check_finite=False)
    LA = cholesky(LH.T @ LH, lower=True)
    beta = solve_triangular(LA, solve_triangular(LA, LH.T @ Ly, lower=True), lower=True, trans=1)
    residual = Ly - LH @ beta
    alpha = solve_triangular(L, residual, lower=True, trans=1, check_finite=False)
    neg_log_l = 0.5 * residual @ residual + np.log(np.diag(L)).sum() + 0.5 * n * LN_2PI
    reml = np.log(np.diag(LA)).sum()

    inverse, _ = lapack.dpotri(L, lower=1)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    Q = solve_triangular(LA, (inverse @ H).T, lower=True)
    W = inverse - np.outer(alpha, alpha) - Q.T @ Q
    WK = W * covariance
    gradient = np.empty(d + 2)
    for j, a in enumerate(scaled):
        gradient[j] = 0.5 * np.sum(WK * (a * a / (1 + a)))
    gradient[d] = WK.sum()
    gradient[d + 1] = 0.5 * np.trace(W) * noise

    z_length = (x[:d] - np.log(0.6)) / 0.5
    z_noise = 0.5 * x[d + 1] - np.log(sd_of_y) - np.log(0.005)
    gradient[:d] += z_length / 0.5
    gradient[d + 1] += 0.5 * z_noise
    return neg_log_l + reml + 0.5 * (z_length @ z_length + z_noise**2), gradient, neg_log_l


def fit(u, y):
    """Seconds, evaluations, objective and -ln L of one fit from the default start."""
    started = time.perf_counter()
    d = u.shape[1]
    distances = [np.abs(u[:, None, j] - u[None, :, j]) for j in range(d)]
    H = np.c_[u, np.ones(len(u))]
    sd_of_y = y.std()
    start = np.r_[np.full(d, np.log(0.6)), np.log(sd_of_y), 2 * np.log(0.03 * sd_of_y)]
    bounds = [(-4.6, 3)] * d + [(-7, 7), (-16, 2)]
    found = minimize(
        lambda x: objective(x, distances, H, y, sd_of_y)[:2],
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 200},
    )
    seconds = time.perf_counter() - started
    return seconds, found.nfev, found.fun, objective(found.x, distances, H, y, sd_of_y)[2]


def main():
    data = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
    u, y = np.ascontiguousarray(data[:, :-1]), data[:, -1].copy()
    with threadpool_limits(1):
        fits = sorted(fit(u, y) for _ in range(int(sys.argv[2])))
    seconds, evaluations, value, neg_log_l = fits[len(fits) // 2]
    print(
        json.dumps(
            {
                "seconds": seconds,
                "evaluations": evaluations,
                "objective": value,
                "negLogL": neg_log_l,
                "versions": f"NumPy {np.__version__}, SciPy {scipy.__version__}",
            }
        )
    )


main()
