"""`engine: athena`: tables in S3, queries, pages, cost, errors, cancelling. Against ministack, whose Athena is DuckDB.

Run as a program: python3 Tests/Services/test_athena.py
"""

import json
import signal
import time
import unittest

import services
from project import Project
from services import Microburst, Ministack, leaks

SALES = """\
---
title: Sales
engine:
  kind: athena
  location: "s3://lake/quire"
  database: reports
params:
  from: {type: date, default: 2025-01-10}
  rows: {type: integer, default: 2500}
---

```{sql sales engine=duckdb}
SELECT i AS id, DATE '2025-01-01' + (i % 60)::INTEGER AS day, ['North', 'South', '동쪽', 'We''st'][1 + i % 4] AS region,
  (i * 1.25)::DECIMAL(12, 2) AS amount, i / 7.0::DOUBLE AS share, i % 3 = 0 AS good,
  CASE WHEN i % 5 > 0 THEN 'n' || i END AS note, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 SECOND * i AS moment
FROM range({{ params.rows }}) AS t(i)
```

```{sql by_region}
SELECT region, count(*) AS sales, sum(amount) AS amount, min(day) AS first_day, max(moment) AS last_moment,
  avg(share) AS share, bool_or(good) AS good
FROM sales WHERE day >= {{ params.from }}
GROUP BY region ORDER BY region
```

```{sql every}
SELECT id, note, day, amount FROM sales AS s ORDER BY id
```

```{sql both}
SELECT s.region, sum(s.amount) / max(r.amount) AS part FROM sales s JOIN by_region r ON s.region = r.region
GROUP BY s.region ORDER BY s.region
```

```{table by_region}
```

```{table every}
page: 5000
```

```{table both}
```
"""


def template(sql, engine='{kind: athena, location: "s3://lake/quire", database: reports}'):
    return f"""\
---
title: One
engine: {engine}
---

```{{sql numbers engine=duckdb}}
SELECT range AS n FROM range(3000)
```

```{{sql answer}}
{sql}
```

```{{table answer}}
```
"""


class AthenaTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.stack = cls.enterClassContext(Ministack())
        cls.proxy = cls.enterClassContext(Microburst(cls.stack))
        cls.prepare(cls.stack)

    @staticmethod
    def prepare(stack):
        stack.aws.make_bucket("lake")
        stack.aws.json("glue", "AWSGlue.CreateDatabase", {"DatabaseInput": {"Name": "reports"}}, version="1.1")

    def setUp(self):
        self.proxy.rules([])

    def no_secret(self, project, said=""):
        self.assertEqual(leaks(self.stack.secrets, project.folder, text=project.said + said), [])

    def tables(self, project, *arguments, template="sales", environment):
        project.render(template, "--format", "json", *arguments, environment=environment)
        report = json.loads((project.folder / "out" / f"{template}.json").read_text())
        # The values, and the names of the columns; the precision of decimals is not ministack's strength.
        return [block for block in blocks(report) if isinstance(block.get("rows"), list)]

    def test_the_same_tables_as_the_embedded_engine(self):
        with Project(sales=SALES) as project:
            here = self.tables(project, "--engine", "duckdb", environment={})
            there = self.tables(project, environment=self.stack.environment)
            self.assertEqual(len(here), 4)
            for mine, other in zip(here, there, strict=True):
                self.assertEqual(other["rows"], mine["rows"])
            self.no_secret(project)

    def test_the_flagship_gives_the_same_tables(self):
        """What ministack can show: every step but those for Spark alone goes out and comes back as it was."""
        variables = {"QUIRE_ATHENA_LOCATION": "s3://lake/flagship", "QUIRE_ATHENA_DATABASE": "reports"}
        data = ("-P", f"data={services.ROOT / 'Tests' / 'Fixtures' / 'academy'}")
        with Project(academy=(services.ROOT / "templates" / "academy.md").read_text()) as project:
            environment = self.stack.environment | variables
            there = self.tables(project, *data, "--engine", "athena", template="academy", environment=environment)
            here = self.tables(project, *data, template="academy", environment={})
            self.assertGreater(len(here), 100)
            for mine, other in zip(here, there, strict=True):
                self.assertEqual(other["rows"], mine["rows"], mine.get("name"))
            self.assertGreater(len(self.stack.aws.list("lake", "flagship/tables/")), 20)
            self.no_secret(project)

    def test_tables_are_put_into_s3_once_and_the_cost_is_told(self):
        with Project(sales=SALES) as project:
            rows = ("-P", "rows=77")
            before = set(self.stack.aws.list("lake", "quire/tables/"))
            project.render("sales", *rows, environment=self.proxy.environment)
            new = set(self.stack.aws.list("lake", "quire/tables/")) - before
            self.assertEqual(len(new), 2, new)
            records = [json.loads(path.read_text()) for path in (project.folder / ".quire" / "runs").rglob("*.json")]
            scanned = [fact for record in records for fact in facts(record) if fact.get("name") == "bytes scanned"]
            self.assertEqual(len(scanned), 3, records)
            self.assertIn("<dt>Bytes scanned</dt>", project.page("sales"))
            # Another state: everything runs again, and nothing is uploaded again.
            self.proxy.control("DELETE", "rules", {})
            self.proxy.rules([{"service": "s3", "operation": "PutObject", "error": {"code": "AccessDenied", "status": 403}}])
            project.render("sales", *rows, "--state", "other", environment=self.proxy.environment)
            self.assertEqual(set(self.stack.aws.list("lake", "quire/tables/")) - before, new)
            said = project.render("sales", *rows, environment=self.proxy.environment)
            self.assertIn("nothing changed", said)
            self.no_secret(project)

    def test_throttling_is_survived(self):
        with Project(one=template("SELECT sum(n) AS n FROM numbers")) as project:
            self.proxy.rules(
                [{"service": "athena", "times": 3, "error": {"code": "TooManyRequestsException", "status": 400}}]
            )
            project.render("one", environment=self.proxy.environment)
            self.assertEqual(len(self.proxy.fired(service="athena")), 3)
            self.assertEqual(project.table("one", "answer"), [["4,498,500"]])

    def refused(self, text, *words, environment=None):
        with Project(one=text) as project:
            said = project.render("one", environment=environment or self.stack.environment, expected=1)
            for word in words:
                self.assertIn(word, said)
            self.no_secret(project, said)

    def test_what_is_wrong_is_told_at_its_line(self):
        self.refused(template("SELECT n FROM nonsense"), "one.md:11:", "nonsense")
        self.refused(template("SELECT m FROM numbers"), "one.md:11:", '"m"')
        self.refused(template("SELECT CAST('x' AS INTEGER) AS n FROM numbers"), "one.md:", "x")
        uncommon = template("SELECT * FROM numbers").replace("range AS n", "INTERVAL 1 DAY AS span")
        self.refused(uncommon, "one.md:10:", "Athena has no type for column 'span' of 'numbers' (INTERVAL)")
        self.refused(
            template("SELECT n FROM numbers", '{kind: athena, location: "s3://lake/quire", database: nowhere}'),
            "one.md:3:", "Athena cannot make a table", "see that the engine's 'database' is there",
        )  # fmt: skip
        self.refused(template("SELECT n FROM numbers", "athena"), "set QUIRE_ATHENA_LOCATION to s3://bucket/prefix")
        self.refused(template("SELECT n FROM numbers", '{kind: athena, location: "/lake"}'), "'/lake' is no place in S3")
        missing = '{kind: athena, location: "s3://nobody/quire", database: reports}'
        self.refused(template("SELECT n FROM numbers", missing), "there is no bucket 'nobody'")
        self.refused(template("SELECT n FROM numbers", "{kind: athena, locaton: x}"), "did you mean 'location'?")

    def test_a_wrong_secret(self):
        wrong = self.stack.environment | {"AWS_SECRET_ACCESS_KEY": "wrong-secret-of-nobody"}
        self.refused(template("SELECT n FROM numbers"), "AWS_SECRET_ACCESS_KEY", environment=wrong)

    def test_options_from_the_environment(self):
        environment = self.stack.environment | {
            "QUIRE_ATHENA_LOCATION": "s3://lake/other",
            "QUIRE_ATHENA_DATABASE": "reports",
            "QUIRE_ATHENA_OUTPUT": "s3://lake/answers",
        }
        text = template("SELECT count(*) AS n FROM numbers").replace(
            'engine: {kind: athena, location: "s3://lake/quire", database: reports}\n', ""
        )
        with Project(one=text) as project:
            project.render("one", "--engine", "athena", environment=environment)
            self.assertEqual(project.table("one", "answer"), [["3000"]])
            self.assertTrue(self.stack.aws.list("lake", "other/tables/"))
            self.assertTrue(self.stack.aws.list("lake", "answers/"))

    def test_ctrl_c_stops_the_query_at_the_service(self):
        # A server of its own: the query that is stopped goes on in ministack's DuckDB.
        with Ministack() as stack, Project() as project:
            self.prepare(stack)
            project.write("one.md", template("SELECT count(*) AS n FROM numbers a CROSS JOIN numbers b CROSS JOIN numbers c CROSS JOIN numbers d"))
            process = project.start("one", environment=stack.environment)
            query = None
            deadline = time.monotonic() + 60
            while query is None and time.monotonic() < deadline:
                time.sleep(0.05)
                for number in stack.athena("ListQueryExecutions")["QueryExecutionIds"]:
                    execution = stack.athena("GetQueryExecution", QueryExecutionId=number)["QueryExecution"]
                    if "count(*)" in execution["Query"] and execution["Status"]["State"] == "RUNNING":
                        query = number
            self.assertIsNotNone(query, stack.said())
            process.send_signal(signal.SIGINT)
            code, said = project.finish(process, seconds=20)
            self.assertEqual(code, 130, said)
            status = stack.athena("GetQueryExecution", QueryExecutionId=query)["QueryExecution"]["Status"]
            self.assertEqual(status["State"], "CANCELLED")
            stack.kill()


def blocks(node):
    """Every object of a JSON value, from the outside in."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from blocks(each)


def facts(record):
    return [block for block in blocks(record) if "name" in block and ("count" in block or "text" in block)]


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
