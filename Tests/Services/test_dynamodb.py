"""`store` to DynamoDB: types without loss, batches, throttling, faults, a run after a kill. Against ministack.

Run as a program: python3 Tests/Services/test_dynamodb.py
"""

import os
import signal
import time
import unittest

import services
from project import Project
from services import Microburst, Ministack, leaks

# Every type, and what must come of each.
TYPES = """\
---
title: Types
---

```{sql study}
SELECT 'U1' AS user_id, 9223372036854775807::BIGINT AS big, -1::TINYINT AS small, 18446744073709551615::UBIGINT AS huge, -99999999999999999999999999999999999999::HUGEINT AS vast,
  12345678901234567890123456789012345.678::DECIMAL(38, 3) AS exact, 0.1::DOUBLE AS tenth, 1e20::DOUBLE AS far,
  0.1::FLOAT AS single, '김민준 "q" \\ ' || chr(1) AS name, true AS good, '\\x00\\xFF'::BLOB AS raw, DATE '2024-02-29' AS day,
  TIMESTAMP '2024-02-29 23:59:59.000001' AS moment, TIMESTAMPTZ '2024-02-29 23:59:59+00' AS instant,
  TIME '09:05:00' AS clock, [1, NULL, 3] AS marks, {'zip': '04524', 'floor': NULL, 'at': [1.5, 2.0]} AS address,
  MAP {'a': 1, 'b': 2} AS counts, ['x', 'y', 'x'] AS tags, [3, 1] AS numbers, []::VARCHAR[] AS none, NULL::INTEGER AS nothing,
  '' AS empty
```

```{store kept}
data: study
to: dynamodb
table: types
key: [user_id, day]
sets: [tags, numbers, none]
show: true
```
"""

EXPECTED = {
    "user_id": {"S": "U1"},
    "big": {"N": "9223372036854775807"},
    "small": {"N": "-1"},
    "huge": {"N": "18446744073709551615"},
    "vast": {"N": "-99999999999999999999999999999999999999"},
    "exact": {"N": "12345678901234567890123456789012345.678"},
    "tenth": {"N": "0.1"},
    "far": {"N": "100000000000000000000"},
    "single": {"N": "0.1"},
    "name": {"S": '김민준 "q" \\ \x01'},
    "good": {"BOOL": True},
    "raw": {"B": "AP8="},
    "day": {"S": "2024-02-29"},
    "moment": {"S": "2024-02-29T23:59:59.000001"},
    "instant": {"S": "2024-02-29T23:59:59Z"},
    "clock": {"S": "09:05:00"},
    "marks": {"L": [{"N": "1"}, {"NULL": True}, {"N": "3"}]},
    "address": {"M": {"zip": {"S": "04524"}, "at": {"L": [{"N": "1.5"}, {"N": "2"}]}}},
    "counts": {"M": {"a": {"N": "1"}, "b": {"N": "2"}}},
    "tags": {"SS": ["x", "y"]},
    "numbers": {"NS": ["1", "3"]},
    "empty": {"S": ""},
}

MANY = """\
---
title: Many
params:
  rows: {type: integer, default: 5000, min: 1, max: 1000000}
---

```{sql students}
SELECT 'U' || i AS user_id, i AS place, md5(i::VARCHAR) AS mark FROM range({{ params.rows }}) AS t(i)
```

```{store kept}
data: students
to: dynamodb
table: students
key: [user_id]
show: true
```
"""


def bad(sql, key="[id]", more=""):
    return f"""\
---
title: Bad
---

```{{sql study}}
{sql}
```

```{{store kept}}
data: study
to: dynamodb
table: bad
key: {key}
{more}
```
"""


class DynamoDBTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.stack = cls.enterClassContext(Ministack())
        cls.proxy = cls.enterClassContext(Microburst(cls.stack))

    def setUp(self):
        self.proxy.rules([])
        for name in self.stack.dynamodb("ListTables")["TableNames"]:
            self.stack.dynamodb("DeleteTable", TableName=name)

    def items(self, table):
        """All items: with numbers in ministack's own spelling."""
        found, start = [], {}
        while True:
            page = self.stack.dynamodb("Scan", TableName=table, ConsistentRead=True, **start)
            found += page["Items"]
            if not page.get("LastEvaluatedKey"):
                return found
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def no_secret(self, project):
        self.assertEqual(leaks(self.stack.secrets, project.folder, text=project.said), [])

    def test_every_type_comes_back_as_it_was(self):
        with Project(types=TYPES) as project:
            project.render("types", environment=self.stack.environment)
            (item,) = self.items("types")
            for name in ("tags", "numbers"):
                for values in item[name].values():
                    values.sort()
            self.assertEqual(item, EXPECTED)
            keys = self.stack.dynamodb("DescribeTable", TableName="types")["Table"]
            self.assertEqual(
                sorted((key["AttributeName"], key["KeyType"]) for key in keys["KeySchema"]),
                [("day", "RANGE"), ("user_id", "HASH")],
            )
            self.assertEqual(keys["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
            self.no_secret(project)

    def test_texts_of_a_set_are_told_apart_by_their_bytes(self):
        text = TYPES.split("```{sql")[0] + (
            "```{sql study}\nSELECT 1 AS id, [chr(233), 'e' || chr(769), chr(233)] AS tags\n```\n\n"
            "```{store kept}\ndata: study\nto: dynamodb\ntable: letters\nkey: id\nsets: tags\n```\n"
        )
        with Project(letters=text) as project:
            project.render("letters", environment=self.stack.environment)
            (item,) = self.items("letters")
            self.assertEqual(sorted(item["tags"]["SS"]), ["e\u0301", "\u00e9"])

    def test_it_writes_once_and_again_when_the_table_is_gone(self):
        with Project(many=MANY) as project:
            project.render("many", environment=self.proxy.environment)
            self.assertEqual(len(self.items("students")), 5000)
            self.assertEqual(project.table("many", "kept")[0][:4], ["students", "5000", "0", "5000"])
            self.proxy.control("DELETE", "fired")
            self.proxy.rules([{"service": "dynamodb", "operation": "BatchWriteItem", "error": {"code": "InternalServerError"}}])
            project.render("many", environment=self.proxy.environment)
            self.assertEqual(self.proxy.fired(operation="BatchWriteItem"), [])
            self.proxy.rules([])
            self.stack.dynamodb("DeleteTable", TableName="students")
            project.render("many", environment=self.proxy.environment)
            self.assertEqual(len(self.items("students")), 5000)
            # Without credentials the table cannot be asked for: what is kept is shown.
            nobody = {"AWS_ENDPOINT_URL": self.proxy.endpoint, "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
            project.render("many", environment=nobody)

    def test_throttling_is_survived(self):
        code = "ProvisionedThroughputExceededException"
        with Project(many=MANY) as project:
            self.proxy.rules(
                [{"service": "dynamodb", "operation": "BatchWriteItem", "probability": 0.5, "error": {"code": code}}]
            )
            project.render("many", environment=self.proxy.environment | {"AWS_MAX_ATTEMPTS": "2"})
            self.assertGreater(len(self.proxy.fired(operation="BatchWriteItem", limit=1000)), 50)
            items = {item["user_id"]["S"] for item in self.items("students")}
            self.assertEqual(items, {f"U{number}" for number in range(5000)})

    def test_a_killed_run_is_finished_by_the_next(self):
        with Project(many=MANY) as project:
            arguments = ("-P", "rows=40000")
            process = project.start("many", *arguments, environment=self.stack.environment)
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                tables = self.stack.dynamodb("ListTables")["TableNames"]
                if tables and self.stack.dynamodb("Scan", TableName="students", Select="COUNT", Limit=3000)["Count"] == 3000:
                    break
                time.sleep(0.02)
            os.kill(process.pid, signal.SIGKILL)
            project.finish(process)
            self.assertLess(len(self.items("students")), 40000, "it was finished before it was killed")
            project.render("many", *arguments, environment=self.stack.environment)
            self.assertEqual(len(self.items("students")), 40000)
            # It was empty at first, so the scan is proof although the table was not empty at the second start.
            self.assertEqual(project.table("many", "kept")[0][:4], ["students", "40,000", "0", "40,000"])

    def test_a_server_that_dies_is_told_and_the_next_run_finishes(self):
        with Ministack() as stack, Project(many=MANY) as project:
            arguments = ("-P", "rows=200000")
            process = project.start("many", *arguments, environment=stack.environment | {"AWS_MAX_ATTEMPTS": "2"})
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and not stack.dynamodb("ListTables")["TableNames"]:
                time.sleep(0.02)
            stack.kill()
            code, said = project.finish(process)
            self.assertEqual(code, 1, said)
            self.assertRegex(said, r"many.md:13:5: error: http://127.0.0.1:\d+ (cannot be reached|closed the connection)")
            stack.start()
            project.render("many", "-P", "rows=300", environment=stack.environment)
            self.assertEqual(stack.dynamodb("Scan", TableName="students", Select="COUNT")["Count"], 300)
            self.assertEqual(leaks(stack.secrets, project.folder, text=project.said), [])

    def test_ctrl_c_ends_it_soon_and_the_next_run_finishes(self):
        with Project(many=MANY) as project:
            arguments = ("-P", "rows=30000")
            process = project.start("many", *arguments, environment=self.stack.environment)
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and not self.stack.dynamodb("ListTables")["TableNames"]:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            code, said = project.finish(process, seconds=20)
            self.assertEqual(code, 130, said)
            self.assertLess(len(self.items("students")), 30000)
            project.render("many", *arguments, environment=self.stack.environment)
            self.assertEqual(project.table("many", "kept")[0][:4], ["students", "30,000", "0", "30,000"])

    def test_the_last_row_of_a_key_is_kept_and_the_others_counted(self):
        sql = "SELECT i % 40 AS id, i AS place FROM range(4000) AS t(i)"
        with Project(bad=bad(sql, more="show: true")) as project:
            project.render("bad", environment=self.stack.environment)
            items = {item["id"]["N"]: item["place"]["N"] for item in self.items("bad")}
            self.assertEqual(items, {str(number): str(3960 + number) for number in range(40)})
            self.assertEqual(project.table("bad", "kept")[0][:4], ["bad", "40", "3960", "40"])

    def refused(self, template, *words, environment=None):
        with Project(bad=template) as project:
            said = project.render("bad", environment=environment or self.stack.environment, expected=1)
            for word in words:
                self.assertIn(word, said)
            self.assertEqual(leaks(self.stack.secrets, project.folder, text=said), [])

    def test_rows_that_are_no_items_are_refused_before_anything_is_written(self):
        start = "SELECT 'a' AS id, 1.0::DOUBLE AS x UNION ALL "
        self.refused(
            bad(start + "SELECT 'b', 'NaN'::DOUBLE"), "bad.md:11:5", "'x' is nan in row 2 (id 'b')", "nothing was written"
        )
        self.refused(bad(start + "SELECT 'b', 1e130"), "'x' is 1e+130 in row 2")
        self.refused(bad(start + "SELECT '', 1"), "bad.md:13:7", "the key 'id' is empty in row 2")
        self.refused(bad(start + "SELECT NULL, 1"), "the key 'id' is null in row 2")
        self.refused(bad("SELECT repeat('x', 2049) AS id"), "has 2049 bytes in row 1, and DynamoDB takes 2048")
        self.refused(
            bad("SELECT 7 AS id, repeat('x', 409600) AS essay, 1 AS x"),
            "row 1 (id '7') makes an item of 401 KB, and DynamoDB takes 400", "'essay' alone has 401 KB",
        )  # fmt: skip
        self.refused(bad("SELECT 7 AS id, ['a', NULL] AS tags", more="sets: [tags]"), "the set 'tags' holds null in row 1")
        self.refused(bad("SELECT 7 AS id, 'infinity'::DATE AS day"), "'day' is infinite in row 1")
        self.assertEqual(self.stack.dynamodb("ListTables")["TableNames"], [])

    def test_options_that_are_wrong_are_told_before_anything_runs(self):
        self.refused(bad("SELECT true AS id"), "a key of DynamoDB is text, a number or bytes, and 'id' holds bool")
        self.refused(bad("SELECT 1 AS id, 'a' AS tag", more="sets: [tag]"), "and 'tag' holds string")
        self.refused(bad("SELECT 1 AS id, INTERVAL 1 DAY AS span"), "DynamoDB has no type for column 'span'")
        self.refused(bad("SELECT 1 AS id", key="[a, b, c]"), "'c' is a third")
        self.refused(bad("SELECT 1 AS id", key="[missing]"), "missing")
        self.refused(bad("SELECT 1 AS id", key="[]"), "'key' names no column")
        self.refused(bad("SELECT 1 AS id", more="mode: replace"), "'mode' is 'upsert', not 'replace'")
        self.refused(bad("SELECT 1 AS id").replace("table: bad", "table: a b"), "'a b' is no name of a table")

    def test_an_item_of_400_kb_passes(self):
        # 409,600 bytes with the names of the attributes: "id" + 1 digit (2 bytes) and "essay".
        sql = f"SELECT 7 AS id, repeat('x', {409600 - 2 - 2 - 5}) AS essay"
        with Project(bad=bad(sql)) as project:
            project.render("bad", environment=self.stack.environment)
            self.assertEqual(len(self.items("bad")), 1)

    def test_another_key_is_refused(self):
        with Project(first=bad("SELECT 1 AS id, 'x' AS name")) as project:
            project.render("first", environment=self.stack.environment)
        self.refused(bad("SELECT 1 AS id, 'x' AS name", key="[name]"), "has the key id (a number), not name (text)")

    def test_items_that_were_there_stay_and_verify_counts(self):
        with Project(first=bad("SELECT 1 AS id"), second=bad("SELECT 2 AS id", more="verify: true")) as project:
            project.render("first", environment=self.stack.environment)
            project.render("second", environment=self.stack.environment)
            self.assertEqual(sorted(item["id"]["N"] for item in self.items("bad")), ["1", "2"])

    def test_a_wrong_secret_and_no_credentials(self):
        wrong = self.stack.environment | {"AWS_SECRET_ACCESS_KEY": "wrong-secret-of-nobody"}
        self.refused(bad("SELECT 1 AS id"), "bad.md:11:5: error: DynamoDB: ", "AWS_SECRET_ACCESS_KEY", environment=wrong)
        none = {"AWS_ENDPOINT_URL": self.stack.endpoint, "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
        self.refused(bad("SELECT 1 AS id"), "no credentials for AWS were found", environment=none)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
