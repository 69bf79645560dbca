"""Each server of services.py starts, refuses a wrong password, keeps its data over a kill, and goes when it should.

Run as a program: python3 Tests/Services/test_servers.py
"""

import base64
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import services
from services import (
    AWS, AWSError, MariaDB, Microburst, Ministack, PostgreSQL, Rclone, SeaweedFS, ServiceError, Spark, leaks
)  # fmt: skip


class ServersTest(unittest.TestCase):
    def is_gone(self, service):
        self.assertFalse(service.runs)
        self.assertFalse(service.folder.exists(), service.folder)

    def stores_objects(self, kind):
        with kind() as s3:
            s3.aws.make_bucket("lake")
            s3.aws.put("lake", "a/b c.txt", b"rows")
            with self.assertRaises(AWSError) as refused:
                AWS(s3.port, s3.key, "another secret").get("lake", "a/b c.txt")
            self.assertEqual(refused.exception.status, 403)
            s3.kill()
            s3.start()
            self.assertEqual(s3.aws.get("lake", "a/b c.txt"), b"rows")
            self.assertEqual(s3.aws.list("lake", "a/"), {"a/b c.txt": 4})
            s3.aws.delete("lake", "a/b c.txt")
            self.assertEqual(s3.aws.list("lake"), {})
        self.is_gone(s3)

    def test_rclone(self):
        self.stores_objects(Rclone)

    def test_seaweedfs(self):
        self.stores_objects(SeaweedFS)

    def keeps_rows(self, kind):
        with kind() as database:
            database.sql("CREATE TABLE students (id bigint PRIMARY KEY, name varchar(20))")
            database.sql("INSERT INTO students VALUES (1, '김민준'), (2, 'Ada')")
            right, database.password = database.password, "another"
            database.environment = {
                name: "another" if value == right else value for name, value in database.environment.items()
            }
            with self.assertRaisesRegex(ServiceError, "password authentication failed|Access denied"):
                database.sql("SELECT 1")
            database.password = right
            database.environment = {
                name: right if value == "another" else value for name, value in database.environment.items()
            }
            database.kill()
            database.start()
            self.assertEqual(database.sql("SELECT * FROM students ORDER BY id"), [["1", "김민준"], ["2", "Ada"]])
        self.is_gone(database)

    def test_postgresql(self):
        self.keeps_rows(PostgreSQL)

    def test_mariadb(self):
        self.keeps_rows(MariaDB)

    def test_ministack_and_a_proxy_that_throttles(self):
        with Ministack() as stack, Microburst(stack) as proxy:
            stack.aws.make_bucket("results")
            stack.dynamodb(
                "CreateTable", TableName="students", BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            )  # fmt: skip
            with self.assertRaises(AWSError) as refused:
                AWS(stack.port, stack.key, "another secret").json("dynamodb", "DynamoDB_20120810.ListTables", {})
            self.assertIn(refused.exception.status, (400, 403))
            query = stack.athena(
                "StartQueryExecution", QueryString="SELECT 1 + 1 AS two",
                ResultConfiguration={"OutputLocation": "s3://results/"},
            )["QueryExecutionId"]  # fmt: skip
            while True:
                state = stack.athena("GetQueryExecution", QueryExecutionId=query)["QueryExecution"]["Status"]["State"]
                if state not in ("QUEUED", "RUNNING"):
                    break
                time.sleep(0.05)
            rows = stack.athena("GetQueryResults", QueryExecutionId=query)["ResultSet"]["Rows"]
            self.assertEqual((state, rows[1]["Data"][0]["VarCharValue"]), ("SUCCEEDED", "2"))
            through = AWS(proxy.port, stack.key, stack.secret)
            code = "ProvisionedThroughputExceededException"
            proxy.rules([{"service": "dynamodb", "times": 1, "error": {"code": code}}])
            with self.assertRaisesRegex(AWSError, code):
                through.json("dynamodb", "DynamoDB_20120810.ListTables", {})
            self.assertEqual(through.json("dynamodb", "DynamoDB_20120810.ListTables", {}), {"TableNames": ["students"]})
            self.assertEqual(len(proxy.fired()), 1)
        self.is_gone(stack)
        self.is_gone(proxy)

    def test_spark(self):
        with Spark() as spark:
            self.assertEqual(spark.run_statement("SELECT 1 AS one"), "True\n")
            with self.assertRaisesRegex(ServiceError, "(?i)unauthenticated|authentication|token"):
                spark.run_statement("SELECT 1", token="another")
            with self.assertRaisesRegex(ServiceError, "TABLE_OR_VIEW_NOT_FOUND"):
                spark.run_statement("SELECT * FROM missing")
        self.is_gone(spark)

    def test_they_go_when_the_test_program_is_killed(self):
        program = (
            "import sys, time, services\n"
            "with services.PostgreSQL() as a, services.Rclone() as b:\n"
            "    print(a.process.pid, b.process.pid, a.folder, b.folder, flush=True)\n"
            "    time.sleep(60)\n"
        )
        here = Path(services.__file__).parent
        child = subprocess.Popen([sys.executable, "-c", program], cwd=here, stdout=subprocess.PIPE, text=True)
        words = child.stdout.readline().split()
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for number in map(int, words[:2]):
            deadline = time.monotonic() + 10
            while os.path.exists(f"/proc/{number}") and time.monotonic() < deadline:
                time.sleep(0.05)
            self.assertFalse(os.path.exists(f"/proc/{number}"), number)
        for folder in words[2:]:
            subprocess.run(["rm", "-rf", folder], check=True)

    def test_leaks_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            secret = services.password()
            page = Path(folder) / "page.html"
            page.write_text("nothing")
            self.assertEqual(leaks([secret], folder), [])
            page.write_text(f"postgresql://quire:{secret}@host")
            self.assertEqual(len(leaks([services.password(), secret], folder)), 1)
            self.assertNotIn(secret, leaks([secret], folder)[0])
            for before in ("", "q", "qu"):
                page.write_bytes(base64.b64encode(f"{before}{secret}@host".encode()))
                self.assertEqual(len(leaks([secret], page)), 1, before)
            with self.assertRaises(FileNotFoundError):
                leaks([secret], page.with_name("missing"))


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
