"""Queries on Spark: the same tables as DuckDB, places of errors, wrong tokens, a server that goes away, cancel.

Run as a program: python3 Tests/Services/test_spark.py
"""

import contextlib
import json
import signal
import tempfile
import time
import unittest
from pathlib import Path

import services
from certificates import Authority
from project import Project
from services import ROOT, Spark, leaks
from tls import TLSProxy

FLAGSHIP = (ROOT / "templates" / "academy.md").read_text()
RECORDS = ROOT.parent / "shared" / "data" / "academy"

# Every type on its way to Spark and back, parameters, texts with all that dialects quarrel about, a group of tables.
TYPES = """\
---
title: Types
params:
  odd: {type: string, default: "it's \\\\d \\"x\\" 김"}
---

```{generate school}
scenario: academy
students: 20
tables: [students]
```

```{sql kinds engine=duckdb}
SELECT i AS id, (i - 2)::TINYINT AS tiny, i::SMALLINT AS small, i::INTEGER AS whole, i::UTINYINT AS byte, i::UINTEGER AS plain,
  12345678901234567890.12345::DECIMAL(38, 5) AS exact, i / 3 AS ratio, (i / 3)::FLOAT AS single, i > 1 AS flag,
  CASE WHEN i > 0 THEN '김 ' || i END AS name, '\\x00\\xFF'::BLOB AS raw, DATE '1999-12-31' + i::INTEGER AS day,
  TIMESTAMP '2024-02-29 23:59:59.000001' AS moment, TIMESTAMPTZ '2024-02-29 23:59:59+00' AS instant,
  [i, NULL, 3] AS marks, {'zip': '04524', 'at': [1.5, 2.0]} AS place, MAP {'a': i} AS counts, NULL::VARCHAR AS nothing
FROM range(4) AS t(i)
```

```{sql back engine=spark}
SELECT * FROM kinds ORDER BY id DESC
```

```{sql texts engine=spark}
SELECT {{ params.odd }} AS odd, 'it''s \\d' AS own, 'a\\' AS ends, "name" AS quoted, regexp_extract(name, '(\\d)', 1) AS digit
FROM kinds WHERE id = 2
```

```{sql grouped engine=spark}
SELECT students.grade, count(*) AS students FROM school.students GROUP BY students.grade ORDER BY 1
```
"""

# More rows than come as Arrow: Spark writes files, which must stay in order.
BULK = """\
---
title: Bulk
engine: {engine}
---

```{{sql numbers engine=duckdb}}
SELECT (i * 7919) % 2100000 AS id, 'row ' || i AS name FROM range(2100000) AS t(i)
```

```{{sql ordered}}
SELECT id, name FROM numbers ORDER BY id DESC
```

```{{sql verdict engine=duckdb}}
SELECT count(*) AS numbers, count(*) FILTER (WHERE id <> 2100000 - place) AS misplaced
FROM (SELECT id, row_number() OVER () AS place FROM ordered)
```
"""

# The lines of a log, parsed here and by the engine.
LOGS = """\
---
title: Logs
---

```{{generate academy}}
scenario: academy
students: 60
tables: []
log: true
```

```{{sql raw engine=duckdb}}
FROM academy.log
UNION ALL VALUES
  ('10.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326 "-" "Mozilla/5.0 [en] \\"x\\" 김"'),
  ('10.0.0.1 - - [40/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326 "-" "x"'), ('nothing'), ('  '), (NULL), ('')
```

```{{parse rows}}
data: raw
formats: [{{format: academy}}, {{format: combined}}]
pushdown: {pushdown}
```
"""

# Fields of every type, with texts that are none of it.
KINDS = """\
---
title: Kinds
---

```{{sql raw engine=duckdb}}
SELECT * FROM (VALUES
  ('1|0x1F|1.5e3|yes|a,b,,c|2024-05-01T10:11:12.345+09:00|1714529472.25|1/May/2024:1:02:60 -0730|x'),
  ('-9223372036854775808|-0xff|.5|F||2024-05-01|0|29/Feb/2023:01:02:03 UTC|x'),
  ('+7|0xFFFFFFFFFFFFFFFF|-inf|on|,|2024-05-01 10:11Z|-1|29/Feb/2024:23:59:59 +0000|'),
  ('9223372036854775808|1|1|1|q|2024-05-01|1|01/Jan/2024:00:00:00 Z|x'),
  ('1|1|nan|0|[x]|2024-13-01|1|01/Jan/2024:00:00:00 Z|x'),
  ('1|1|1.|maybe|김|2024-05-01|1|01/jan/2024:00:00:00 +24:00|x'),
  ('12|2|1e5|t|김.lo|2024-05-01t10:11:12,5|123456789012|01/DEC/0099:00:00:00 Z|it''s \\d' || chr(13)),
  ('a'), (NULL)) AS v(line)
```

```{{parse rows}}
data: raw
column: line
dissect: "%{{i}}|%{{h}}|%{{f}}|%{{b}}|%{{l}}|%{{iso}}|%{{epoch}}|%{{web}}|%{{text}}"
columns:
  i: int
  h: int
  f: float
  b: bool
  l: list
  iso: {{type: timestamp, format: iso8601}}
  epoch: {{type: timestamp, format: epoch}}
  web: {{type: timestamp, format: "%d/%b/%Y:%H:%M:%S %z"}}
pushdown: {pushdown}
```
"""

WRONG = """\
---
title: Wrong
engine: spark
---

```{sql numbers engine=duckdb}
SELECT range AS id FROM range(3)
```

```{sql column}
SELECT id,
  idd FROM numbers
```

```{sql function}
SELECT nofunction(id) AS x FROM numbers
```

```{sql words}
SELECT id FROM numbers GROUP
```

```{sql value}
SELECT id, CAST('김' || id AS INT) AS n FROM numbers
```
"""

PLACES = [
    "wrong.md:12:3: error: no column 'idd' [unknown-column]",
    "wrong.md:16:8: error: no function 'nofunction' [unknown-function]",
    "wrong.md:20:29: error: the query ends too early [sql-syntax]",
    "wrong.md:24:12: error: the value '김0'",
]

# Some ten seconds of work on two cores.
SLOW = """\
---
title: Slow
engine: spark
params:
  rows: {type: integer, default: 30000}
---

```{sql quick}
SELECT 1 AS one
```

```{sql slow}
SELECT sum(sqrt(a.id * b.id)) AS n FROM range({{ params.rows }}) AS a CROSS JOIN range(100000) AS b
```
"""


class SparkTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.spark = cls.enterClassContext(Spark())

    def setUp(self):
        if not self.spark.runs:
            self.spark.start()

    def tables(self, project, template, *arguments):
        """All tables of a report by name, as JSON."""
        project.render(template, "--format", "json", *arguments, environment=self.spark.environment)
        return json.loads((project.folder / "out" / f"{template}.json").read_text())["tables"]

    def steps(self, project):
        """The steps of the newest run by id."""
        newest = max((project.folder / ".quire" / "runs").glob("*/run.json"), key=lambda path: path.stat().st_mtime)
        return {step["id"]: step for step in json.loads(newest.read_text())["steps"]}

    def no_secret(self, project):
        self.assertEqual(leaks(self.spark.secrets, project.folder, text=project.said), [])

    def same_tables(self, *arguments):
        with Project(academy=FLAGSHIP) as project:
            ours = self.tables(project, "academy", *arguments)
            theirs = self.tables(project, "academy", "--engine", "spark", *arguments)
            self.assertGreater(len(ours), 100)
            self.assertEqual(list(ours), list(theirs))
            for name, table in ours.items():
                self.assertEqual(table, theirs[name], name)
            on_spark = [step for step in self.steps(project).values() if step.get("engine") == "spark"]
            self.assertGreater(len(on_spark), 30)
            self.assertEqual({step["state"] for step in on_spark}, {"ran"})
            self.assertTrue(all(fact["text"] for step in on_spark for fact in step["facts"]), on_spark[0]["facts"])
            # Equal rows have equal bytes, so that nothing behind the queries runs again.
            self.assertEqual(self.steps(project)["minutes"]["state"], "cached")
            self.no_secret(project)

    def test_the_flagship_has_the_same_tables_on_simulated_records(self):
        self.same_tables("-P", "students=300")

    @unittest.skipUnless(RECORDS.exists(), "the academy's records are not here")
    def test_the_flagship_has_the_same_tables_on_the_records(self):
        self.same_tables("-P", f"data={RECORDS}")

    def test_types_and_texts_come_back_as_they_were(self):
        with Project(types=TYPES) as project:
            tables = self.tables(project, "types")
            kinds, back = tables["kinds"], tables["back"]
            self.assertEqual(back["rows"], kinds["rows"][::-1])
            widened = {"tiny": "int8", "byte": "int16", "plain": "int64"}
            for ours, theirs in zip(kinds["columns"], back["columns"]):
                self.assertEqual(theirs["type"], widened.get(ours["name"], ours["type"]), ours["name"])
            self.assertEqual(tables["texts"]["rows"], [["it's \\d \"x\" 김", "it's \\d", "a\\", "김 2", "2"]])
            self.assertEqual(sum(row[1] for row in tables["grouped"]["rows"]), 20)

    def test_logs_are_parsed_there_as_here(self):
        for template, row_count, reject_count in [(LOGS, 306, 2), (KINDS, 2, 6)]:
            found = []
            for pushdown, engine in [("false", "duckdb"), ("true", "spark")]:
                with Project(logs=template.format(pushdown=pushdown)) as project:
                    tables = self.tables(project, "logs", "--engine", engine)
                    rows = sorted(tables["rows"]["rows"], key=str)
                    rejects = sorted(row[4] for row in tables["rows.rejects"]["rows"])
                    found.append([tables["rows"]["columns"], rows, rejects, tables["rows.lines"]["rows"]])
                    ran_on = self.steps(project)["rows"].get("engine")
                    self.assertEqual(ran_on, "spark" if engine == "spark" else None)
            self.assertEqual(found[0], found[1])
            self.assertEqual((len(found[0][1]), len(found[0][2])), (row_count, reject_count))

    def test_many_rows_come_as_files_in_order(self):
        for options in ["spark", "{kind: spark, exchange: shared, settings: {spark.sql.shuffle.partitions: 3}}"]:
            with Project(bulk=BULK.format(engine=options)) as project:
                tables = self.tables(project, "bulk")
                self.assertEqual(tables["verdict"]["rows"], [[2100000, 0]])
                facts = {fact["name"]: fact["text"] for fact in self.steps(project)["ordered"]["facts"]}
                self.assertEqual(facts["results"], "parquet")
                shared = project.folder / "shared"
                self.assertEqual(list(shared.iterdir()) if shared.exists() else [], [])

    def test_errors_stand_at_their_places(self):
        with Project(wrong=WRONG) as project:
            said = project.render("wrong", environment=self.spark.environment, expected=1)
            for place in PLACES:
                self.assertIn(place, said)

    def test_what_is_wrong_with_the_server_is_told(self):
        right = self.spark.environment
        no_server = right | {"SPARK_REMOTE": "sc://127.0.0.1:1"}
        cases = [
            (right | {"SPARK_CONNECT_AUTHENTICATE_TOKEN": "another-token"}, "refuses the token"),
            (no_server, "Spark at 127.0.0.1:1 cannot be reached"),
            ({}, "no address of Spark is given"),
            (right | {"SPARK_REMOTE": self.spark.uri + "/;use_ssl=true"}, "has no TLS at this port"),
            (right | {"QUIRE_ADBC_DRIVER_SPARK": "/none.so"}, "the driver of Spark is not installed"),
        ]
        with Project(slow=SLOW) as project:
            for environment, message in cases:
                said = project.render("slow", "-P", "rows=10", environment=environment, expected=1)
                self.assertIn(message, said)
                self.assertIn("slow.md:3:9: error: ", said)
                self.assertFalse((project.folder / "out" / "slow.html").exists())
            self.no_secret(project)

    def test_tls_is_spoken_to_who_can_be_trusted(self):
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            authority = Authority(folder)
            # Of the name alone: the address is one that nobody vouches for.
            proxy = stack.enter_context(TLSProxy(*authority.certify("localhost", addresses=()), self.spark.port))
            project = stack.enter_context(Project(slow=SLOW))
            by_tls = {"SPARK_REMOTE": f"sc://localhost:{proxy.port}/;use_ssl=true"}
            trusting = by_tls | {"SSL_CERT_FILE": str(authority.file)}
            token = {"SPARK_CONNECT_AUTHENTICATE_TOKEN": self.spark.token}
            cases = [
                (by_tls | token, "is not trusted"),
                (trusting | token | {"SPARK_REMOTE": f"sc://127.0.0.1:{proxy.port}/;use_ssl=true"}, "is not trusted"),
                (trusting, "asks for a token"),
                (trusting | {"SPARK_CONNECT_AUTHENTICATE_TOKEN": "another-token"}, "refuses the token"),
                (trusting | token | {"SPARK_REMOTE": self.spark.uri + "/;use_ssl=true"}, "has no TLS at this port"),
                (token | {"SPARK_REMOTE": f"sc://localhost:{proxy.port}"}, "use_ssl=true if the server has TLS"),
            ]
            for environment, message in cases:
                with self.subTest(message, environment=environment):
                    said = project.render("slow", "-P", "rows=10", environment=environment, expected=1)
                    self.assertIn(message, said)
            self.assertIn("SSL_CERT_FILE", project.said)
            before = proxy.handshakes
            project.render("slow", "-P", "rows=10", environment=trusting | token)
            self.assertGreater(proxy.handshakes, before)
            self.no_secret(project)

    def wait_for_job(self):
        for _ in range(600):
            if self.spark.running_jobs():
                return
            time.sleep(0.1)
        self.fail("no job runs")

    def test_interrupting_stops_the_job_on_the_server(self):
        with Project(slow=SLOW) as project:
            process = project.start("slow", "-P", "rows=10000000", environment=self.spark.environment)
            self.wait_for_job()
            time.sleep(1)
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            code, _ = project.finish(process)
            self.assertEqual(code, 130)
            self.assertLess(time.monotonic() - begun, 10)
            for _ in range(50):
                if not self.spark.running_jobs():
                    break
                time.sleep(0.1)
            self.assertEqual(self.spark.running_jobs(), [])

    def test_a_second_run_finishes_what_a_killed_server_left(self):
        with Project(slow=SLOW) as project:
            project.render("slow", "-P", "rows=10", environment=self.spark.environment)
            process = project.start("slow", environment=self.spark.environment)
            self.wait_for_job()
            self.spark.kill()
            code, said = project.finish(process)
            self.assertEqual(code, 1)
            self.assertIn("went away while the query ran", said)
            self.spark.start()
            said = project.render("slow", "--explain", environment=self.spark.environment)
            self.assertIn("kept     quick", said)
            self.assertIn("ran      slow", said)
            # And a third needs no server at all.
            self.assertIn("nothing changed", project.render("slow"))
            self.no_secret(project)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
