"""The flagship's analyses as a Jupyter notebook, in the pandas and matplotlib that an analyst would write.

    python3 Benchmarks/notebook.py OUT.ipynb

The peer that `Benchmarks/run` measures the flagship against: the same records, the same tables and the same
charts. papermill runs it with a parameter `data`, the folder of records.
"""

import json
import sys
from pathlib import Path

# ("markdown" | "code" | "parameters", text), in the notebook's order.
CELLS = [
    ("markdown", "# 학원 학습 기록 보고서\n\nRegistrations, return, spending and study at the academy."),
    ("parameters", 'data = "../shared/data/academy"'),
    (
        "code",
        """
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

TIME = "%Y-%m-%d:%H:%M"
plt.rcParams["figure.figsize"] = (7, 3)
plt.rcParams["figure.dpi"] = 100

columns = ["user_id", "sex", "age", "grade", "weekly_study_hours", "register_date"]
students = pd.read_json(f"{data}/student_info_temp.json", dtype=False)[columns]
transactions = pd.read_parquet(f"{data}/transaction.parquet")
logins = pd.read_parquet(f"{data}/study_hours.parquet").rename(columns={"id": "user_id"})

registrations = students.assign(
    registered_at=pd.to_datetime(students.register_date, format=TIME)
).drop(columns="register_date")
members = registrations.sort_values(["registered_at", "grade", "age"]).drop_duplicates("user_id")
logins["began"] = pd.to_datetime(logins.login_timestamp, format=TIME)
logins["ended"] = pd.to_datetime(logins.logout_timestamp, format=TIME)
logins["minutes"] = (logins.ended - logins.began).dt.total_seconds() / 60
logins["day"] = logins.began.dt.normalize()
study_days = logins.groupby(["user_id", "day"], as_index=False).agg(
    sessions=("minutes", "size"), minutes=("minutes", "sum")
)
study_months = (
    study_days.assign(month=study_days.day.dt.to_period("M"))[["user_id", "month"]].drop_duplicates()
)
last_month = study_months.month.max()
f"{len(students):,} records, {len(members):,} accounts, {len(logins):,} logins"
""",
    ),
    ("markdown", "## 월별 가입 · Registrations by month"),
    (
        "code",
        """
trend = (
    registrations.assign(month=registrations.registered_at.dt.to_period("M"))
    .groupby("month").user_id.nunique()
    .pipe(lambda s: s.reindex(pd.period_range(s.index.min(), s.index.max(), freq="M"), fill_value=0))
    .rename("register_counts").to_frame()
)
trend["previous_month"] = trend.register_counts.shift()
trend["monthly_over_ratio"] = (100 * trend.register_counts / trend.previous_month).round(2)
trend
""",
    ),
    (
        "code",
        """
plt.bar(trend.index.astype(str), trend.register_counts)
plt.title("Registrations by month")
plt.ylabel("Registered")
plt.show()
""",
    ),
    ("markdown", "## 재방문율 · Repeat rate"),
    (
        "code",
        """
cohort = registrations.assign(registered_on=registrations.registered_at.dt.normalize())
cohort = cohort[["user_id", "registered_on"]].merge(pd.DataFrame({"after": range(1, 8)}), how="cross")
cohort["day"] = cohort.registered_on + pd.to_timedelta(cohort.after, unit="D")
cohort = cohort.merge(study_days[["user_id", "day"]].assign(came=1), how="left", on=["user_id", "day"])
repeat = cohort.groupby(["registered_on", "after"], as_index=False).agg(
    registered=("user_id", "size"), returned=("came", "sum")
)
repeat["repeat_rate"] = (100 * repeat.returned / repeat.registered).round(2)
overall = repeat.groupby("after")[["registered", "returned"]].sum()
overall["repeat_rate"] = (100 * overall.returned / overall.registered).round(2)
overall
""",
    ),
    (
        "code",
        """
plt.plot(overall.index, overall.repeat_rate, marker="o")
plt.ylim(0, 100)
plt.title("Repeat rate by days since registration")
plt.show()
""",
    ),
    (
        "code",
        """
table = repeat.pivot(index="registered_on", columns="after", values="repeat_rate")
plt.figure(figsize=(7, 3.2))
plt.imshow(table.T, aspect="auto", cmap="Blues", vmin=0, vmax=100)
plt.xticks(range(len(table)), [f"{day:%m-%d}" for day in table.index], rotation=90)
plt.yticks(range(7), range(1, 8))
plt.colorbar(label="Repeat rate (%)")
plt.title("Repeat rate by day of registration and days since")
plt.show()
""",
    ),
    ("code", 'table.style.format("{:.2f}").background_gradient(cmap="Blues", vmin=0, vmax=100)'),
    ("markdown", "## 월간 활동 학생 · Monthly active users"),
    (
        "code",
        """
seen = study_months.sort_values(["user_id", "month"])
before = seen.groupby("user_id").month.shift()
first = before.isna()
repeats = ~first & (before == seen.month - 1)
seen["kind"] = np.select([first, repeats], ["new", "repeat"], "come-back")
active = seen.groupby(["month", "kind"]).size().unstack(fill_value=0)
active = active.reindex(columns=["new", "repeat", "come-back"], fill_value=0)
active.assign(active=active.sum(axis=1))
""",
    ),
    (
        "code",
        """
active.plot.bar(stacked=True, title="Monthly active users, split into new, repeat and come-back")
plt.show()
""",
    ),
    ("markdown", "## 잔존율 · Retention"),
    (
        "code",
        """
joined = registrations.assign(register_month=registrations.registered_at.dt.to_period("M"))
joined = joined[["user_id", "register_month"]].merge(pd.DataFrame({"since": range(13)}), how="cross")
joined["month"] = [month + since for month, since in zip(joined.register_month, joined.since)]
joined = joined[joined.month <= last_month]
joined = joined.merge(study_months.assign(came=1), how="left", on=["user_id", "month"])
retention = joined.groupby(["register_month", "since"], as_index=False).agg(
    registered=("user_id", "size"), users=("came", "sum")
)
retention["retention_rate"] = (100 * retention.users / retention.registered).round(2)
retention.pivot(index="register_month", columns="since", values="retention_rate")
""",
    ),
    (
        "code",
        """
for month, rows in retention.groupby("register_month"):
    plt.plot(rows.since, rows.retention_rate, marker="o", label=str(month))
plt.ylim(0, 100)
plt.legend(title="Registered")
plt.title("Retention by month of registration")
plt.show()
""",
    ),
    ("markdown", "## 구매 · Spending"),
    (
        "code",
        """
prices = pd.DataFrame(
    [
        (f"{code}{number:02}", subject, price)
        for code, subject, list_prices in [
            ("mt", "Maths", [292000, 254000, 145000, 350000, 400000, 350000, 250000]),
            ("en", "English", [105000, 105000, 105000, 200000]),
            ("kr", "Korean", [105000, 105000, 105000, 200000, 325000, 230000]),
            ("sc", "Science", [154000, 160000, 170000, 180000, 200000]),
            ("ss", "Social", [150000, 124000, 134000, 150000, 200000]),
        ]
        for number, price in enumerate(list_prices, 1)
    ],
    columns=["course", "subject", "price"],
)
actions = transactions.join(pd.json_normalize(transactions.transaction)).drop(columns="transaction")
actions["acted_at"] = pd.to_datetime(actions.time_stamp, format=TIME)
actions["channel"] = actions.url.str.extract(r"utm_source=(?:[a-z]+://)?(?:www\\.)?([^./&]+)")
actions["campaign"] = actions.url.str.extract(r"utm_campaign=([^&]+)")
actions = actions.reset_index(names="action_no")
items = actions[actions.product_code != ""]
items = items.assign(product=items.product_code.str.split(",")).explode("product")
items["course"] = items["product"].str[-4:]
items = items.merge(prices, how="left", on="course")
items["amount"] = (items.amount * items.price / items.groupby("action_no").price.transform("sum")).round()
carted = items[items.action == "add_cart"].drop_duplicates(["user_id", "product", "acted_at"])
carted = carted[["user_id", "product", "acted_at", "channel", "campaign"]].sort_values("acted_at")
bought = pd.merge_asof(
    items[items.action == "purchase"].sort_values("acted_at"),
    carted, on="acted_at", by=["user_id", "product"], suffixes=("", "_cart"),
)
for field in ("channel", "campaign"):
    bought[field] = bought[field].fillna(bought[f"{field}_cart"]).fillna("none")
totals = {"items": ("product", "size"), "buyers": ("user_id", "nunique"), "amount": ("amount", "sum")}
subjects = bought.groupby("subject").agg(**totals).sort_values("amount", ascending=False)
subjects["share"] = subjects.amount / subjects.amount.sum()
subjects.style.format({"amount": "{:,.0f}", "share": "{:.1%}"}).bar(subset="amount")
""",
    ),
    (
        "code",
        """
subjects.amount[::-1].plot.barh(title="Sold by subject")
plt.show()

def by(field):
    visits = actions.groupby(field).agg(visits=("user_id", "size"), visitors=("user_id", "nunique"))
    sales = visits.join(bought.groupby(field).agg(**totals), how="outer").fillna(0)
    sales["won_per_visit"] = (sales.amount / sales.visits).round()
    return sales.sort_values("amount", ascending=False)

channels = by("channel")
channels.style.format("{:,.0f}").bar(subset="amount")
""",
    ),
    (
        "code",
        """
channels.amount[::-1].plot.barh(title="Sold by channel")
plt.show()
campaigns = by("campaign")
campaigns.style.format("{:,.0f}").bar(subset="amount")
""",
    ),
    (
        "code",
        """
parts = bought.pivot_table(index="campaign", columns="subject", values="amount", aggfunc="sum")
parts.plot.barh(stacked=True, title="Sold by campaign and subject")
plt.show()
""",
    ),
    ("markdown", "## 학습 시간 · Study time"),
    (
        "code",
        """
totals = study_days.groupby("user_id").agg(
    days=("day", "size"), logins=("sessions", "sum"), minutes=("minutes", "sum")
)
study = members.set_index("user_id").join(totals).fillna({"days": 0, "logins": 0, "minutes": 0})
study["minutes_per_login"] = study.minutes / study.logins
grades = study.groupby("grade").agg(
    students=("logins", "size"), logins=("logins", "sum"), minutes=("minutes", "sum"),
    days=("days", "sum"), weekly_study_hours=("weekly_study_hours", "mean"),
)
grades["minutes_per_login"] = grades.minutes / grades.logins
grades["hours_per_student"] = grades.minutes / 60 / grades.students
grades["days_per_student"] = grades.days / grades.students
grades.style.format("{:,.1f}").bar(subset="hours_per_student")
""",
    ),
    (
        "code",
        """
daily = study_days.merge(members[["user_id", "grade"]], on="user_id")
daily = daily.pivot_table(index="day", columns="grade", values="minutes", aggfunc="sum", fill_value=0) / 60
plt.stackplot(daily.index, daily.T, labels=daily.columns)
plt.legend(title="Grade")
plt.title("Hours studied each day, by grade")
plt.show()
for grade, rows in study.groupby("grade"):
    plt.scatter(rows.weekly_study_hours, rows.minutes_per_login, s=8, alpha=0.6, label=grade)
plt.legend(title="Grade")
plt.title("Stated weekly hours and the length of a login")
plt.show()
""",
    ),
    ("markdown", "## 자료 점검 · Checks of the data"),
    (
        "code",
        """
checks = {
    "the register is complete": students[["user_id", "grade", "register_date"]].notna().all(axis=None),
    "grades are known": students.grade.isin(list("ABCDE")).all(),
    "ages are in range": students.age.between(14, 18).all(),
    "ids are distinct": students.user_id.is_unique,
    "actions are known": actions.action.isin(["add_cart", "view", "purchase", "remove_cart"]).all(),
    "actions are by a known account": actions.user_id.isin(members.user_id).all(),
    "logins are by a known account": logins.user_id.isin(members.user_id).all(),
    "logins end after they begin": (logins.minutes >= 0).all(),
    "every product has a price": items.price.notna().all(),
    "every purchase has a channel": (bought.channel != "none").all(),
    "kinds add up": active.sum(axis=None) == len(study_months),
}
pd.Series(checks, name="holds").to_frame()
""",
    ),
]


def notebook():
    cells = []
    for number, (kind, text) in enumerate(CELLS):
        cell = {
            "id": f"cell-{number}",
            "cell_type": "markdown" if kind == "markdown" else "code",
            "metadata": {"tags": ["parameters"]} if kind == "parameters" else {},
            "source": text.strip("\n"),
        }
        if kind != "markdown":
            cell.update(execution_count=None, outputs=[])
        cells.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "cells": cells,
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 Benchmarks/notebook.py OUT.ipynb")
    Path(sys.argv[1]).write_text(json.dumps(notebook(), ensure_ascii=False, indent=1) + "\n")
