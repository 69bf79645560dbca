"""The DAG that `quire export airflow` writes, run by Airflow: imports, states of tasks, parameters, what must not be in it.

Run as a program: python3 Tests/Services/test_airflow.py
"""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from services import QUIRE, ROOT, Airflow, Rclone, Spark, exit_on_sigterm, leaks, password

DAY = "2024-06-01"
TEMPLATE = '''---
title: "Quotes: \\"\\"\\" ''' + "'''" + ''' and \\\\ in a title.md"
description: 'It says {{ "{% x %}" }} and """'
params:
  day: {type: date, default: 2024-01-01, min: 2020-01-01}
  name: {type: string, default: plain, description: 'He said "hi" {{ 1 + 1 }}'}
  limit: {type: integer, default: 3, min: 1, max: 9, title: At most}
  share: 0.5
  kind: {choices: [small, large], default: small}
  isBroken: false
airflow:
  schedule: "0 6 * * *"
  timezone: Asia/Seoul
  retries: 0
  timeout: 5m
  tags: [test]
  owner: '"me"'
  date_param: day
---

## Rows {#rows}

They are made up: """ and \'\'\' and `{{ macros.os }}` and {% raw %} \\N{BULLET}

```{generate pupils}
rows: 300
shards: 3
columns:
  id: sequence
  grade: {values: [A, B, C]}
```

```{parse lines}
path: logs/*.log
dissect: "%{word} %{number:int}"
shards: 2
```

```{sql busyDays}
SELECT count(*) AS n FROM pupils
```

```{sql busy_days}
SELECT count(*) AS n FROM lines
```

```{sql 학생}
SELECT grade, count(*) AS n FROM pupils GROUP BY grade ORDER BY grade
```

```{sql asked}
--| cache: false
SELECT {{ params.name }} AS name, {{ params.day }} AS day, {{ params.limit }} AS n
```

```{sql fragile}
SELECT CASE WHEN {{ params.isBroken }} THEN error('made to fail') ELSE '1' END AS one
```

```{sql after_it}
SELECT * FROM fragile
```

```{check}
data: pupils
unique: id
```

Asked on {{ asked[0].day }} for {{ asked[0].n }} by [{{ asked[0].name }}].
'''.replace("{% raw %} ", "")
STEPS = {
    "pupils", "lines", "busy_days_2", "busy_days", "ud559_uc0dd", "asked", "fragile", "after_it", "check_1",
}  # fmt: skip
MAPPED = {"pupils_shards": 3, "lines_shards": 2}
# Every task with the states of its instances, when all goes well.
EVERYTHING = {task: ["success"] for task in STEPS | {"render_report"}} | {
    task: ["success"] * count for task, count in MAPPED.items()
}
# Runs quire as on a worker that shares no disk: in a folder of its own, with the project's files and an empty state.
MACHINE = """#!/bin/sh
set -e
machine=$(mktemp -d "$MACHINES/XXXXXX")
cp -R "$MACHINES/../project/." "$machine"
cd "$machine"
rm -rf .quire reports
code=0
"$@" 2> said || code=$?
cat said >&2
exit $code
"""
ON_SPARK = """---
title: On Spark
---

```{generate pupils}
rows: 300
columns:
  id: sequence
  grade: {values: [A, B, C]}
```

```{sql by_grade}
SELECT grade, count(*) AS n FROM pupils GROUP BY grade ORDER BY grade
```

```{sql top engine=spark}
SELECT grade, n, 'Spark ' || version() AS engine FROM by_grade ORDER BY n DESC, grade LIMIT 1
```

```{sql top}
SELECT grade, n, 'DuckDB' AS engine FROM by_grade ORDER BY n DESC, grade LIMIT 1
```

Most have {{ top[0].grade }}: {{ top[0].n }}, counted on {{ top[0].engine }}.
"""


class AirflowTest(unittest.TestCase):
    """The flagship's DAG, which takes longest, runs beside the others from the beginning on."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="quire-airflow-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.project = cls.folder / "project"
        (cls.project / "logs").mkdir(parents=True)
        for number in range(1, 4):
            (cls.project / "logs" / f"{number}.log").write_text(f"a {number}\nb {number}\n")
        (cls.project / "small.md").write_text(TEMPLATE)
        (cls.project / "spark.md").write_text(ON_SPARK)
        shutil.copy(ROOT / "templates" / "academy.md", cls.project)
        cls.secret = password(32)
        # What a worker has for its steps, and every task sees.
        cls.environment = {
            "PATH": f"{QUIRE.parent}:{os.environ['PATH']}",
            "AWS_SECRET_ACCESS_KEY": cls.secret,
            "SCHOOL_DB": f"postgresql://quire:{cls.secret}@127.0.0.1/school",
        }
        cls.empty = cls.enterClassContext(Airflow(cls.folder / "empty", cls.environment))
        cls.machines = cls.folder / "machines"
        cls.machines.mkdir()
        cls.call = cls.machines / "a machine"
        cls.call.write_text(MACHINE)
        cls.call.chmod(0o755)
        flagship = cls.folder / "flagship"
        shutil.copytree(cls.project, flagship)
        cls.exported = [
            cls.export("small.md"),
            cls.export(
                "small.md", "--dag-id", "apart", "--project", cls.folder, "--store", "s3://team/{{ results }}",
                "--reports", "s3://team/reports", "--command", f"{shlex.quote(str(cls.call))} \"$(command -v 'quire')\"",
            ),
            cls.export("spark.md", "--engine", "spark"),
            cls.export("academy.md", "-P", "students=60", "--schedule", "@daily", "--project", flagship),
        ]  # fmt: skip
        cls.flagship = cls.worker("of-the-flagship")
        cls.finish_flagship = staticmethod(cls.flagship.start("dags", "test", "academy", DAY))

    @classmethod
    def worker(cls, name, variables=None):
        """An Airflow of its own whose tasks find these variables in their environment."""
        return cls.enterClassContext(Airflow(cls.folder / name, cls.environment | (variables or {}), like=cls.empty))

    @classmethod
    def export(cls, template, *options):
        done = subprocess.run(
            [str(QUIRE), "export", "airflow", template, "-o", f"{cls.empty.dags}/", *map(str, options)],
            cwd=cls.project, env={**os.environ, **cls.environment}, stdin=subprocess.DEVNULL, text=True,
            capture_output=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    def test_airflow_takes_every_dag(self):
        names = ["small", "apart", "spark", "academy"]
        self.assertEqual(self.exported, [f"{self.empty.dags}/{name}.py" for name in names])
        done = self.empty.run("dags", "list-import-errors", "-l")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("No data found", done.stdout)
        self.assertFalse(leaks([self.secret], self.empty.home))

    def states(self, airflow, dag):
        """The states of a DAG's last run by task."""
        with sqlite3.connect(airflow.home / "airflow.db") as database:
            rows = database.execute(
                "SELECT task_id, state FROM task_instance WHERE dag_id = ? AND run_id = "
                "(SELECT run_id FROM dag_run WHERE dag_id = ? ORDER BY id DESC LIMIT 1)",
                (dag, dag),
            ).fetchall()
        states = {}
        for task, state in rows:
            states.setdefault(task, []).append(state)
        return states

    def dag_test(self, airflow, dag, *options):
        """Run a DAG; gives the exit code, the states of its last run by task, and what was said."""
        done = airflow.run("dags", "test", dag, DAY, *options)
        return done.returncode, self.states(airflow, dag), done.stdout

    def test_states_parameters_and_hostile_text(self):
        airflow = self.worker("one-disk")
        code, states, said = self.dag_test(airflow, "small")
        self.assertEqual(code, 0, said[-4000:])
        self.assertEqual(states, EVERYTHING)
        page = (self.project / "reports" / "small.html").read_text()
        self.assertIn(f"Asked on {DAY} for 3 by [plain].", page)

        with self.subTest("a value is a value, for the shell, for Jinja and for SQL"):
            name = "x'; $(touch pwned) `touch pwned` \\\" {{ 1 + 1 }} $HOME"
            conf = '{"name": ' + json_text(name) + ', "limit": 9, "day": "2024-02-29"}'
            code, states, said = self.dag_test(airflow, "small", "-c", conf)
            self.assertEqual(code, 0, said[-4000:])
            # Only the query that reads these values has something to do.
            idle = {task: ["skipped"] * len(old) for task, old in EVERYTHING.items()}
            self.assertEqual(states, idle | {"asked": ["success"], "render_report": ["success"]})
            self.assertFalse(list(self.project.rglob("pwned")))
            page = (self.project / "reports" / "small.html").read_text()
            self.assertIn("Asked on 2024-02-29 for 9 by [", page)
            self.assertIn("$(touch pwned) `touch pwned` \\", page)
            self.assertIn("{{ 1 + 1 }} $HOME].", page)

        with self.subTest("Airflow itself refuses what the schema does not take"):
            code, states, said = self.dag_test(airflow, "small", "-c", '{"limit": 10}')
            self.assertNotEqual(code, 0)
            self.assertIn("10 is greater than the maximum of 9", said)

        self.assertFalse(leaks([self.secret], airflow.home, self.project))

    def test_machines_that_share_a_bucket_and_no_disk(self):
        """Each task runs in a folder of its own: what it needs of others comes by the store, and the page to a bucket."""
        with Rclone() as s3:
            s3.aws.make_bucket("team")
            airflow = self.worker("many-machines", s3.environment | {"MACHINES": str(self.machines)})
            code, states, said = self.dag_test(airflow, "apart")
            self.assertEqual(code, 0, said[-4000:])
            self.assertEqual(states, EVERYTHING)
            page = s3.aws.get("team", "reports/small.html").decode()
            self.assertIn(f"Asked on {DAY} for 3 by [plain].", page)
            self.assertTrue(s3.aws.type("team", "reports/small.html").startswith("text/html"))
            self.assertTrue(s3.aws.list("team", "{{ results }}/results/"))
            # As many machines as tasks, and none made what another one had made.
            self.assertEqual(len(list(self.machines.glob("*/said"))), sum(map(len, EVERYTHING.values())))
            made = self.made()
            self.assertEqual(made, sorted(set(made)))
            self.assertGreaterEqual(len(made), len(STEPS) + sum(MAPPED.values()))

            with self.subTest("a second run of the same day has nothing to do but what runs every time"):
                code, states, said = self.dag_test(airflow, "apart")
                self.assertEqual(code, 0, said[-4000:])
                idle = {task: ["skipped"] * len(old) for task, old in EVERYTHING.items()}
                self.assertEqual(states, idle | {"asked": ["success"], "render_report": ["success"]})
                self.assertEqual(self.made(), sorted([*made, "asked"]))

            with self.subTest("a step that fails stops what needs it, and nothing else"):
                code, states, said = self.dag_test(airflow, "apart", "-c", '{"isBroken": true, "name": "another"}')
                self.assertEqual(code, 1, said[-4000:])
                self.assertEqual(states["fragile"], ["failed"])
                self.assertEqual(states["after_it"], ["upstream_failed"])
                self.assertEqual(states["render_report"], ["upstream_failed"])
                left = {task: state for task, state in states.items() if "failed" not in state[0]}
                self.assertEqual(set(left), set(EVERYTHING) - {"fragile", "after_it", "render_report"})
                self.assertEqual(left.pop("asked"), ["success"])
                self.assertEqual({state for all_ in left.values() for state in all_}, {"skipped"})
                self.assertIn("small.md:", said)
                self.assertIn("made to fail", said)
                self.assertEqual(s3.aws.get("team", "reports/small.html").decode(), page)

            self.assertFalse(leaks([self.secret, *s3.secrets], airflow.home, self.machines, s3.data))

    def made(self):
        """The steps that ran on any machine, as often as they did."""
        said = [file.read_text() for file in self.machines.glob("*/said")]
        return sorted(step for text in said for step in re.findall(r"^(\S+): runs: ", text, re.MULTILINE))

    def test_queries_on_spark(self):
        with Spark(cores=1, memory="1g") as spark:
            airflow = self.worker("on-spark", spark.environment)
            code, states, said = self.dag_test(airflow, "spark")
            self.assertEqual(code, 0, said[-4000:])
            self.assertEqual(states, {task: ["success"] for task in ("pupils", "by_grade", "top", "render_report")})
            page = (self.project / "reports" / "spark.html").read_text()
            self.assertRegex(page, r"Most have [ABC]: 1\d\d, counted on Spark 4")
            self.assertFalse(leaks([self.secret, *spark.secrets], airflow.home, self.project))

    def test_the_flagship(self):
        done = self.finish_flagship()
        states = self.states(self.flagship, "academy")
        self.assertEqual(done.returncode, 0, done.stdout[-4000:])
        self.assertGreater(len(states), 45)
        self.assertEqual({state for all_ in states.values() for state in all_}, {"success"}, states)
        project = self.folder / "flagship"
        self.assertIn("<!DOCTYPE html>", (project / "reports" / "academy.html").read_text())
        self.assertFalse(leaks([self.secret], self.flagship.home, project))


def json_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    exit_on_sigterm()
    begun = time.monotonic()
    result = unittest.main(exit=False, verbosity=2).result
    bad = len(result.failures) + len(result.errors)
    print(f"airflow: {result.testsRun - bad} passed, {bad} failed, {time.monotonic() - begun:.0f} s")
    sys.exit(1 if bad else 0)
