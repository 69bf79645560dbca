"""What the Python package of LightGBM makes of data that BoostingReference.swift makes likewise.

    scripts/make-model-reference boosting    writes Tests/ModellingTests/Reference/boosting.json

Needs lightgbm 4.7.0, numpy and pandas. Numbers are written as hexadecimal doubles: the tests compare bits.
"""

import json
import lightgbm as lgb
import numpy as np
import pandas as pd

COMMON = {
    "verbosity": -1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "seed": 7,
    "min_data_in_leaf": 5,
}  # fmt: skip
CATEGORY = 3


def uniform(seed, rows, column):
    """Numbers from 0 to 1 by SplitMix64 of the cell's number (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        state = np.arange(rows, dtype=np.uint64) * np.uint64(64) + np.uint64(seed * 1_000_003 + column)
        z = state * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def table(seed, rows):
    """Six features with all that can be in them, a target and weights."""
    def u(column):
        return uniform(seed, rows, column)

    features = np.column_stack([
        u(0) * 10 - 5,
        np.floor(u(1) * 20),
        np.where(u(6) < 0.15, np.nan, u(2).astype(np.float32)),
        np.where(u(7) < 0.05, np.nan, np.floor(u(3) * 9)),
        np.where(u(4) < 0.3, 1.0, 0.0),
        np.where(u(8) < 0.02, np.where(u(9) < 0.5, -np.inf, np.inf), u(5) - 0.5),
    ])  # fmt: skip
    code = features[:, CATEGORY]
    target = (
        features[:, 0] * 2
        + np.where((code == 2) | (code == 5), 3.0, 0.0)
        + np.where(np.isnan(features[:, 2]), 1.0, features[:, 2] * 4)
        + (u(10) - 0.5)
    )
    return features, target, u(11) + 0.5


def hexadecimal(numbers):
    return [float(number).hex() for number in np.asarray(numbers, dtype=np.float64).ravel()]


def frame(features):
    """Categories as pandas has them, whose codes are the numbers; beyond the 9 known ones are unseen."""
    made = pd.DataFrame(features)
    known = made[CATEGORY].where(made[CATEGORY] < 9)
    made[CATEGORY] = pd.Categorical(known, categories=np.arange(9.0))
    return made


def case(
    parameters, iterations=20, rows=400, target=None, weighted=False, stopping=None, categorical=True,
    pandas=False, initial=None, groups=None, chosen=None,
):  # fmt: skip
    """Trains by Python; what the model predicts for twelve new rows and how it came to it."""
    target = target or (lambda numbers: numbers)
    names = [CATEGORY] if categorical else []

    def dataset(seed, count, reference=None):
        features, numbers, weights = table(seed, count)
        labels = target(numbers)
        keep = slice(None) if chosen is None or reference is not None else chosen(count)
        matrix = features[keep]
        return lgb.Dataset(
            frame(matrix) if pandas else matrix,
            labels[keep],
            weight=weights[keep] if weighted else None,
            init_score=initial(features)[keep] if initial and reference is None else None,
            group=groups if groups and reference is None else None,
            reference=reference,
            categorical_feature=names or "auto",
            params={**COMMON, **parameters},
            free_raw_data=False,
        )

    training = dataset(1, rows)
    validation = dataset(2, 150, training) if stopping else None
    history = {}
    callbacks = []
    if stopping:
        callbacks = [
            lgb.early_stopping(stopping, first_metric_only=True, verbose=False),
            lgb.record_evaluation(history),
        ]
    booster = lgb.train(
        {**COMMON, **parameters},
        training,
        iterations,
        valid_sets=[validation] if stopping else None,
        callbacks=callbacks,
    )
    fresh, _, _ = table(3, 12)
    fresh[0, CATEGORY] = 42  # never seen
    fresh[1, :] = np.nan
    fresh = frame(fresh) if pandas else fresh
    return {
        "values": hexadecimal(booster.predict(fresh)),
        "raw": hexadecimal(booster.predict(fresh, raw_score=True)),
        "contributions": []
        if parameters.get("linear_tree")
        else hexadecimal(booster.predict(fresh, pred_contrib=True)),
        "gain": hexadecimal(booster.feature_importance("gain")),
        "splits": [int(count) for count in booster.feature_importance("split")],
        "best": booster.best_iteration,
        "history": {name: hexadecimal(values) for name, values in history.get("valid_0", {}).items()},
    }


def reference():
    bagging = {"bagging_fraction": 0.7, "bagging_freq": 1, "feature_fraction": 0.6}
    classes = {"objective": "multiclass", "num_class": 4}
    return {
        "regression": case({"objective": "regression", "num_leaves": 15}),
        "regression, stopped early": case(
            {"objective": "regression", "learning_rate": 0.3, "metric": "l1,l2", **bagging},
            iterations=300,
            weighted=True,
            stopping=10,
            pandas=True,
        ),
        "regression, robust": case({"objective": "huber", "alpha": 0.8}, categorical=False),
        "regression, linear leaves": case(
            {"objective": "regression", "linear_tree": True, "num_leaves": 7},
            rows=50_000,
            iterations=4,
            stopping=2,
        ),
        "regression, many rows": case(
            {"objective": "regression", "bin_construct_sample_cnt": 5000}, rows=100_000, iterations=3
        ),
        "regression, some rows": case(
            {"objective": "regression"}, chosen=lambda count: np.arange(count - 1, -1, -3), weighted=True
        ),
        "regression, initial scores": case(
            {"objective": "regression"}, initial=lambda features: features[:, 0] * 2
        ),
        "binary": case(
            {"objective": "binary", "is_unbalance": True, **bagging},
            target=lambda numbers: np.where(numbers > 5, 1.0, 0.0),
        ),
        "binary, stopped early": case(
            {"objective": "binary", "metric": "auc,binary_logloss", "learning_rate": 0.2},
            iterations=200,
            stopping=5,
            target=lambda numbers: np.where(numbers > 5, 1.0, 0.0),
        ),
        "multiclass": case(
            {**classes, **bagging},
            iterations=8,
            target=lambda numbers: np.clip(np.floor((numbers + 8) / 5), 0, 3),
            weighted=True,
        ),
        "ranking": case(
            {"objective": "lambdarank"},
            target=lambda numbers: np.clip(np.floor((numbers + 8) / 5), 0, 3),
            groups=[10, 30] * 10,
        ),
    }


def make(folder, _):
    cases = [f"{json.dumps(name)}: {json.dumps(made)}" for name, made in reference().items()]
    (folder / "boosting.json").write_text("{\n" + ",\n".join(cases) + "\n}\n")
