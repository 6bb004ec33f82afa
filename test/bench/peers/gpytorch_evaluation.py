"""Peer of the onnxruntime engine: -ln L and its gradient of the paper's two-task process with GPyTorch, float64.

usage: gpytorch_evaluation.py DATA.csv PARAMETERS.json THREADS REPEATS      (columns task, u1 ... uD, y; task 0 = low)

PARAMETERS.json: lengths, taskFactor (b), taskVariance (v; kappa = b b^T + diag v), noise, weights, bias.
Prints one line of JSON with the median time of an evaluation, the first left out.
"""

import json
import statistics
import sys
import time
import warnings

import gpytorch
import numpy as np
import torch

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)


class TwoTasks(gpytorch.models.ExactGP):
    """RBF with a length per axis times a 2 x 2 task matrix, one linear mean."""

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
    with open(sys.argv[2]) as file:
        parameters = json.load(file)
    torch.set_num_threads(int(sys.argv[3]))
    task = torch.tensor(data[:, :1]).long()
    u, y = torch.tensor(data[:, 1:-1]), torch.tensor(data[:, -1])

    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = TwoTasks(u, task, y, likelihood)
    likelihood.noise = parameters["noise"]
    model.kernel.lengthscale = torch.tensor(parameters["lengths"])
    model.tasks.covar_factor.data = torch.tensor(parameters["taskFactor"]).unsqueeze(-1)
    model.tasks.var = torch.tensor(parameters["taskVariance"])
    model.mean.weights.data = torch.tensor(parameters["weights"]).unsqueeze(-1)
    model.mean.bias.data = torch.tensor([parameters["bias"]])
    model.train()
    likelihood.train()
    marginal = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)

    times = []
    exact = gpytorch.settings.fast_computations(covar_root_decomposition=False, log_prob=False, solves=False)
    with gpytorch.settings.max_cholesky_size(20000), exact:
        for _ in range(int(sys.argv[4]) + 1):
            started = time.perf_counter()
            model.zero_grad()
            loss = -marginal(model(u, task), y)
            loss.backward()
            times.append(time.perf_counter() - started)
    print(
        json.dumps(
            {
                "seconds": statistics.median(times[1:]),
                "negLogL": loss.item() * len(y),
                "versions": f"GPyTorch {gpytorch.__version__}, PyTorch {torch.__version__}",
            }
        )
    )


main()
