"""Athena over what `store` wrote to S3: read in place, and as tables of the Glue catalogue.

Against ministack, whose Athena is DuckDB over the same objects and takes CREATE EXTERNAL TABLE and DROP TABLE; the partitions go to
its Glue catalogue by partitions.py, since its Athena knows no ALTER TABLE. What is not seen here is real Athena's own reading.

Run as a program: python3 Tests/Services/test_athena_lake.py
"""

import contextlib
import json
import unittest

import services
from partitions import Partitions
from project import Project
from services import Ministack, leaks

ROWS = """\
```{sql rows engine=duckdb}
SELECT i AS id, DATE '2025-01-01' + (i % 5)::INTEGER AS day, ['North', 'We''st', '동쪽', NULL][1 + i % 4] AS region,
  (i * 1.25)::DECIMAL(12, 2) AS amount, i % 3 = 0 AS good, TIMESTAMP '2025-01-01' + INTERVAL 1 SECOND * i AS moment
FROM range({{ params.rows }}) AS t(i)
```
"""
HEAD = """\
---
title: Lake
engine: {kind: athena, database: reports, output: "s3://lake/results"}
params:
  rows: {type: integer, default: 100}
---

"""
QUERY = """\
SELECT day, region, count(*) AS n, sum(amount) AS amount, min(moment) AS first, bool_or(good) AS good
FROM %s GROUP BY day, region ORDER BY day, region
"""


def store(to, *options, label="kept", data="rows"):
    return f"```{{store {label}}}\ndata: {data}\nto: {to}\n" + "".join(f"{option}\n" for option in options) + "```\n\n"


def query(source, label="there", engine=None, text=QUERY):
    """A query and the table that shows what it gives."""
    head = f"{{sql {label}{f' engine={engine}' if engine else ''}}}"
    return f"```{head}\n{text % source}```\n\n```{{table {label}}}\n```\n\n"


class AthenaLake(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.stack = cls.enterClassContext(Ministack())
        cls.front = cls.enterClassContext(Partitions(cls.stack))
        cls.stack.aws.make_bucket("lake")
        for name in ("reports", "school"):
            cls.glue("CreateDatabase", DatabaseInput={"Name": name})

    @classmethod
    def glue(cls, operation, **body):
        return cls.stack.aws.json("glue", f"AWSGlue.{operation}", body, version="1.1")

    def setUp(self):
        self.front.refused = None
        self.front.statements.clear()

    @contextlib.contextmanager
    def project(self, *parts):
        with Project(lake=HEAD + "".join(parts)) as project:
            yield project
            self.assertEqual(leaks(self.stack.secrets, project.folder, text=project.said), [])

    def render(self, project, *arguments, expected=0):
        return project.render("lake", *arguments, environment=self.front.environment, expected=expected)

    def refused(self, parts, *words):
        with self.project(*parts) as project:
            said = self.render(project, expected=1)
            for word in words:
                self.assertIn(word, said)

    def sent(self, beginning):
        return [statement for statement in self.front.statements if statement.startswith(beginning)]

    def partitions(self, database, table):
        """The folders of a table's partitions by their values."""
        found = self.glue("GetPartitions", DatabaseName=database, TableName=table)["Partitions"]
        return {tuple(each["Values"]): each["StorageDescriptor"]["Location"] for each in found}

    # MARK: A path in the query

    def test_a_divided_set_is_read_where_it_lies(self):
        place = "s3://lake/divided"
        parts = (
            ROWS, store(place, "partition_by: [day, region]"),
            query(f"'{place}'"), query(f"'{place}'", "here", "duckdb"), query(f"'{place}/**/*.parquet'", "pattern"),
        )  # fmt: skip
        with self.project(*parts) as project:
            self.render(project)
            here = project.table("lake", "here")
            self.assertEqual(len(here), 20)
            self.assertEqual(project.table("lake", "there"), here)
            self.assertEqual(project.table("lake", "pattern"), here)
            # Nothing was copied: beside the set there is only what Athena answered.
            self.assertEqual([key for key in self.stack.aws.list("lake") if "quire_" in key], [])
            # Both paths are one table, made once, with a partition for each folder.
            created = set(self.sent("CREATE EXTERNAL TABLE"))
            self.assertEqual(len(created), 1, created)
            text = created.pop()
            self.assertIn("PARTITIONED BY (`day` date, `region` string) STORED AS PARQUET LOCATION 's3://lake/divided/'", text)
            self.assertIn("(`id` bigint, `amount` decimal(12,2), `good` boolean, `moment` timestamp)", text)
            found = self.partitions("reports", text.split("`")[1])
            self.assertEqual(len(found), 20)
            self.assertEqual(found["2025-01-02", "We'st"], "s3://lake/divided/day=2025-01-02/region=We%27st/")
            null = "__HIVE_DEFAULT_PARTITION__"
            self.assertEqual(found["2025-01-01", null], f"s3://lake/divided/day=2025-01-01/region={null}/")
            # A second run asks Athena nothing; other rows run all again.
            self.front.statements.clear()
            self.assertIn("nothing changed", self.render(project))
            self.assertEqual(self.front.statements, [])
            self.render(project, "-P", "rows=133")
            self.assertNotEqual(project.table("lake", "here"), here)
            self.assertEqual(project.table("lake", "there"), project.table("lake", "here"))

    def test_a_set_that_somebody_else_writes_anew(self):
        place = "s3://lake/elsewhere"
        with self.project(ROWS, store(place)) as writer, self.project(query(f"'{place}'")) as reader:
            self.render(writer)
            self.render(reader)
            before = reader.table("lake", "there")
            self.assertIn("nothing changed", self.render(reader))
            self.render(writer, "-P", "rows=60")
            self.render(reader)
            after = reader.table("lake", "there")
            self.assertEqual(sum(int(row[2]) for row in before), 100)
            self.assertEqual(sum(int(row[2]) for row in after), 60)

    def test_a_function_with_its_option(self):
        place = "s3://lake/function"
        text = "SELECT day, count(*) AS n FROM %s GROUP BY day ORDER BY day\n"
        call = f"read_parquet('{place}/*/*.parquet', hive_partitioning = true)"
        with self.project(
            ROWS, store(place, "partition_by: day"), query(call, text=text), query(call, "here", "duckdb", text)
        ) as project:
            self.render(project)
            self.assertEqual(project.table("lake", "there"), project.table("lake", "here"))
            self.assertEqual(len(project.table("lake", "there")), 5)

    def test_a_manifest_of_before_without_columns(self):
        """The columns come from a file, and the next `store` of the same rows does not take the set for another."""
        place = "s3://lake/before"
        parts = (ROWS, store(place, "partition_by: day", "mode: create"))
        with self.project(*parts) as project:
            self.render(project)
            manifest = json.loads(self.stack.aws.get("lake", "before/_manifest.json"))
            self.assertEqual(manifest["columns"][1], {"name": "day", "type": "DATE"})
            del manifest["columns"]
            self.stack.aws.put("lake", "before/_manifest.json", json.dumps(manifest).encode())
            project.write("lake.md", HEAD + "".join(parts) + query(f"'{place}'") + query(f"'{place}'", "here", "duckdb"))
            self.render(project, "--state", "other")
            self.assertEqual(project.table("lake", "there"), project.table("lake", "here"))
            self.assertEqual(len(project.table("lake", "here")), 20)

    def test_a_part_of_the_folders(self):
        place = "s3://lake/part"
        text = "SELECT count(*) AS n, max(day) AS day FROM %s\n"
        some = f"'{place}/day=2025-01-0[12]/*.parquet'"
        with self.project(ROWS, store(place, "partition_by: day"), query(f"'{place}'", text=text)) as project:
            self.render(project)
            self.assertEqual(project.table("lake", "there"), [["100", "2025-01-05"]])
            project.write("lake.md", HEAD + ROWS + store(place, "partition_by: day") + query(some, "some", text=text))
            self.render(project)
            first, second = dict.fromkeys(statement.split("`")[1] for statement in self.sent("CREATE EXTERNAL TABLE"))
            self.assertEqual(len(self.partitions("reports", first)), 5)
            self.assertEqual(list(self.partitions("reports", second)), [("2025-01-01",), ("2025-01-02",)])

    def test_what_athena_cannot_read_in_place(self):
        line = "lake.md:"
        self.refused((ROWS, store("s3://lake/text", "format: csv"), query("'s3://lake/text'")), line, "Athena reads Parquet in place")
        spans = ROWS.replace("i % 3 = 0 AS good", "INTERVAL 1 DAY AS good")
        text = "SELECT count(*) AS n FROM %s\n"
        self.refused(
            (spans, store("s3://lake/spans"), query("'s3://lake/spans'", text=text)),
            "Athena has no type for column 'good' of 's3://lake/spans' (INTERVAL)", "cast it in a query before this one",
        )  # fmt: skip
        self.refused((query("'s3://lake/nothing'"),), "no object 's3://lake/nothing'")
        self.refused((query("'s3://nobody/nothing'"),), "there is no bucket 'nobody'")
        option = "read_parquet('s3://lake/spans', union_by_name = true)"
        self.refused((query(option, text=text),), "takes nothing but a path and 'hive_partitioning'")
        self.refused((query("'numbers.parquet'", text=text),), "a query reads tables, not files")

    def test_an_object_that_is_not_of_the_set(self):
        place = "s3://lake/stranger"
        with self.project(ROWS, store(place)) as project:
            self.render(project)
            name = next(key for key in self.stack.aws.list("lake", "stranger/") if key.endswith(".parquet"))
            self.stack.aws.put("lake", "stranger/stranger.parquet", self.stack.aws.get("lake", name))
        for path in (place, f"{place}/*.parquet"):
            self.refused((query(f"'{path}'"),), "Athena reads whole folders", "'s3://lake/stranger/stranger.parquet'")

    # MARK: A table of the catalogue

    def test_a_table_of_the_catalogue(self):
        place = "s3://lake/actions"
        parts = (ROWS, store(place, "partition_by: day", "table: school.actions", "show: true"))
        with self.project(*parts) as project:
            self.render(project)
            table = self.glue("GetTable", DatabaseName="school", Name="actions")["Table"]
            self.assertEqual([column["Name"] for column in table["PartitionKeys"]], ["day"])
            self.assertEqual(table["StorageDescriptor"]["Location"].rstrip("/"), place)
            self.assertEqual(len(self.partitions("school", "actions")), 5)
            self.assertIn("school.actions", project.table("lake", "kept")[0])
            # Nothing changed, nothing is asked of Athena's queries.
            self.front.statements.clear()
            self.assertIn("nothing changed", self.render(project))
            self.assertEqual(self.front.statements, [])
            # Other rows in the same columns: the table stays, and is never gone.
            self.render(project, "-P", "rows=50")
            self.assertEqual({statement.split(" (")[0] for statement in self.front.statements}, {"ALTER TABLE `school`.`actions` ADD IF NOT EXISTS PARTITION"})
            # Other columns: it is made anew.
            project.write("lake.md", HEAD + "".join(parts).replace("i AS id", "i AS id, 'x' AS kind"))
            self.render(project)
            names = [column["Name"] for column in self.glue("GetTable", DatabaseName="school", Name="actions")["Table"]["StorageDescriptor"]["Columns"]]
            self.assertIn("kind", names)
            # Somebody dropped it: the step finds it gone.
            self.glue("DeleteTable", DatabaseName="school", Name="actions")
            self.render(project)
            self.glue("GetTable", DatabaseName="school", Name="actions")

    def test_a_set_that_grows(self):
        place = "s3://lake/growing"
        parts = ROWS + store(place, "partition_by: day", "table: school.growing", "mode: append")
        with self.project(parts) as project:
            self.render(project)
            project.write("lake.md", HEAD + parts.replace("2025-01-01' + (", "2025-03-01' + ("))
            self.render(project)
            self.assertEqual(len(self.partitions("school", "growing")), 10)
            project.write("lake.md", HEAD + parts.replace("i AS id", "i::VARCHAR AS id"))
            said = self.render(project, expected=1)
            self.assertIn("'id' is BIGINT in the set's files and VARCHAR in the new ones", said)

    def test_a_table_that_athena_fails_to_make_is_finished_by_the_next_run(self):
        place = "s3://lake/unfinished"
        with self.project(ROWS, store(place, "partition_by: day", "table: school.unfinished")) as project:
            self.front.refused = "ALTER TABLE"
            said = self.render(project, expected=1)
            self.assertIn("Athena cannot make 'school.unfinished'", said)
            self.assertIn("the next run finishes the table", said)
            objects = self.stack.aws.list("lake", "unfinished/")
            self.assertEqual(len(objects), 6)
            self.front.refused = None
            self.render(project)
            self.assertEqual(self.stack.aws.list("lake", "unfinished/"), objects)
            self.assertEqual(len(self.partitions("school", "unfinished")), 5)

    def test_what_is_wrong_with_a_table_is_told_at_the_option(self):
        self.refused((ROWS, store("s3://lake/w", "table: actions")), "'actions' is no table of the Glue catalogue's", "such as school.actions")
        self.refused((ROWS, store("s3://lake/w", "table: school.Actions")), "'school.Actions' is no name for the Glue catalogue")
        self.refused((ROWS, store("s3://lake/w.parquet", "table: school.w")), "'s3://lake/w.parquet' is one object")
        self.refused((ROWS, store("s3://lake/w", "format: csv", "table: school.w")), "makes a table over Parquet, and the set holds csv")
        self.refused((ROWS, store("s3://lake/w", "table: shcool.w")), "the Glue catalogue has no database 'shcool'", "CREATE DATABASE shcool")
        lists = ROWS.replace("i % 3 = 0 AS good", "INTERVAL 1 DAY AS good")
        self.refused((lists, store("s3://lake/w", "table: school.w")), "Athena has no type for column 'good' of 'school.w' (INTERVAL)")
        # All of it before the first object was sent.
        self.assertEqual(self.stack.aws.list("lake", "w"), {})

    def test_a_table_of_somebody_elses_stays(self):
        self.glue("CreateTable", DatabaseName="school", TableInput={
            "Name": "theirs", "StorageDescriptor": {"Columns": [{"Name": "a", "Type": "int"}], "Location": "s3://lake/theirs"},
        })  # fmt: skip
        parts = (ROWS, store("s3://lake/ours", "table: school.theirs"))
        self.refused(parts, "'school.theirs' is there already, and no 'store' made it", "mode: replace")
        self.assertEqual(self.stack.aws.list("lake", "ours/"), {})
        with self.project(ROWS, store("s3://lake/ours", "table: school.theirs", "mode: replace")) as project:
            self.render(project)
        self.refused(
            (ROWS, store("s3://lake/mine", "table: school.theirs")), "'school.theirs' is there already, for the set 's3://lake/ours/'"
        )

    def test_nobody_says_where_results_go(self):
        head = HEAD.replace('engine: {kind: athena, database: reports, output: "s3://lake/results"}\n', "")
        with Project(lake=head + ROWS + store("s3://lake/silent", "table: school.silent")) as project:
            said = project.render("lake", environment=self.front.environment, expected=1)
            self.assertIn("Athena does not know where to write results for 'school.silent'", said)
            environment = self.front.environment | {"QUIRE_ATHENA_OUTPUT": "s3://lake/results"}
            project.render("lake", environment=environment)
            self.glue("GetTable", DatabaseName="school", Name="silent")


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
