"""The flagship from raw logs in a bucket to the report: on two S3 servers and a stand-in for AWS, with a lake, databases,
DynamoDB and Spark. The tables must be those of a run that needs none of them.

Run as a program: python3 Tests/Services/test_flagship.py
"""

import json
import unittest

import services
from partitions import Partitions
from project import Project
from services import MariaDB, Ministack, PostgreSQL, Rclone, SeaweedFS, Spark, leaks

STUDENTS = 40
TEMPLATES = services.ROOT / "templates"
# What a run without a bucket does not have, and what is the same rows in another order or as collected.
ELSEWHERE = {"students", "site_actions", "site_actions.lines", "transactions", "logins"}


class Flagship(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.project = Project()
        cls.addClassCleanup(cls.project.__exit__)
        for name in ("academy", "_academy-cloud"):
            cls.project.write(f"{name}.md", (TEMPLATES / f"{name}.md").read_text())
        cls.expected = cls.rows(cls)
        assert cls.expected["facts"][0], "the flagship has no table 'facts'"

    def rows(self, *parameters, environment=None, arguments=()):
        """Render as JSON: the rows of every table, by its name."""
        given = [word for text in (f"students={STUDENTS}", *parameters) for word in ("-P", text)]
        said = self.project.render("academy", *given, "--format", "json", *arguments, environment=environment)
        report = json.loads((self.project.folder / "out" / "academy.json").read_text())
        self.said = said
        # A table of many rows is told by its size alone.
        return {
            name: [dict(zip((column["name"] for column in table["columns"]), row)) for row in table["rows"]]
            for name, table in report["tables"].items()
            if "rows" in table
        }

    def must_be_equal(self, found):
        """The analysis, value by value; rows of models that are kept by their place in the data are left out."""
        compared = 0
        for name, rows in self.expected.items():
            if name in ELSEWHERE or name.partition(".")[2] in ("features", "fitted") or name.startswith("evaluation_"):
                continue
            self.assertEqual(found.get(name), rows, name)
            compared += len(rows)
        self.assertGreater(compared, 1_000)

    def must_hold_no_secret(self, *servers):
        secrets = [secret for server in servers for secret in server.secrets]
        self.assertEqual(leaks(secrets, self.project.folder, text=self.project.said), [])

    def test_rclone_and_postgresql(self):
        with Rclone() as s3, PostgreSQL() as database:
            s3.aws.make_bucket("academy")
            environment = {**s3.environment, "SCHOOL_DB": database.url}
            found = self.rows("bucket=s3://academy", "database=postgresql", environment=environment)
            self.must_be_equal(found)
            accounts = found["facts"][0]["accounts"]
            self.assertEqual(database.sql("SELECT count(*), count(DISTINCT user_id) FROM students"), [[str(accounts)] * 2])
            lake = s3.aws.list("academy", "lake/transaction/")
            self.assertIn("lake/transaction/_manifest.json", lake)
            self.assertTrue(any(key.startswith("lake/transaction/dt=2022-") for key in lake), list(lake)[:3])
            # Nothing is collected, parsed or stored twice.
            self.rows("bucket=s3://academy", "database=postgresql", environment=environment)
            self.assertRegex(self.said, r"nothing changed|0 steps ran")
            self.must_hold_no_secret(s3, database)

    def test_seaweedfs_and_mariadb(self):
        with SeaweedFS() as s3, MariaDB() as database:
            s3.aws.make_bucket("academy")
            environment = {**s3.environment, "SCHOOL_DB": database.url}
            found = self.rows("bucket=s3://academy/2022", "database=mysql", environment=environment)
            self.must_be_equal(found)
            accounts = found["facts"][0]["accounts"]
            self.assertEqual(database.sql("SELECT count(*) FROM students"), [[str(accounts)]])
            self.must_hold_no_secret(s3, database)

    def test_stand_in_for_aws(self):
        with Ministack() as aws:
            aws.aws.make_bucket("academy")
            found = self.rows("bucket=s3://academy", "items=students", environment=aws.environment)
            self.must_be_equal(found)
            count = aws.dynamodb("Scan", TableName="students", Select="COUNT")["Count"]
            self.assertEqual(count, found["facts"][0]["accounts"])
            self.must_hold_no_secret(aws)

    def test_athena_over_the_lake(self):
        """The whole analysis goes to the stand-in for Athena, and the question about the lake is answered where it lies."""
        with Ministack() as aws, Partitions(aws) as front:
            aws.aws.make_bucket("academy")
            aws.aws.json("glue", "AWSGlue.CreateDatabase", {"DatabaseInput": {"Name": "reports"}}, version="1.1")
            variables = {"QUIRE_ATHENA_LOCATION": "s3://academy/quire", "QUIRE_ATHENA_DATABASE": "reports"}
            found = self.rows("bucket=s3://academy", environment={**front.environment, **variables}, arguments=("--engine", "athena"))
            self.must_be_equal(found)
            for days in found["days"]:
                folders = {key.split("/")[2] for key in aws.aws.list("academy", f"lake/{days['kind']}/") if "=" in key}
                self.assertEqual(days["days"], len(folders))
                self.assertEqual([f"dt={days['first_day']}", f"dt={days['last_day']}"], [min(folders), max(folders)])
            self.assertEqual([days["rows"] for days in found["days"]], [kept["rows"] for kept in found["kept"]])
            made = {statement.split("LOCATION ")[1] for statement in front.statements if "PARTITIONED BY" in statement}
            self.assertEqual(made, {"'s3://academy/lake/transaction/'", "'s3://academy/lake/login/'"})
            self.must_hold_no_secret(aws)

    def test_spark_over_the_lake(self):
        with Rclone() as s3, Spark() as spark:
            s3.aws.make_bucket("academy")
            environment = {**s3.environment, **spark.environment}
            found = self.rows("bucket=s3://academy", environment=environment, arguments=("--engine", "spark"))
            for name in ("registration_trend", "repeat_rate", "active_by_month", "retention", "sales_by_channel"):
                self.assertEqual(found[name], self.expected[name], name)
            self.must_hold_no_secret(s3, spark)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
