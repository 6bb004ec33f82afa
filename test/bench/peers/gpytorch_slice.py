"""Peer of a slice: mean and variance at the nodes of a plane with GPyTorch, float64, exact, hyperparameters given.

usage: gpytorch_slice.py DATA.csv THREADS NODES      (columns task, u1 ... uD, y; task 0 = low)

Three planes, each NODES x NODES along the first two axes. Prints one line of JSON.
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
    nodes = int(sys.argv[3])
    task = torch.tensor(data[:, :1]).long()
    u, y = torch.tensor(data[:, 1:-1]), torch.tensor(data[:, -1])
    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = TwoTasks(u, task, y, likelihood)
    model.kernel.lengthscale = torch.tensor([0.5, 0.7, 0.6, 0.8])
    likelihood.noise = 4e-4
    model.eval()
    likelihood.eval()
    axis = torch.linspace(0, 1, nodes)
    seconds = []
    with torch.no_grad(), gpytorch.settings.max_cholesky_size(20000), gpytorch.settings.fast_pred_var(False):
        for k in range(3):
            plane = torch.full((nodes * nodes, u.shape[1]), 0.3 + 0.1 * k)
            plane[:, 0] = axis.repeat(nodes)
            plane[:, 1] = axis.repeat_interleave(nodes)
            started = time.perf_counter()
            predicted = model(plane, torch.ones(nodes * nodes, 1, dtype=torch.long))
            predicted.mean, predicted.variance
            seconds.append(time.perf_counter() - started)
    print(
        json.dumps(
            {
                "first": seconds[0],
                "later": min(seconds[1:]),
                "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "versions": f"GPyTorch {gpytorch.__version__}, PyTorch {torch.__version__}",
            }
        )
    )


main()
