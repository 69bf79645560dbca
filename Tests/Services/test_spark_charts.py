#!/usr/bin/env python3
"""Charts whose rows Spark puts together: the same values as the embedded engine's.

    python3 Tests/Services/test_spark_charts.py
"""

import json
import math
import re
import subprocess
import unittest

import services
from processes import PROGRAMS
from project import Project
from services import ROOT, Spark

# Nulls, no numbers, both zeros, years before 1970 and leap days, text that is empty or odd, zones, in no order.
DATA = """\
```{sql data engine=duckdb}
SELECT
  CASE WHEN i % 11 = 3 THEN NULL WHEN i % 53 = 5 THEN 'nan'::DOUBLE WHEN i % 7 = 2 THEN -0.0::DOUBLE
    ELSE ((i * 7919) % 1000) / 8.0 - 31 END AS v,
  (i - 400) * 1e17 + 0.1 AS wide, (i * 0.1 - 40) * 1e-15 AS tiny, CASE WHEN i = 40 THEN 'inf'::DOUBLE ELSE i END AS far,
  ((i * 104729) % 97)::INTEGER AS n, ((i * 31) % 100)::DECIMAL(6,2) / 7 AS price, (i * 31 % 100)::DECIMAL(6,2) AS exact,
  CASE WHEN i % 13 = 1 THEN NULL WHEN i % 29 = 2 THEN '' WHEN i % 31 = 4 THEN 'it''s \\d "김"' ELSE chr(97 + (i * 17 % 5)::INT)
    END AS g,
  i % 3 = 0 AS flag,
  CASE WHEN i % 19 = 4 THEN NULL
    ELSE TIMESTAMP '1963-11-05 23:59:58.250' + to_seconds(i * 2713001) + to_milliseconds(i * 37) END AS t,
  CASE WHEN i % 17 = 9 THEN NULL ELSE DATE '2019-12-20' + (i * 5 % 900)::INT END AS d,
  TIMESTAMPTZ '2024-03-31 00:30:00+02' + to_minutes(i * 7) AS z
FROM (SELECT (i * 271) % 800 AS i FROM range(800) r(i)) ORDER BY hash(i)
```

```{sql empty engine=duckdb}
SELECT * FROM data WHERE false
```
"""

OPERATIONS = [
    "count", "valid", "missing", "distinct", "sum", "mean", "average", "median", "q1", "q3", "min", "max", "variance",
    "variancep", "stdev", "stdevp", "stderr",
]  # fmt: skip
UNITS = [
    "year", "quarter", "month", "week", "day", "dayofyear", "date", "hours", "minutes", "seconds", "milliseconds",
    "yearquarter", "yearmonth", "yearmonthdate", "yearmonthdatehours", "yearmonthdatehoursminutes",
    "yearmonthdatehoursminutesseconds", "yearweek", "yearweekday", "yearweekdayhours", "yeardayofyear", "quartermonth",
    "monthdate", "monthdatehours", "weekday", "weekdayhours", "dayhours", "hoursminutes", "hoursminutesseconds",
    "minutesseconds", "secondsmilliseconds",
]  # fmt: skip
BINS = [
    "true", "{maxbins: 25}", "{step: 10, anchor: 3}", "{nice: false}", "{extent: [-20, 40]}", "{base: 2}", "{minstep: 30}",
]
TESTS = [
    "{field: n, lt: 40}", "{field: n, gte: 40}", "{field: n, equal: 41}", "{field: n, range: [null, 20]}",
    "{field: n, oneOf: [3, 5, 8, 13]}", "{field: v, lte: 0}", "{field: v, gt: -1}", "{field: v, valid: true}",
    "{field: far, valid: false}", "{field: g, equal: 'it''s \\d \"김\"'}", "{field: g, oneOf: [a, b, '']}",
    "{field: g, lt: c}", "{field: flag, equal: true}", "{field: t, lt: {year: 1970}}",
    "{field: t, timeUnit: month, oneOf: [1, 7, 12]}", "{field: t, timeUnit: yearmonth, gte: {year: 1979, month: 5}}",
    "{field: d, valid: true}", "{field: d, gt: '2021-06-01'}", "{field: z, range: [{year: 2024, month: 4}, {year: 2024}]}",
    "{and: [{field: n, lt: 70}, {or: [{field: g, equal: a}, {not: {field: v, gt: 0}}]}]}",
]  # fmt: skip


def chart(text, data="data"):
    return f"\n```{{chart ENGINE}}\ndata: {data}\n{text}\n```\n"


def summed(fields, groups, data="data", operations=OPERATIONS):
    """A chart of every aggregate of some fields, by groups."""
    outputs = ", ".join(
        f"{{op: {op}, field: {field}, as: {op}_{field}}}" for field in fields for op in operations
        if not (field in "tz" and op in ("sum", "variance", "variancep", "stdev", "stdevp", "stderr"))
    )  # fmt: skip
    return chart(
        f"transform: [{{aggregate: [{outputs}], groupby: [{groups}]}}]\nmark: point\n"
        f"encoding: {{x: 'count_{fields[0]}:Q', y: 'max_{fields[0]}:Q'}}",
        data,
    )


def floors(units, field, step):
    """A chart of the starts of calendar units, each a column."""
    made = [f"{{timeUnit: {{unit: {unit}, step: {step}}}, field: {field}, as: u{unit}}}" for unit in units]
    groups = ", ".join(f"u{unit}" for unit in units)
    return chart(
        f"transform: [{', '.join(made)}, {{aggregate: [{{op: count, as: c}}], groupby: [{groups}]}}]\n"
        f"mark: point\nencoding: {{x: 'u{units[0]}:T', y: 'c:Q'}}"
    )


def filtered(tests):
    """A chart that tells of each test which rows pass: one holds for a few values of `n` each."""
    width = 96 // len(tests)
    parts = [f"{{and: [{{field: n, range: [{at * width}, {at * width + width - 1}]}}, {test}]}}" for at, test in enumerate(tests)]
    return chart(f"transform: [{{filter: {{or: [{', '.join(parts)}]}}}}]\nmark: bar\nencoding: {{x: 'n:O', color: 'g:N', y: 'count()'}}")


def charts():
    """Charts that ask for everything that the two dialects say in their own ways."""
    bins = [f"{{bin: {bin}, field: {field}, as: b{field}{at}}}" for at, bin in enumerate(BINS) for field in "vn"]
    groups = ", ".join(f"b{field}{at}" for at in range(len(BINS)) for field in "vn")
    return [
        summed(["v", "n", "price", "exact", "wide", "tiny"], "g"), summed(["v", "t"], ""), summed(["n", "z"], "flag"),
        summed(["v", "t"], "", "empty"), summed(["v"], "g", "empty"),
        summed(["far"], "flag", operations=["count", "sum", "mean", "max", "median"]),
        chart("mark: bar\nencoding: {x: 'flag:N', y: {aggregate: distinct, field: g}}"),
        # Nested deeper, Spark's analyser gives up.
        *(floors(UNITS[at : at + 8], "t", step) for step in (1, 3) for at in range(0, len(UNITS), 8)),
        floors(UNITS[:7], "d", 1), floors(UNITS[7:14], "z", 2),
        chart(f"transform: [{', '.join(bins)}, {{aggregate: [{{op: count, as: c}}], groupby: [{groups}]}}]\n"
              "mark: point\nencoding: {x: 'bv0:Q', y: 'c:Q'}"),
        chart("mark: bar\nencoding: {x: {field: v, bin: true}, y: 'count()'}"),
        chart("mark: bar\nencoding: {x: {field: v, bin: true}, y: 'count()'}", "empty"),
        *(filtered(TESTS[at : at + 10]) for at in range(0, len(TESTS), 10)),
        chart("mark: bar\nencoding: {x: 'flag:N', y: 'sum(n)', column: 'g:N', color: 'yearmonth(d):O'}"),
    ]  # fmt: skip


# Two equal logs make a table of two equal files, and a third one goes between them.
PARTS = """\
---
title: Parts
---

```{parse rows}
path: "*.log"
format: combined
shards: 3
```

```{sql counted engine=spark}
SELECT count(*) AS n, count(DISTINCT client) AS clients FROM rows
```
""" + chart("mark: bar\nencoding: {x: 'client:N', y: 'count()'}", "rows")
LINE = '10.0.0.{} - - [10/Oct/2000:13:55:{:02d} -0700] "GET /a HTTP/1.0" 200 2326 "-" "x"\n'

# Every row of every chart table of a store, by the table's name.
READ = """
import duckdb, glob, json, sys
found = {}
for path in glob.glob(sys.argv[1] + "/results/*.json"):
    result = json.load(open(path))
    for table in result["tables"] if result["kind"] == "chart" else []:
        files = [sys.argv[1] + "/tables/" + file["digest"] + ".parquet" for file in table["files"]]
        read = duckdb.sql("FROM read_parquet(" + repr(files) + ")")
        rows = [[value if isinstance(value, (int, float, type(None))) else str(value) for value in row] for row in read.fetchall()]
        found[table["name"]] = [read.columns, [str(type) for type in read.types], rows]
json.dump(found, sys.stdout)
"""


class SparkChartsTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.spark = cls.enterClassContext(Spark())

    def drawn(self, project, template, *arguments):
        """Render, and give the rows of all charts, and the facts of their steps."""
        project.render(template, *arguments, environment=self.spark.environment)
        store = project.folder / ".quire" / "store"
        python = PROGRAMS / "python"
        read = subprocess.run([python, "-c", READ, store], capture_output=True, text=True)
        self.assertEqual(read.returncode, 0, read.stderr)
        newest = max((project.folder / ".quire" / "runs").glob("*/run.json"), key=lambda path: path.stat().st_mtime)
        steps = [step for step in json.loads(newest.read_text())["steps"] if step["kind"] == "chart"]
        facts = [{fact["name"]: fact.get("text") for fact in step.get("facts") or []} for step in steps]
        return json.loads(read.stdout), facts

    def close(self, ours, theirs):
        if isinstance(ours, float) and isinstance(theirs, float):
            return ours == theirs or math.isnan(ours) and math.isnan(theirs) or math.isclose(ours, theirs, rel_tol=1e-9)
        return ours == theirs

    def same(self, ours, theirs):
        self.assertEqual(sorted(ours), sorted(theirs))
        for name, (columns, types, rows) in ours.items():
            self.assertEqual([columns, types, len(rows)], [*theirs[name][:2], len(theirs[name][2])], name)
            for mine, other in zip(rows, theirs[name][2]):
                for column, a, b in zip(columns, mine, other):
                    self.assertTrue(self.close(a, b), f"{name}.{column}: {a} here, {b} there\n{mine}\n{other}")

    def test_every_aggregate_unit_bin_and_test_is_the_same_there(self):
        text = "---\ntitle: Charts\n---\n\n" + DATA + "".join(charts())
        found = []
        for engine in ("duckdb", "spark"):
            with Project(charts=text.replace("ENGINE", f"engine={engine}")) as project:
                found.append(self.drawn(project, "charts"))
        (ours, _), (theirs, facts) = found
        self.assertEqual(len(facts), len(charts()))
        for fact, text in zip(facts, charts()):
            self.assertEqual(fact.get("engine"), "spark", f"{text}{fact}")
        self.assertGreater(sum(len(rows) for _, _, rows in theirs.values()), 2000)
        self.same(ours, theirs)

    def test_what_spark_cannot_is_done_here(self):
        text = "---\ntitle: Left\n---\n\n" + DATA + chart("mark: bar\nencoding: {x: 'g:N', y: 'product(exact)'}")
        with Project(left=text.replace("ENGINE", "engine=spark")) as project:
            drawn, facts = self.drawn(project, "left")
            self.assertEqual([fact.get("engine") for fact in facts], ["duckdb"])
            self.assertGreater(max(len(rows) for _, _, rows in drawn.values()), 5)

    def test_rows_of_several_files_come_once_each_and_in_order(self):
        logs = {
            "a.log": "".join(LINE.format(number % 7 + 10, number % 60) for number in range(700)),
            "b.log": "".join(LINE.format(number % 3 + 3, number % 60) for number in range(600)),
        }
        found = []
        for engine in ("duckdb", "spark"):
            with Project(parts=PARTS.replace("ENGINE", f"engine={engine}")) as project:
                for name, lines in (logs | {"c.log": logs["a.log"]}).items():
                    project.write(name, lines)
                found.append(self.drawn(project, "parts", "--format", "json")[0])
                tables = json.loads((project.folder / "out" / "parts.json").read_text())["tables"]
                self.assertEqual(tables["counted"]["rows"], [[2000, 10]])
        self.same(*found)

    def test_only_large_tables_go_to_the_engine_of_the_report(self):
        text = """\
---
title: Large
---

```{sql few engine=duckdb}
SELECT i % 3 AS k FROM range(1999999) AS t(i)
```

```{sql many engine=duckdb}
SELECT i % 3 AS k FROM range(2000000) AS t(i)
```
"""
        counted = "mark: bar\nencoding: {x: 'k:N', y: 'count()'}"
        charts = chart(counted, "few") + chart(counted, "many") + chart(counted, "many").replace("ENGINE", "engine=duckdb")
        with Project(large=text + charts.replace(" ENGINE", "")) as project:
            _, facts = self.drawn(project, "large", "--engine", "spark")
            self.assertEqual([fact.get("engine") for fact in facts], ["duckdb", "spark", None])
            _, facts = self.drawn(project, "large", "--engine", "duckdb")
            self.assertEqual([fact.get("engine") for fact in facts], [None, None, None])

    def test_the_gallery_is_the_same(self):
        gallery = (ROOT / "templates" / "gallery.md").read_text()
        forced, count = re.subn(r"(?m)^(`{3,}\{chart[^}\n]*)\}", r"\1 engine=spark}", gallery)
        self.assertGreater(count, 20)
        found = []
        for text in (gallery, forced):
            with Project(gallery=text) as project:
                found.append(self.drawn(project, "gallery"))
        (ours, _), (theirs, facts) = found
        on_spark = [fact for fact in facts if fact.get("engine") == "spark"]
        self.assertGreater(len(on_spark), len(facts) - 3)
        self.same(ours, theirs)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
