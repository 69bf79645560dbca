"""ModelBench's work by Python's packages: models.py trees|line ROWS REPEATS

Prints a line of JSON for each repeat: seconds, a number to compare, and peak memory in MB.
"""

import json
import sys
import time

import numpy as np

COLUMNS = 30


def uniform(rows, column):
    with np.errstate(over="ignore"):
        z = (np.arange(rows, dtype=np.uint64) * np.uint64(64) + np.uint64(column)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def trees(features, target):
    import lightgbm

    parameters = {
        "objective": "regression", "verbosity": -1, "deterministic": True, "force_row_wise": True,
        "num_threads": 2, "seed": 7,
    }  # fmt: skip
    booster = lightgbm.train(parameters, lightgbm.Dataset(features, target), 100)
    return booster.predict(features, num_threads=2).sum()


def line(features, target):
    from sklearn.linear_model import LinearRegression

    fit = LinearRegression().fit(features, target)
    return fit.intercept_ + fit.coef_.sum()


def main(kind, rows, repeats):
    features = np.column_stack([uniform(rows, column) for column in range(COLUMNS)])
    target = (
        features[:, 0] * 3
        + features[:, 1] * features[:, 2] * 5
        + np.where(features[:, 3] < 0.5, 1.0, 0.0)
        + (uniform(rows, 40) - 0.5)
    )
    for _ in range(repeats):
        start = time.perf_counter()
        check = {"trees": trees, "line": line}[kind](features, target)
        seconds = time.perf_counter() - start
        status = open("/proc/self/status").read()
        memory = int(status.split("VmHWM:")[1].split()[0]) // 1024
        print(json.dumps({"seconds": seconds, "check": float(check), "memory": memory}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
