"""Cross-validated scores of the academy's features, folds in the order of the rows as KFold(5) makes them."""

import csv
import json

import lightgbm
import numpy as np
from sklearn import metrics
from sklearn.model_selection import KFold

SEED = 1
TREES = {"num_leaves": 15, "learning_rate": 0.1, "num_iterations": 60}


def scores(actual, predicted):
    return {
        "mae": metrics.mean_absolute_error(actual, predicted),
        "rmse": metrics.root_mean_squared_error(actual, predicted),
        "r2": metrics.r2_score(actual, predicted),
    }


def least_squares(x, y, new):
    """NumPy's lstsq of centred, scaled columns.

    scikit-learn 1.9's LinearRegression would do, but its tol of 1e-6 drops the directions that are small beside
    the column 'spent', which are most of them.
    """
    centre, scale = x.mean(axis=0), x.std(axis=0)
    solution = np.linalg.lstsq((x - centre) / scale, y - y.mean(), rcond=None)[0]
    return (new - centre) / scale @ solution + y.mean()


def trees(x, y, new, categorical):
    parameters = {
        "objective": "regression", "seed": SEED, "num_threads": 2, "deterministic": True,
        "force_row_wise": True, "verbosity": -1, **TREES,
    }
    data = lightgbm.Dataset(x, y, categorical_feature=categorical, params=parameters)
    return lightgbm.train(parameters, data).predict(new)


def make(folder, shared):
    rows = list(csv.DictReader(open(shared / "academy" / "features_reference.csv")))
    names = [name for name in rows[0] if name not in ("user_id", "avg_login_minutes")]
    y = np.array([float(row["avg_login_minutes"]) for row in rows])
    codes, dummies = [], []
    for name in names:
        if name in ("grade", "sex"):
            levels = sorted({row[name] for row in rows})
            column = np.array([levels.index(row[name]) for row in rows], float)
            dummies += [column == place for place in range(1, len(levels))]
        else:
            column = np.array([float(row[name]) for row in rows])
            dummies.append(column)
        codes.append(column)
    codes, dummies = np.column_stack(codes), np.column_stack(dummies).astype(float)
    found = {"baseline": [], "linear": [], "lightgbm": []}
    for train, test in KFold(5).split(codes):
        found["baseline"].append(scores(y[test], np.full(len(test), y[train].mean())))
        found["linear"].append(scores(y[test], least_squares(dummies[train], y[train], dummies[test])))
        found["lightgbm"].append(scores(y[test], trees(codes[train], y[train], codes[test], [0, 1])))
    (folder / "runs-academy.json").write_text(json.dumps(found, indent=1) + "\n")
