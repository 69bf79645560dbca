"""Reference values of metrics, curves and drift, by scikit-learn and scipy.

Part of scripts/make-model-reference; everything is made up, so the shared data is not needed.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from sklearn import calibration, metrics as sk


def save(folder, name, value):
    def plain(item):
        if isinstance(item, dict):
            return {key: plain(each) for key, each in item.items() if each is not None}
        if isinstance(item, (list, tuple, np.ndarray)):
            return [plain(each) for each in item]
        if isinstance(item, (np.bool_, bool)):
            return bool(item)
        if isinstance(item, (np.integer, int)):
            return int(item)
        if isinstance(item, (np.floating, float)):
            return float(item)
        return item

    text = json.dumps(plain(value), separators=(",", ":"), allow_nan=False)
    (Path(folder) / name).write_text(text.replace("},{", "},\n{") + "\n")


def weightings(rng, count):
    """None, some between 0.1 and 3, and some of which a third are 0."""
    some = rng.uniform(0.1, 3, count)
    return [("", None), (", weighted", some), (", some of weight 0", some * (rng.random(count) > 0.33))]


def regression_values(actual, predicted, weights):
    w = {"sample_weight": weights}
    errors = actual - predicted
    mean = np.average(errors, weights=weights)
    size = np.average(abs(errors), weights=weights)
    used = slice(None) if weights is None else weights > 0
    return {
        "mae": sk.mean_absolute_error(actual, predicted, **w),
        "mse": sk.mean_squared_error(actual, predicted, **w),
        "rmse": sk.root_mean_squared_error(actual, predicted, **w),
        "r2": sk.r2_score(actual, predicted, **w),
        # scikit-learn divides by 2.2e-16 instead.
        "mape": None
        if (actual[used] == 0).any()
        else sk.mean_absolute_percentage_error(actual, predicted, **w),
        "medae": sk.median_absolute_error(actual, predicted, **w),
        "max_error": sk.max_error(actual[used], predicted[used]),
        "explained_variance": sk.explained_variance_score(actual, predicted, **w),
        "me": mean,
        "error_deviation": np.sqrt(np.average((errors - mean) ** 2, weights=weights)),
        "absolute_error_deviation": np.sqrt(
            np.average((abs(errors) - size) ** 2, weights=weights)
        ),
    }


def regression_cases(rng):
    count = 61
    base = rng.normal(10, 4, count)
    for name, actual, predicted in [
        ("plain", base, base + rng.normal(0.3, 1, count)),
        ("ties", np.round(base), np.round(base + rng.normal(0, 2, count))),
        ("far from 0", 1e6 + base, 1e6 + base + rng.normal(0, 1, count)),
        ("one row more, worse than the mean", np.append(base, 3.5), np.append(-base, 4.0)),
    ]:
        for suffix, weights in weightings(rng, len(actual)):
            yield {
                "name": name + suffix,
                "actual": actual,
                "predicted": predicted,
                "weights": weights,
                "expected": regression_values(actual, predicted, weights),
            }


def binary_values(actual, probability, weights):
    w = {"sample_weight": weights}
    chosen = probability >= 0.5
    tn, fp, fn, tp = sk.confusion_matrix(actual, chosen, **w).ravel()
    return {
        "accuracy": sk.accuracy_score(actual, chosen, **w),
        "balanced_accuracy": sk.balanced_accuracy_score(actual, chosen, **w),
        "precision": sk.precision_score(actual, chosen, **w),
        "recall": sk.recall_score(actual, chosen, **w),
        "specificity": sk.recall_score(actual, chosen, pos_label=0, **w),
        "f1": sk.f1_score(actual, chosen, **w),
        "mcc": sk.matthews_corrcoef(actual, chosen, **w),
        "roc_auc": sk.roc_auc_score(actual, probability, **w),
        "average_precision": sk.average_precision_score(actual, probability, **w),
        "log_loss": sk.log_loss(actual, y_proba=probability, **w),
        "brier_score": sk.brier_score_loss(actual, probability, **w),
        "true_positives": tp,
        "false_positives": fp,
        "true_negatives": tn,
        "false_negatives": fn,
        "positive_rate": np.average(actual, weights=weights),
        "predicted_positive_rate": np.average(chosen, weights=weights),
    }


def binary_cases(rng):
    count = 73
    truth = rng.random(count)
    drawn = (rng.random(count) < truth).astype(int)
    rare = (rng.random(count) < truth**6).astype(int)
    rare[3] = 1
    for name, actual, probability in [
        ("plain", drawn, truth),
        ("ties", drawn, np.round(truth, 1)),
        ("certainties", drawn, np.round(truth)),
        ("two scores", drawn, np.where(truth > 0.4, 0.7, 0.2)),
        ("few positives", rare, np.round(truth**2, 2)),
        ("the wrong way round", drawn, 1 - truth),
    ]:
        for suffix, weights in weightings(rng, count):
            curve = curve_values(actual, probability, weights)
            yield {
                "name": name + suffix,
                "actual": actual == 1,
                "probability": probability,
                "weights": weights,
                "expected": binary_values(actual, probability, weights),
                **curve,
            }


def curve_values(actual, probability, weights):
    fpr, tpr, thresholds = sk.roc_curve(
        actual, probability, sample_weight=weights, drop_intermediate=False
    )
    precision, recall, _ = sk.precision_recall_curve(actual, probability, sample_weight=weights)
    result = {
        "roc": {"fpr": fpr, "tpr": tpr, "thresholds": thresholds[1:]},
        # From the highest threshold down, without the end that stands for none.
        "pr": {"precision": precision[:-1][::-1], "recall": recall[:-1][::-1]},
        "calibration": None,
    }
    if weights is None:
        result["calibration"] = {
            strategy: dict(
                zip(
                    ["actual", "predicted"],
                    calibration.calibration_curve(
                        actual, probability, n_bins=7, strategy=strategy
                    ),
                )
            )
            for strategy in ["uniform", "quantile"]
        }
    return result


def multiclass_values(actual, probabilities, weights):
    w = {"sample_weight": weights}
    predicted = probabilities.argmax(axis=1)
    labels = np.arange(probabilities.shape[1])
    values = {
        "accuracy": sk.accuracy_score(actual, predicted, **w),
        "balanced_accuracy": sk.balanced_accuracy_score(actual, predicted, **w),
        "mcc": sk.matthews_corrcoef(actual, predicted, **w),
        "log_loss": sk.log_loss(actual, y_proba=probabilities, labels=labels, **w),
        "roc_auc": sk.roc_auc_score(
            actual, probabilities, multi_class="ovr", average="macro", labels=labels, **w
        ),
    }
    for average in ["macro", "micro", "weighted"]:
        scores = sk.precision_recall_fscore_support(
            actual, predicted, average=average, zero_division=0, **w
        )
        for name, score in zip(["precision", "recall", "f1"], scores):
            values[f"{name}_{average}"] = score
    classes = sk.precision_recall_fscore_support(
        actual, predicted, labels=labels, zero_division=0, **w
    )
    return {
        "expected": values,
        "confusion": sk.confusion_matrix(actual, predicted, labels=labels, **w).ravel(),
        "classes": dict(zip(["precision", "recall", "f1", "support"], classes)),
    }


def multiclass_cases(rng):
    count, width = 67, 4
    actual = rng.integers(0, width, count)
    scores = rng.normal(0, 1, (count, width))
    scores[np.arange(count), actual] += 1
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    never = shares * [1, 1, 1, 0.01]
    never /= never.sum(axis=1, keepdims=True)
    # Eighths sum to 1 exactly.
    eighths = np.floor(shares * 8)
    eighths[:, 0] += 8 - eighths.sum(axis=1)
    for name, probabilities in [("plain", shares), ("ties", eighths / 8), ("never the last", never)]:
        for suffix, weights in weightings(rng, count):
            yield {
                "name": name + suffix,
                "actual": actual,
                "probabilities": probabilities.ravel(),
                "weights": weights,
                **multiclass_values(actual, probabilities, weights),
            }


def stability(reference, current):
    one, other = reference / reference.sum(), current / current.sum()
    one, other = np.where(one == 0, 0.0001, one), np.where(other == 0, 0.0001, other)
    return np.sum((other - one) * np.log(other / one))


def numeric_drift(rng):
    same = rng.normal(5, 2, 200)
    for name, reference, current in [
        ("the same", same, rng.normal(5, 2, 150)),
        ("moved", same, rng.normal(6, 2, 150)),
        ("wider", same, rng.normal(5, 4, 200)),
        ("far away", same, rng.normal(50, 1, 30)),
        ("few rows", same[:17], rng.normal(6, 2, 12)),
    ]:
        edges = np.quantile(reference, np.linspace(0, 1, 11))
        edges[0], edges[-1] = -np.inf, np.inf
        before, now = np.histogram(reference, edges)[0], np.histogram(current, edges)[0]
        asymptotic = stats.ks_2samp(reference, current, method="asymp")
        yield {
            "name": name,
            "reference": reference,
            "current": current,
            "statistic": asymptotic.statistic,
            "asymptotic": asymptotic.pvalue,
            "exact": stats.ks_2samp(reference, current, method="exact").pvalue,
            "wasserstein": stats.wasserstein_distance(reference, current),
            "normalised": stats.wasserstein_distance(reference, current) / np.std(reference),
            "before": before,
            "now": now,
            "stability": stability(before, now),
            "jensenShannon": jensenshannon(before, now, base=2),
        }


def categorical_drift():
    for reference, current in [
        ([40, 30, 20, 10], [35, 30, 25, 10]),
        ([40, 30, 20, 0], [10, 30, 25, 35]),
        ([400, 3, 2], [300, 0, 200]),
        ([12, 30], [25, 18]),
    ]:
        reference, current = np.array(reference), np.array(current)
        test = stats.chi2_contingency([reference, current], correction=False)
        yield {
            "reference": reference,
            "current": current,
            "statistic": test.statistic,
            "pValue": test.pvalue,
            "degreesOfFreedom": test.dof,
            "leastExpected": test.expected_freq.min(),
            "stability": stability(reference, current),
            "jensenShannon": jensenshannon(reference, current, base=2),
        }


def distributions():
    sizes = [1, 2, 3, 5, 10, 40, 100, 140, 141, 300, 1000, 5000, 20000, 20001, 100000, 1000000]
    kolmogorov = []
    for size in sizes:
        for z in [0.05, 0.2, 0.35, 0.5, 0.7, 0.9, 1.1, 1.3, 1.45, 1.5, 1.8, 2.05, 2.5, 3, 4, 6]:
            d = z / np.sqrt(size)
            if d < 1:
                kolmogorov.append([size, d, stats.kstwo.sf(d, size)])
    degrees = [1, 2, 3, 7, 30, 101, 1000]
    chi = [
        [f, f * x, special.gammaincc(f / 2, f * x / 2)]
        for f in degrees
        for x in [0.01, 0.3, 0.8, 1, 1.2, 2, 5, 20]
    ]
    shares = [1e-300, 1e-20, 1e-6, 0.001, 0.02425, 0.1, 0.25, 0.4, 0.5, 0.5000001, 0.6, 0.9, 0.999]
    errors = np.array([3.5, -1.0, 0.25, 7.0, -2.0, 0.0, 1.5])
    (normal, ordered), _ = stats.probplot(errors)
    return {
        "kolmogorov": kolmogorov,
        "chiSquared": chi,
        "normal": [[share, stats.norm.ppf(share)] for share in shares],
        "plot": {"errors": errors, "normal": normal, "ordered": ordered},
    }


def make(folder, shared):
    rng = np.random.default_rng(20261123)
    with warnings.catch_warnings():
        # What is undefined in scikit-learn is not among the values.
        warnings.simplefilter("error")
        save(folder, "metrics_regression.json", list(regression_cases(rng)))
        save(folder, "metrics_binary.json", list(binary_cases(rng)))
        save(folder, "metrics_multiclass.json", list(multiclass_cases(rng)))
        save(folder, "drift_numeric.json", list(numeric_drift(rng)))
        save(folder, "drift_categorical.json", list(categorical_drift()))
        save(folder, "drift_distributions.json", distributions())

