"""Peer of a whole fit: the paper's two-task process with GPyTorch, float64, exact Cholesky, L-BFGS.

usage: gpytorch_fit.py DATA.csv THREADS      (columns task, u1 ... uD, y; task 0 = low)

RBF with a length per axis, a rank-1 task matrix with its diagonal, one linear mean, one noise. Prints one line of JSON.
"""

import json
import resource
import sys
import time
import warnings

import gpytorch
import numpy as np
import torch

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)


class TwoTasks(gpytorch.models.ExactGP):
    def __init__(self, u, task, y, likelihood):
        super().__init__((u, task), y, likelihood)
        self.mean = gpytorch.means.LinearMean(u.shape[1])
        self.kernel = gpytorch.kernels.RBFKernel(ard_num_dims=u.shape[1])
        self.tasks = gpytorch.kernels.IndexKernel(num_tasks=2, rank=1)

    def forward(self, u, task):
        covariance = self.kernel(u).mul(self.tasks(task))
        return gpytorch.distributions.MultivariateNormal(self.mean(u), covariance)


def main():
    data = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
    torch.set_num_threads(int(sys.argv[2]))
    task = torch.tensor(data[:, :1]).long()
    u, y = torch.tensor(data[:, 1:-1]), torch.tensor(data[:, -1])
    torch.manual_seed(0)
    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = TwoTasks(u, task, y, likelihood)
    marginal = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    model.kernel.lengthscale = 0.5
    likelihood.noise = 1e-2
    model.train()
    likelihood.train()
    optimiser = torch.optim.LBFGS(
        model.parameters(),
        lr=1,
        max_iter=60,
        line_search_fn="strong_wolfe",
        tolerance_grad=1e-6,
        tolerance_change=1e-8,
    )
    evaluations = 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        optimiser.zero_grad()
        loss = -marginal(model(u, task), y)
        loss.backward()
        return loss

    exact = gpytorch.settings.fast_computations(covar_root_decomposition=False, log_prob=False, solves=False)
    with gpytorch.settings.max_cholesky_size(20000), exact:
        started = time.perf_counter()
        optimiser.step(closure)
        seconds = time.perf_counter() - started
        with torch.no_grad():
            value = -marginal(model(u, task), y).item() * len(y)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "evaluations": evaluations,
                "negLogL": value,
                "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "versions": f"GPyTorch {gpytorch.__version__}, PyTorch {torch.__version__}",
            }
        )
    )


main()
