"""Linear and logistic models of the academy's features, and tails of distributions, by other tools.

The features are those of academy/features_reference.csv: each level of grade but A and of sex but F as a column
of 0 and 1, then the numbers as they are, with `spent` in 100,000 won. Tests/ModellingTests/Linear/AcademyFeatures.swift
makes the same.
"""

import json
import warnings

import mpmath
import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import special, stats
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from statsmodels.stats.outliers_influence import variance_inflation_factor

NUMBERS = [
    "age", "weekly_study_hours", "daily_study_hours", "is_online", "off_line_numbers", "satisfaction_last",
    "no_interest", "no_prizes", "no_competitions", "purchases", "spent", "actions",
]  # fmt: skip


def features(data, without=()):
    columns = {}
    if "grade" not in without:
        for level in sorted(data["grade"].unique())[1:]:
            columns[f"grade = {level}"] = (data["grade"] == level).astype(float)
    columns["sex = M"] = (data["sex"] == "M").astype(float)
    for name in NUMBERS:
        if name not in without:
            columns[name] = data[name].astype(float) / (1e5 if name == "spent" else 1)
    return pd.DataFrame(columns)


def row_weights(count):
    return 0.5 + np.arange(count) % 4 / 2


def ordinary(x, y, weights=None):
    design = sm.add_constant(x)
    fit = sm.OLS(y, design).fit() if weights is None else sm.WLS(y, design, weights=weights).fit()
    low, high = np.asarray(fit.conf_int(0.1)).T
    root = 1 if weights is None else np.sqrt(weights)[:, None]
    whitened = design.to_numpy() * root
    return {
        "coefficients": list(fit.params),
        "standardErrors": list(fit.bse),
        "statistics": list(fit.tvalues),
        "p": list(fit.pvalues),
        "low": list(low),
        "high": list(high),
        "varianceInflation": [variance_inflation(whitened, i) for i in range(1, design.shape[1])],
        "rSquared": fit.rsquared,
        "adjustedRSquared": fit.rsquared_adj,
        "residualSumOfSquares": fit.ssr,
        "totalSumOfSquares": fit.centered_tss,
        "sigma": np.sqrt(fit.mse_resid),
        "f": fit.fvalue,
        "fP": fit.f_pvalue,
        "logLikelihood": fit.llf,
        "aic": fit.aic,
        "bic": fit.bic,
    }


def variance_inflation(whitened, column):
    # statsmodels' own function takes the sum of squares about 0 unless it finds a column of ones, which a
    # weighted design has not; so by definition, from a regression on the other columns.
    others = np.delete(whitened, column, axis=1)
    target = whitened[:, column]
    rest = target - others @ np.linalg.lstsq(others, target, rcond=None)[0]
    root = whitened[:, 0]
    centred = target - root * (root @ target) / (root @ root)
    inflation = (centred @ centred) / (rest @ rest)
    if np.ptp(root) == 0:
        assert abs(variance_inflation_factor(whitened, column) / inflation - 1) < 1e-9
    return inflation


def penalized(model, x, y, weights=None):
    model.fit(x.to_numpy(), y.to_numpy(), sample_weight=weights)
    return {"intercept": float(model.intercept_), "coefficients": list(model.coef_)}


def null_log_likelihood(fit, y):
    """Of the shares of the classes, in closed form: statsmodels' is found by a search, to about 10 digits."""
    counts = np.unique(y, return_counts=True)[1]
    value = float((counts * np.log(counts / counts.sum())).sum())
    assert abs(value / fit.llnull - 1) < 1e-9
    return value


def logit(x, y):
    fit = sm.Logit(y, sm.add_constant(x)).fit(method="newton", tol=1e-14, maxiter=100, disp=0)
    low, high = np.asarray(fit.conf_int(0.1)).T
    null = null_log_likelihood(fit, y)
    ratio = 2 * (fit.llf - null)
    return {
        "coefficients": list(fit.params),
        "standardErrors": list(fit.bse),
        "statistics": list(fit.tvalues),
        "p": list(fit.pvalues),
        "low": list(low),
        "high": list(high),
        "logLikelihood": fit.llf,
        "nullLogLikelihood": null,
        "pseudoRSquared": 1 - fit.llf / null,
        "likelihoodRatio": ratio,
        "likelihoodRatioP": stats.chi2.sf(ratio, fit.df_model),
        "aic": fit.aic,
        "bic": fit.bic,
    }


def weighted_logit(x, y, weights):
    family = sm.families.Binomial()
    fit = sm.GLM(y, sm.add_constant(x), family=family, freq_weights=weights).fit(tol=1e-14, maxiter=100)
    return {"coefficients": list(fit.params), "standardErrors": list(fit.bse), "logLikelihood": fit.llf}


def multinomial(x, y):
    """statsmodels' coefficients against the first class, turned into those that add up to 0."""
    fit = sm.MNLogit(y, sm.add_constant(x)).fit(method="newton", tol=1e-14, maxiter=200, disp=0)
    width, others = fit.params.shape
    free = np.vstack([np.zeros(width), fit.params.to_numpy().T])
    turn = np.eye(others + 1) - 1 / (others + 1)
    covariance = np.zeros(((others + 1) * width,) * 2)
    covariance[width:, width:] = fit.cov_params().to_numpy()
    whole = np.kron(turn, np.eye(width))
    errors = np.sqrt(np.diag(whole @ covariance @ whole.T)).reshape(others + 1, width)
    return {
        "coefficients": (turn @ free).tolist(),
        "standardErrors": errors.tolist(),
        "logLikelihood": fit.llf,
        "nullLogLikelihood": null_log_likelihood(fit, y),
    }


def regularized(x, y, strength, weights=None):
    model = LogisticRegression(C=1 / strength, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit(x.to_numpy(), y, sample_weight=weights)
    check_optimum(model, x.to_numpy(), y, strength, weights)
    return {"intercepts": list(model.intercept_), "coefficients": model.coef_.tolist()}


def check_optimum(model, x, y, strength, weights):
    """The objective's slope is nothing but rounding: the reference itself has converged."""
    y = np.asarray(y)
    weights = np.ones(len(y)) if weights is None else weights
    classes = np.unique(y)
    probabilities = model.predict_proba(x)
    if len(classes) == 2:
        errors = (probabilities[:, 1] - (y == classes[1]))[:, None]
    else:
        errors = probabilities - (y[:, None] == classes)
    slope = (errors * weights[:, None]).T @ x + strength * model.coef_
    assert abs(slope).max() < 1e-7 * abs(x).sum(), abs(slope).max()


def standardized(x):
    return (x - x.mean()) / x.std(ddof=0)


def academy(shared):
    data = pd.read_csv(shared / "academy" / "features_reference.csv")
    y = data["avg_login_minutes"]
    x = features(data)
    weights = row_weights(len(data))
    exact = {"tol": 1e-15, "max_iter": 1_000_000}
    online = features(data, without=["is_online", "off_line_numbers"])
    grades = features(data, without=["grade"])
    simple = grades[["sex = M", "age", "purchases", "spent", "actions"]]
    grade = data["grade"].astype("category").cat.codes
    return {
        "terms": list(x.columns),
        "ordinary": ordinary(x, y),
        "weighted": ordinary(x, y, weights),
        "ridge": penalized(Ridge(alpha=3.0, solver="svd"), x, y),
        "ridgeWeighted": penalized(Ridge(alpha=3.0, solver="svd"), x, y, weights),
        "lasso": penalized(Lasso(alpha=0.25, **exact), x, y),
        "lassoWeighted": penalized(Lasso(alpha=0.25, **exact), x, y, weights),
        "elasticNet": penalized(ElasticNet(alpha=0.5, l1_ratio=0.3, **exact), x, y),
        "elasticNetWeighted": penalized(ElasticNet(alpha=0.5, l1_ratio=0.3, **exact), x, y, weights),
        "logit": logit(online, data["is_online"]),
        "logitWeighted": weighted_logit(online, data["is_online"], weights),
        "logisticL2": regularized(online, data["is_online"], 2.0),
        "logisticL2Weighted": regularized(online, data["is_online"], 2.0, weights),
        "multinomial": multinomial(simple, grade),
        "multinomialL2": regularized(standardized(grades), grade, 2.0),
        "multinomialL2Weighted": regularized(standardized(grades), grade, 2.0, weights),
    }


def beta_share(a, b, x):
    """The regularised incomplete beta function; scipy's keeps 9 to 12 digits where parameters are far apart."""
    value = mpmath.betainc(a, b, 0, x, regularized=True)
    assert abs(value - special.betainc(float(a), float(b), float(x))) < 1e-8
    return value


def t_tails(t, df):
    t, df = mpmath.mpf(t), mpmath.mpf(df)
    if t < 1e-3:
        return 1 - beta_share(0.5, df / 2, t * t / (df + t * t))
    return beta_share(df / 2, 0.5, df / (df + t * t))


def t_quantile(level, df):
    start = stats.t.ppf((1 + level) / 2, df)
    return mpmath.findroot(lambda t: t_tails(t, df) - (1 - mpmath.mpf(level)), start)


def f_tails(f, d1, d2):
    f = mpmath.mpf(f)
    share = d1 * f / (d1 * f + d2)
    return beta_share(mpmath.mpf(d2) / 2, mpmath.mpf(d1) / 2, d2 / (d1 * f + d2)), beta_share(
        mpmath.mpf(d1) / 2, mpmath.mpf(d2) / 2, share
    )


def chi_tails(x, df):
    a, x = mpmath.mpf(df) / 2, mpmath.mpf(x) / 2
    upper = mpmath.gammainc(a, x, mpmath.inf, regularized=True)
    assert abs(upper - special.chdtrc(df, float(2 * x))) < 1e-8
    return upper, mpmath.gammainc(a, 0, x, regularized=True)


def distributions():
    """p and quantiles over a wide grid, to 50 digits by mpmath, near those of scipy."""
    mpmath.mp.dps = 50
    normal = [0, 1e-9, 0.1, 0.7, 1, 1.96, 4, 10, 25, 37]
    shares = [1e-300, 1e-100, 1e-20, 1e-5, 0.01, 0.2, 0.3, 0.5 - 1e-10, 0.5, 0.6, 0.9, 0.999, 1 - 1e-10]
    freedoms = [1, 2, 3, 4.5, 9, 30, 100, 1e4, 1e6]
    return {
        "t": [[t, df, t_tails(t, df)] for df in freedoms for t in [1e-8, 0.01, 0.3, 1, 1.96, 3, 6, 12, 30]],
        "tQuantiles": [
            [level, df, t_quantile(level, df)]
            for df in freedoms
            for level in [0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999]
        ],
        "f": [
            [f, d1, d2, *f_tails(f, d1, d2)]
            for d1 in [1, 2, 5, 30, 1000]
            for d2 in [1, 3, 10, 200, 1e5]
            for f in [1e-6, 0.1, 0.7, 1, 1.3, 3, 8]
        ],
        "chiSquared": [
            [x, df, *chi_tails(x, df)]
            for df in [1, 2, 3, 7.5, 20, 100, 1e4]
            for share in [1e-6, 0.1, 0.6, 0.95, 1, 1.05, 1.5, 3, 10]
            for x in [share * df]
        ],
        "normal": [[z, mpmath.erfc(z / mpmath.sqrt(2)), mpmath.ncdf(z)] for z in normal],
        "normalQuantiles": [
            [share, mpmath.findroot(lambda z: mpmath.ncdf(z) / share - 1, special.ndtri(share))] for share in shares
        ],
    }


def make(folder, shared):
    warnings.simplefilter("ignore")
    for name, values in [("linear-academy", academy(shared)), ("linear-distributions", distributions())]:
        text = json.dumps(values, indent=None, default=float).replace("}, ", "},\n").replace("]], ", "]],\n")
        (folder / f"{name}.json").write_text(text + "\n")
