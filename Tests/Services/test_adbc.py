"""Queries on any database with an ADBC driver, here PostgreSQL with the driver of Arrow's own project.

Run as a program: python3 Tests/Services/test_adbc.py
"""

import json
import signal
import time
import unittest

import services
from project import Project
from services import DEPS, PostgreSQL, leaks

# The wheel's library, by its path.
DRIVER = next((DEPS / "services-venv" / "lib").glob("python3*/site-packages/adbc_driver_postgresql/*.so"), None)

QUERIES = """\
---
title: Queries
params:
  least: {{type: integer, default: 2}}
  name: {{type: string, default: "it's \\\\ 김"}}
engines:
  school: {{driver: "{driver}", options: {{uri: {{env: SCHOOL_DB}}}}}}
---

```{{sql study engine=duckdb}}
SELECT i AS id, 'U' || i AS name, i / 4 AS share, i % 2 = 0 AS even, DATE '2024-02-28' + i::INTEGER AS day,
  TIMESTAMP '2024-02-29 23:59:59.000001' AS moment, CASE WHEN i <> 3 THEN i::INTEGER END AS mark
FROM range(1, 6) AS t(i)
```

```{{sql back}}
SELECT * FROM study WHERE id >= {{{{ params.least }}}} ORDER BY id DESC
```

```{{sql both engine=school}}
SELECT {{{{ params.name }}}} AS name, b.even, count(*) AS n, sum(study.share) AS share
FROM study JOIN back AS b USING (id) GROUP BY b.even ORDER BY b.even
```
"""

WRONG = """\
---
title: Wrong
engine: {{driver: "{driver}", options: {{uri: {{env: SCHOOL_DB}}}}}}
---

```{{sql numbers engine=duckdb}}
SELECT range AS id FROM range(3)
```

```{{sql column}}
SELECT id,
  idd FROM numbers
```

```{{sql slow}}
SELECT count(*) AS n, pg_sleep({seconds}) IS NULL AS slept FROM numbers
```
"""


@unittest.skipUnless(DRIVER, "scripts/setup --services has not run")
class ADBCTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.database = cls.enterClassContext(PostgreSQL())
        cls.environment = {"SCHOOL_DB": cls.database.url}

    def setUp(self):
        if not self.database.runs:
            self.database.start()

    def tables(self, project, *arguments):
        project.render("queries", "--format", "json", *arguments, environment=self.environment)
        return json.loads((project.folder / "out" / "queries.json").read_text())["tables"]

    def no_secret(self, project):
        self.assertEqual(leaks(self.database.secrets, project.folder, text=project.said), [])

    def busy(self):
        return self.database.sql("SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()"
                                 " AND state = 'active'")  # fmt: skip

    def wait_until_busy(self):
        for _ in range(300):
            if self.busy():
                return
            time.sleep(0.1)
        self.fail("no query runs")

    def test_the_same_tables_as_on_the_embedded_engine(self):
        with Project(queries=QUERIES.format(driver=DRIVER)) as project:
            ours = self.tables(project)
            theirs = self.tables(project, "--engine", "school")
            self.assertEqual(ours["back"], theirs["back"])
            self.assertEqual(len(theirs["back"]["rows"]), 4)
            self.assertEqual(theirs["both"]["rows"], [["it's \\ 김", False, 2, 2.0], ["it's \\ 김", True, 2, 1.5]])
            self.assertEqual(ours["both"], theirs["both"])
            # Its tables were the session's own: nothing is left.
            self.assertEqual(self.database.sql("SELECT relname FROM pg_class WHERE relname LIKE 'quire%'"), [])
            self.no_secret(project)

    def test_errors_stand_at_their_places(self):
        with Project(wrong=WRONG.format(driver=DRIVER, seconds=0)) as project:
            said = project.render("wrong", environment=self.environment, expected=1)
            self.assertRegex(said, r'wrong\.md:1[12]:\d+: error: .*"?idd"?')
            self.assertIn("slow: ", said)
            self.no_secret(project)

    def test_what_is_wrong_with_the_database_is_told(self):
        wrong = self.database.url.replace(self.database.password, "an0ther-pass")
        cases = [
            ({}, "the environment variable 'SCHOOL_DB' is not set"),
            ({"SCHOOL_DB": wrong}, "password authentication failed"),
            ({"SCHOOL_DB": self.database.url.replace(str(self.database.port), "1")}, "cannot be opened"),
        ]
        with Project(wrong=WRONG.format(driver=DRIVER, seconds=0)) as project:
            for environment, message in cases:
                said = project.render("wrong", environment=environment, expected=1)
                self.assertIn(message, said)
                self.assertFalse((project.folder / "out" / "wrong.html").exists())
            self.assertEqual(leaks(self.database.secrets + ["an0ther-pass"], project.folder, text=project.said), [])
        with Project(wrong=WRONG.format(driver="/none/driver.so", seconds=0)) as project:
            said = project.render("wrong", environment=self.environment, expected=1)
            self.assertIn("the driver of the engine 'driver' cannot be loaded", said)

    def test_interrupting_stops_the_query(self):
        with Project(wrong=WRONG.format(driver=DRIVER, seconds=300)) as project:
            process = project.start("wrong", environment=self.environment)
            self.wait_until_busy()
            process.send_signal(signal.SIGINT)
            code, _ = project.finish(process, seconds=20)
            self.assertEqual(code, 130)
            deadline = time.monotonic() + 10
            while self.busy() and time.monotonic() < deadline:
                time.sleep(0.1)
            self.assertEqual(self.busy(), [])

    def test_a_database_that_goes_away_is_told(self):
        with Project(wrong=WRONG.format(driver=DRIVER, seconds=60)) as project:
            process = project.start("wrong", environment=self.environment)
            self.wait_until_busy()
            self.database.kill()
            code, said = project.finish(process, seconds=30)
            self.assertEqual(code, 1)
            self.assertIn("went away while the query ran", said)
            self.no_secret(project)


if __name__ == "__main__":
    services.exit_on_sigterm()
    unittest.main(verbosity=2)
