#!/usr/bin/env python3
"""Tables that go to Spark and back by S3: both ways, errors, and that nothing stays in the bucket.

    python3 Tests/Services/test_spark_s3.py

Quire speaks S3 to rclone's server. Spark has no hadoop-aws here: a stand-in gives it the same folder as s3a://.
"""

import json
import signal
import time
import unittest

import services
from project import Project
from services import Rclone, Spark, leaks

# Two queries of one table that come back as files, and one of few rows; the digits of the sum tell of every row.
BOTH_WAYS = """\
---
title: Both ways
engine: {engine}
---

```{{sql numbers engine=duckdb}}
SELECT (i * 7919) % 2100000 AS id, 'row ' || i AS name FROM range(2100000) AS t(i)
```

```{{sql ordered}}
SELECT id, name FROM numbers ORDER BY id DESC
```

```{{sql counted depends=ordered}}
SELECT count(*) AS n, sum(id) AS total FROM numbers
```

```{{sql few engine=duckdb}}
SELECT 1 AS id, [1.5, NULL] AS "marks [x]", '김' AS "name,y"
```

```{{sql same}}
SELECT * FROM few
```

```{{sql none}}
SELECT 1 AS one
```

```{{sql verdict engine=duckdb}}
--| show: true
SELECT count(*) || ' ' || count(*) FILTER (WHERE id <> 2100000 - place) || ' ' || (SELECT n || ' ' || total FROM counted)
  || ' ' || (SELECT count(*) FROM (FROM few INTERSECT ALL FROM same)) AS said
FROM (SELECT id, row_number() OVER () AS place FROM ordered)
```
"""

ONE = """\
---
title: One
engine: {engine}
---

```{{sql few engine=duckdb}}
SELECT 1 AS id
```

```{{sql same}}
SELECT * FROM few
```
"""

# Minutes of work, of which the first rows are in files at once.
SLOW = """\
---
title: Slow
engine: {kind: spark, exchange: s3://lake/slow}
params:
  times: {type: integer, default: 1}
---

```{sql numbers engine=duckdb}
SELECT i AS id FROM range(2000000) AS t(i)
```

```{sql many}
SELECT numbers.id, t.id AS time FROM numbers CROSS JOIN range({{ params.times }}) AS t
WHERE pmod(hash(numbers.id, t.id), 1000) = 0
```
"""

# A lake that lies in S3, read where it lies. Folders say days, letters of any script and nothing.
LAKE = """\
---
title: Lake
params: {{most: {{type: integer, default: 40}}}}
---

```{{sql visits engine=duckdb}}
SELECT DATE '2024-03-01' + (i % 3)::INTEGER AS day, CASE i % 4 WHEN 0 THEN 'a b' WHEN 1 THEN '서울/한강' WHEN 2 THEN '50%' END AS place,
  i::INTEGER AS id, (i / 8)::DECIMAL(9, 3) AS share, TIMESTAMP '2024-03-01 09:00:00' + i * INTERVAL 1 SECOND AS seen
FROM range({{{{ params.most }}}}) AS t(i)
```

```{{store lake}}
data: visits
to: s3://lake/visits
partition_by: [day, place]
```

```{{sql all engine={engine}}}
SELECT id, day, place, share, seen FROM 's3://lake/visits' ORDER BY id
```

```{{sql some engine={engine}}}
SELECT v.place, count(*) AS visits, max(v.day) AS latest, max(few.name) AS name
FROM read_parquet('s3://lake/visits/day=2024-03-0*/*/*.parquet', hive_partitioning = true) AS v
JOIN few ON few.id = v.id
GROUP BY v.place ORDER BY v.place NULLS FIRST
```

```{{sql few engine=duckdb}}
SELECT i::INTEGER AS id, 'no. ' || i AS name FROM range(20) AS t(i)
```

```{{sql plain engine={engine}}}
SELECT count(*) AS n FROM read_parquet('s3://lake/visits/day=2024-03-01/*/*.parquet', hive_partitioning = false)
```
"""

# Large enough to come back as files.
LARGE = """\
---
title: Large
---

```{sql many engine=duckdb}
SELECT i AS id, md5(i::VARCHAR) AS text FROM range(1500000) AS t(i)
```

```{store kept}
data: many
to: s3://lake/many
```

```{sql back engine=spark}
SELECT id + 1 AS id, text FROM 's3://lake/many' ORDER BY id
```

```{sql same engine=duckdb}
SELECT count(*) AS n, count(*) FILTER (back.id <> many.id + 1 OR back.text <> many.text) AS wrong
FROM back POSITIONAL JOIN many
```
"""


class SparkS3Test(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.s3 = cls.enterClassContext(Rclone(is_shared=True))
        for bucket in ("lake", "apart", "other"):
            cls.s3.aws.make_bucket(bucket)
        elsewhere = cls.s3.folder / "elsewhere"
        elsewhere.mkdir()
        cls.spark = cls.enterClassContext(Spark(s3a={"lake": cls.s3.data / "lake", "apart": elsewhere}))

    def setUp(self):
        if not self.spark.runs:
            self.spark.start()
        self.environment = self.s3.environment | self.spark.environment

    def steps(self, project):
        """The facts of the newest run's steps by id."""
        newest = max((project.folder / ".quire" / "runs").glob("*/run.json"), key=lambda path: path.stat().st_mtime)
        return {
            step["id"]: {fact["name"]: fact.get("text", fact.get("count")) for fact in step.get("facts", [])}
            for step in json.loads(newest.read_text())["steps"]
        }

    def left(self):
        """The files in all buckets, what only Spark sees among them."""
        return sorted(str(path) for path in self.s3.data.rglob("*") if path.is_file())

    def no_secret(self, project):
        self.assertEqual(leaks(self.spark.secrets + self.s3.secrets, project.folder, text=project.said), [])

    def test_tables_go_there_and_come_back(self):
        with Project(both=BOTH_WAYS.format(engine="{kind: spark, exchange: s3://lake/a b/한국}")) as project:
            project.render("both", environment=self.environment)
            total = 2100000 * 2099999 // 2
            self.assertEqual(project.table("both", "verdict"), [[f"2100000 0 2100000 {total} 1"]])
            facts = self.steps(project)
            self.assertEqual([facts["ordered"]["results"], facts["same"]["results"]], ["parquet", "arrow"])
            self.assertGreater(facts["ordered"]["uploaded numbers"], 1000000)
            self.assertNotIn("uploaded numbers", facts["counted"])
            self.assertEqual(self.left(), [])
            self.no_secret(project)

    def test_the_environment_may_name_the_bucket(self):
        environment = self.environment | {"QUIRE_SPARK_EXCHANGE": "s3://lake"}
        with Project(one=ONE.format(engine="spark")) as project:
            project.render("one", environment=environment)
            self.assertGreater(self.steps(project)["same"]["uploaded few"], 0)
            self.assertEqual(self.left(), [])

    def test_what_is_wrong_is_told(self):
        right = self.environment
        no_class = "settings: {fs.s3a.impl: org.apache.hadoop.fs.s3a.S3AFileSystem}"
        by_variables = right | {"QUIRE_SPARK_EXCHANGE": "s3://lake/x", "QUIRE_SPARK_SCHEME": "s3"}
        cases = [
            ("exchange: s3://nowhere/x", right, "the exchange 's3://nowhere/x' cannot be used: there is no bucket"),
            ("exchange: s3://lake/x", right | {"AWS_SECRET_ACCESS_KEY": "wrong"}, "the exchange 's3://lake/x' cannot be"),
            (f"exchange: s3://other/x, {no_class}", right, "add hadoop-aws, in the version of Spark's own Hadoop"),
            ("exchange: s3://apart/x", right, "Spark does not use the same 's3://apart/x'"),
            ("exchange: {env: NOT_SET}", right, "the environment variable 'NOT_SET' is not set"),
            ("exchange: gs://lake/x", right, "'gs://lake/x' is no place for Spark's files"),
            ("exchange: s3://lake/x, scheme: 's3:/'", right, "'s3:/' is no name of a file system of Spark's"),
            ("user: x", right | {"QUIRE_SPARK_EXCHANGE": "gs://x"}, "'gs://x' is no place for Spark's files"),
            ("user: x", by_variables, "Spark has no file system for 's3://'"),
        ]
        for options, environment, message in cases:
            with self.subTest(options), Project(one=ONE.format(engine=f"{{kind: spark, {options}}}")) as project:
                said = project.render("one", environment=environment, expected=1)
                self.assertIn(message, said)
                self.assertFalse((project.folder / "out" / "one.html").exists())
                self.assertEqual(self.left(), [])
                self.no_secret(project)

    def tables(self, project, name):
        project.render(name, "--format", "json", environment=self.environment)
        return json.loads((project.folder / "out" / f"{name}.json").read_text())["tables"]

    def clear(self):
        for key in self.s3.aws.list("lake"):
            self.s3.aws.delete("lake", key)

    def test_a_lake_is_read_where_it_lies(self):
        self.addCleanup(self.clear)
        with Project(lake=LAKE.format(engine="duckdb")) as project:
            ours = self.tables(project, "lake")
            self.assertEqual(len(ours["all"]["rows"]), 40)
            self.assertEqual(len(ours["some"]["rows"]), 4)
            project.write("lake.md", LAKE.format(engine="spark"))
            theirs = self.tables(project, "lake")
            for name in ("all", "some", "plain"):
                self.assertEqual(theirs[name], ours[name], name)
            facts = self.steps(project)
            self.assertIn("results", facts["all"])
            self.assertNotIn("results", facts["visits"])
            # What is stored anew is read anew, and an object that belongs to no set is not read.
            said = project.render("lake", "-P", "most=44", "--explain", "--format", "json", environment=self.environment)
            self.assertRegex(said, r"ran +all +.*s3://lake/visits")
            self.s3.aws.put("lake", "visits/other.parquet", b"none of ours")
            arguments = ["-P", "most=44", "--refresh", "all", "--format", "json"]
            project.render("lake", *arguments, environment=self.environment)
            rows = json.loads((project.folder / "out" / "lake.json").read_text())["tables"]["all"]["rows"]
            self.assertEqual(len(rows), 44)
            self.no_secret(project)

    def test_much_of_a_lake_comes_back_as_files(self):
        self.addCleanup(self.clear)
        with Project(large=LARGE) as project:
            tables = self.tables(project, "large")
            self.assertEqual(tables["same"]["rows"], [[1500000, 0]])
            self.assertEqual(self.steps(project)["back"]["results"], "parquet")

    def test_what_spark_cannot_read_in_place_is_told(self):
        self.addCleanup(self.clear)
        self.s3.aws.put("apart", "x/a.parquet", b"PAR1")
        with Project(one=ONE.format(engine="spark")) as project:
            project.render("one", environment=self.environment)
            parquet = (project.folder / ".quire" / "store").rglob("*.parquet")
            data = next(parquet).read_bytes()
        self.s3.aws.put("apart", "x/a.parquet", data)
        self.s3.aws.put("lake", "x/a.csv", b"a\n1\n")
        cases = [
            ("FROM 's3://apart/x'", "Spark cannot read 's3a://apart/x/a.parquet'"),
            ("FROM 's3://lake/x/*.csv'", "Spark reads Parquet in place, and 's3://lake/x/*.csv' is something else"),
            ("FROM read_parquet('s3://apart/x', union_by_name = true)", "takes nothing but a path and"),
            ("FROM 's3://lake/none/*.parquet'", "no object matches 's3://lake/none/*.parquet'"),
        ]
        for text, message in cases:
            with self.subTest(text), Project() as project:
                project.write("it.md", f"# It\n\n```{{sql it engine=spark}}\nSELECT * {text}\n```\n")
                self.assertIn(message, project.render("it", environment=self.environment, expected=1))

    def test_tables_of_the_catalogue_are_read_by_name(self):
        # Spark knows them; the report names them, and what changes in them is seen at the next render.
        self.spark.run_statement("CREATE DATABASE IF NOT EXISTS school")
        self.spark.run_statement("CREATE OR REPLACE TEMPORARY VIEW unused AS SELECT 1 AS one")
        self.spark.run_statement("CREATE TABLE school.visits USING parquet AS SELECT id, id % 3 AS kind FROM range(9)")
        self.addCleanup(self.spark.run_statement, "DROP TABLE school.visits")
        text = """
```{sql few engine=duckdb}
SELECT 1 AS kind, 'first' AS name
```

```{sql counted engine=spark}
--| sources: [school.visits]
SELECT name, count(*) AS n FROM school.visits JOIN few USING (kind) GROUP BY name
```
"""
        with Project(own="# Own\n" + text) as project:
            self.assertEqual(self.tables(project, "own")["counted"]["rows"], [["first", 3]])
            self.spark.run_statement("INSERT INTO school.visits VALUES (9, 1)")
            self.assertEqual(self.tables(project, "own")["counted"]["rows"], [["first", 4]])
            project.write("own.md", "# Own\n" + text.replace("sources:", "cache: true\n--| sources:"))
            self.assertEqual(self.tables(project, "own")["counted"]["rows"], [["first", 4]])
            self.spark.run_statement("INSERT INTO school.visits VALUES (10, 1)")
            self.assertEqual(self.tables(project, "own")["counted"]["rows"], [["first", 4]])

    def wait_for(self, what, seconds=60):
        for _ in range(seconds * 20):
            if what():
                return
            time.sleep(0.05)
        self.fail("it does not come")

    def writes(self):
        """Whether Spark has begun to write a result's files."""
        return any((self.s3.data / "lake" / "slow").glob("quire-*/results/1/_temporary/**/part-*.parquet"))

    def test_an_interrupt_leaves_nothing_there(self):
        with Project(slow=SLOW) as project:
            process = project.start("slow", "-P", "times=1000000", environment=self.environment)
            self.wait_for(self.writes)
            process.send_signal(signal.SIGINT)
            code, _ = project.finish(process)
            self.assertEqual(code, 130)
            self.wait_for(lambda: not self.spark.running_jobs())
            self.assertEqual(self.left(), [])
            self.no_secret(project)

    def test_a_second_run_finishes_what_a_killed_spark_left(self):
        with Project(slow=SLOW) as project:
            process = project.start("slow", "-P", "times=1000000", environment=self.environment)
            self.wait_for(self.writes)
            self.spark.kill()
            code, said = project.finish(process)
            self.assertEqual(code, 1)
            self.assertIn("went away while the query ran", said)
            self.assertEqual(self.left(), [])
            self.spark.start()
            said = project.render("slow", "--explain", environment=self.environment)
            self.assertIn("kept     numbers", said)
            self.assertIn("ran      many", said)
            self.assertEqual(self.left(), [])
            self.no_secret(project)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
