"""Reports that read from S3, write to it and share their results on it, against rclone and SeaweedFS.

Run as a program: python3 Tests/Services/test_s3.py [-k words]
"""

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

from gate import Gate
from processes import die_with_parent
from services import AWSError, QUIRE, Rclone, SeaweedFS, exit_on_sigterm, leaks


class Project:
    """A folder with a template, rendered with a server's environment."""

    def __init__(self, environment):
        self.folder = Path(tempfile.mkdtemp(prefix="quire-s3-"))
        self.environment = environment
        self.said = ""

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, text, name="report.md"):
        (self.folder / name).write_text(text)

    def command(self, *arguments):
        return [str(QUIRE), *map(str, arguments)]

    def variables(self, **more):
        plain = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return plain | {"HOME": str(self.folder), "AWS_EC2_METADATA_DISABLED": "true"} | self.environment | more

    def run(self, *arguments, code=0, **more):
        """Run quire; its standard error. Fails when the exit code is another."""
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.variables(**more), capture_output=True, text=True,
            timeout=300,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        if done.returncode != code:
            raise AssertionError(f"exit code {done.returncode}, not {code}:\n{done.stdout}\n{done.stderr}")
        return done.stderr

    def render(self, *arguments, code=0, **more):
        return self.run("render", "report.md", "--format", "json", "--explain", *arguments, code=code, **more)

    def table(self, name):
        """A table of the report: a list of rows."""
        tables = json.loads((self.folder / "reports" / "report.json").read_text())["tables"]
        if isinstance(tables, dict):
            return tables[name]["rows"] if isinstance(tables[name], dict) else tables[name]
        return next(each["rows"] for each in tables if each["name"] == name)


LOAD = """# Study

```{load study}
path: s3://lake/study/dt=*/*.csv
```

```{sql total}
SELECT count(*) AS rows, sum(minutes)::BIGINT AS minutes, count(DISTINCT dt) AS days FROM study
```
"""


class S3Test(unittest.TestCase):
    kind = None

    @classmethod
    def setUpClass(cls):
        if cls.kind is None:
            raise unittest.SkipTest("the frame of the others")
        cls.s3 = cls.enterClassContext(cls.kind())
        cls.s3.aws.make_bucket("lake")

    def setUp(self):
        self.project = Project(self.s3.environment)
        self.addCleanup(self.project.close)
        # A test before this one may have killed it.
        if not self.s3.runs:
            self.s3.start()
        for key in self.s3.aws.list("lake"):
            self.s3.aws.delete("lake", key)

    def tearDown(self):
        self.assertEqual(leaks(self.s3.secrets, self.project.folder, text=self.project.said), [])

    def put_study(self):
        self.s3.aws.put("lake", "study/dt=2024-01-01/a.csv", b"user,minutes\n1,10\n2,20\n")
        self.s3.aws.put("lake", "study/dt=2024-01-02/학 b.csv", b"user,minutes\n3,30\n")
        self.s3.aws.put("lake", "study/dt=2024-01-02/b.txt", b"nothing")

    def test_load_reads_a_hive_folder_and_runs_again_only_when_an_etag_changes(self):
        self.put_study()
        self.project.write(LOAD)
        self.project.render()
        self.assertEqual(self.project.table("total"), [[3, 60, 2]])
        self.assertIn("kept     study", self.project.render())
        self.s3.aws.put("lake", "study/dt=2024-01-01/a.csv", b"user,minutes\n1,10\n2,25\n")
        self.assertRegex(self.project.render(), r"ran +study +.*a\.csv")
        self.assertEqual(self.project.table("total"), [[3, 65, 2]])
        self.s3.aws.put("lake", "study/dt=2024-01-03/c.csv", b"user,minutes\n1,5\n")
        self.project.render()
        self.assertEqual(self.project.table("total"), [[4, 70, 3]])

    def test_check_binds_the_columns_of_what_lies_there(self):
        self.put_study()
        self.project.write(LOAD.replace("sum(minutes)", "sum(minuets)"))
        said = self.project.run("check", "report.md", code=1)
        self.assertIn("minuets", said)
        self.assertIn("did you mean 'minutes'?", said)
        self.project.write(LOAD)
        self.project.run("check", "report.md")

    def test_a_query_reads_objects_by_itself(self):
        self.put_study()
        self.project.write(
            "```{sql a}\nSELECT count(*) AS n FROM 's3://lake/study/dt=2024-01-01/*.csv'\n```\n\n"
            "```{sql b}\nSELECT sum(minutes)::BIGINT AS m FROM read_csv('s3://lake/study/**/*.csv', header = true)\n```\n"
        )
        self.project.render()
        self.assertEqual(self.project.table("a"), [[2]])
        self.assertEqual(self.project.table("b"), [[60]])
        self.assertRegex(self.project.render(), r"kept +a\b")
        self.s3.aws.put("lake", "study/dt=2024-01-01/z.csv", b"user,minutes\n9,1\n")
        self.project.render()
        self.assertEqual(self.project.table("a"), [[3]])

    def test_a_query_reads_a_folder_by_its_manifest(self):
        self.put_study()
        rows = "```{sql rows}\nSELECT range AS n, range % 3 AS part FROM range(9)\n```\n\n"
        store = "```{store set}\ndata: rows\nto: s3://lake/set\npartition_by: part\n```\n\n"
        query = "```{sql a}\nSELECT part, sum(n)::BIGINT AS n FROM 's3://lake/set' GROUP BY part ORDER BY part\n```\n\n"
        plain = "```{sql b}\nSELECT sum(minutes)::BIGINT AS m FROM 's3://lake/study/dt=2024-01-01'\n```\n"
        self.project.write(rows + store + query + plain)
        self.project.run("check", "report.md")
        self.project.render()
        self.assertEqual(self.project.table("a"), [[0, 9], [1, 12], [2, 15]])
        self.assertEqual(self.project.table("b"), [[30]])
        # An object that the manifest does not name changes nothing; other rows do.
        self.s3.aws.put("lake", "set/part=1/stray.parquet", b"no table")
        self.assertIn("nothing changed", self.project.render())
        self.project.write((rows + query).replace("'s3://lake/set'", "'s3://lake/set' AS s"))
        self.project.render()
        self.assertEqual(self.project.table("a"), [[0, 9], [1, 12], [2, 15]])
        self.project.write("```{sql a}\nSELECT * FROM 's3://lake/study'\n```\n")
        said = self.project.render(code=1)
        self.assertIn("the objects of 's3://lake/study' are not all Parquet, CSV or JSON lines", said)

    def test_parse_reads_packed_logs(self):
        line = '10.0.0.{n} - - [01/Jan/2024:00:00:0{n} +0000] "GET /{n} HTTP/1.1" 200 {n}00 "-" "x"\n'
        for n in range(1, 6):
            self.s3.aws.put("lake", f"logs/{n}.log.gz", gzip.compress(line.format(n=n).encode()))
        self.s3.aws.put("lake", "logs/6.log", line.format(n=6).encode() + b"nonsense\n")
        self.project.write(
            "```{parse requests}\npath: s3://lake/logs/\nformat: combined\n```\n\n"
            "```{sql total}\nSELECT count(*) AS n, (SELECT count(*) FROM requests.rejects) AS bad FROM requests\n```\n"
        )
        self.project.render()
        self.assertEqual(self.project.table("total"), [[6, 1]])
        self.assertEqual(list((self.project.folder / ".quire/store/temporary").iterdir()), [])

    def test_parse_looks_at_the_first_object_for_its_format(self):
        lines = "".join(
            f'10.0.0.1 - - [01/Jan/2024:00:00:01 +0000] "GET /{n} HTTP/1.1" 200 {n} "-" "{n * 7919}"\n' for n in range(30_000)
        )
        self.s3.aws.put("lake", "logs/1.log.gz", gzip.compress(lines.encode()))
        self.s3.aws.put("lake", "logs/2.log", lines.encode())
        self.project.write(
            "```{parse requests}\npath: s3://lake/logs/*.gz\nformat: auto\n```\n\n"
            "```{parse plain}\npath: s3://lake/logs/*.log\nformat: auto\n```\n\n"
            "```{sql total}\nSELECT count(*) AS n, (SELECT count(*) FROM plain WHERE status = 200) AS m FROM requests\n```\n"
        )
        self.assertIn("combined", self.project.render())
        self.assertEqual(self.project.table("total"), [[30_000, 30_000]])
        self.project.write("```{parse requests}\npath: s3://lake/none/*.gz\nformat: auto\n```\n")
        said = self.project.run("check", "report.md", code=1)
        self.assertIn("report.md:3:9: error: no object matches 's3://lake/none/*.gz'", said)
        self.s3.aws.put("lake", "study/a.csv", b"user,minutes\n1,10\n")
        self.project.write("```{parse study}\npath: s3://lake/study/\nformat: csv\n```\n\n```{sql n}\nSELECT user FROM study\n```\n")
        self.project.render()
        self.assertEqual(self.project.table("n"), [["1"]])

    def test_what_is_wrong_is_said_at_the_option(self):
        self.put_study()
        self.project.write(LOAD)
        cases = [
            ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "AWS_SECRET_ACCESS_KEY"),
            ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "no credentials for AWS were found"),
            ({"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}, "cannot be reached: connection refused"),
            ({"AWS_ENDPOINT_URL_S3": "lake.example"}, "no URL that begins with http"),
        ]
        for change, words in cases:
            with self.subTest(words):
                said = self.project.render(code=1, **change)
                self.assertIn("report.md:4:7: error:", said)
                self.assertIn(words, said)
                self.assertIn("report.md:4:7: error:", self.project.run("check", "report.md", code=1, **change))
        for path, words in [
            ("s3://nolake/a.csv", "nolake"),
            ("s3://nolake/*.csv", "there is no bucket 'nolake'"),
            ("s3://lake/none/*.csv", "no object matches 's3://lake/none/*.csv'"),
            ("s3://lake/none.csv", "no object 's3://lake/none.csv'"),
            ("s3:///a.csv", "names no bucket"),
        ]:
            with self.subTest(path):
                self.project.write(LOAD.replace("s3://lake/study/dt=*/*.csv", path))
                said = self.project.render(code=1)
                self.assertIn("report.md:4:7: error:", said)
                self.assertIn(words, said)

    def test_nothing_asks_the_network_unless_the_template_does(self):
        self.project.write("```{sql a}\nSELECT 1 AS n\n```\n")
        self.project.render(AWS_ENDPOINT_URL_S3="http://127.0.0.1:1")

    def test_a_team_shares_results(self):
        self.put_study()
        self.project.write(LOAD)
        self.project.render("--store", "s3://lake/team")
        shared = self.s3.aws.list("lake", "team/")
        self.assertEqual(len([key for key in shared if key.startswith("team/results/")]), 2)
        mate = Project(self.s3.environment)
        self.addCleanup(mate.close)
        mate.write(LOAD)
        said = mate.render(QUIRE_STORE="s3://lake/team")
        self.assertNotRegex(said, r"\bran +(study|total)\b")
        self.assertEqual(mate.table("total"), [[3, 60, 2]])
        # What is damaged there is not believed: it is made again.
        victim = next(key for key in shared if key.startswith("team/tables/"))
        for key in [key for key in shared if key.startswith("team/tables/")]:
            self.s3.aws.put("lake", key, b"x" * shared[key])
        third = Project(self.s3.environment)
        self.addCleanup(third.close)
        third.write(LOAD)
        self.assertRegex(third.render("--store", "s3://lake/team"), r"ran +study")
        self.assertEqual(third.table("total"), [[3, 60, 2]])
        self.assertTrue(victim)

    def test_a_shared_store_that_cannot_be_used_is_a_warning(self):
        self.project.write("```{sql a}\nSELECT 1 AS n\n```\n")
        said = self.project.render("--store", "s3://noteam/results")
        self.assertRegex(said, r"warning: the shared store is not used: .*noteam")
        self.assertEqual(said.count("warning:"), 1)
        said = self.project.render("--store", "lake/team", code=1)
        self.assertIn("'lake/team' is no place for a shared store", said)

    def test_a_step_that_runs_every_time_is_taken_as_it_last_ran_anywhere(self):
        """Of two machines the one that ran it first must not go on with its own, older result."""
        template = "```{sql drawn}\n--| cache: false\nSELECT uuid()::VARCHAR AS id\n```\n\n" \
            "```{sql copied}\nSELECT id FROM drawn\n```\n"  # fmt: skip
        machines = [self.project, Project(self.s3.environment)]
        self.addCleanup(machines[1].close)
        for machine in machines:
            machine.write(template)
            machine.run("run", "report.md", "--step", "drawn", "--store", "s3://lake/team")
        for machine in machines:
            machine.render("--reuse", "--store", "s3://lake/team")
        drawn = [machine.table("drawn") for machine in machines]
        self.assertEqual(drawn[0], drawn[1])
        self.assertEqual(drawn[0], machines[0].table("copied"))
        machines[0].render("--store", "s3://lake/team")
        self.assertNotEqual(machines[0].table("drawn"), drawn[0])

    def test_a_report_is_written_to_a_bucket(self):
        self.project.write(PAGE)
        self.project.run("render", "report.md")
        page = (self.project.folder / "reports" / "report.html").read_bytes()
        aws = self.s3.aws
        for output, key in [
            ("s3://lake/reports", "reports/report.html"), ("s3://lake", "report.html"),
            ("s3://lake/reports/", "reports/report.html"), ("s3://lake/a 가/b.html", "a 가/b.html"),
        ]:  # fmt: skip
            with self.subTest(output):
                self.project.run("render", "report.md", "-o", output)
                self.assertEqual(aws.get("lake", key), page)
                self.assertEqual(aws.type("lake", key), "text/html; charset=utf-8")
        self.assertIn("page        s3://lake/a 가/b.html", self.shown("runs", "show"))
        self.assertTrue(list((self.project.folder / ".quire" / "runs").glob("*/b.html")))

        self.project.run("render", "report.md", "-o", "s3://lake/text", "--format", "markdown")
        text = aws.get("lake", "text/report.md").decode()
        pictures = re.findall(r"\((report_files/[^)]*\.svg)\)", text)
        self.assertTrue(pictures)
        for picture in pictures:
            self.assertTrue(aws.get("lake", f"text/{picture}").startswith(b"<svg"))
            self.assertEqual(aws.type("lake", f"text/{picture}"), "image/svg+xml")

        self.project.run("build", "report.md", "-P", "n=[1, 2]", "-o", "s3://lake/site")
        self.assertEqual(
            set(aws.list("lake", "site/")), {"site/index.html", "site/report/1.html", "site/report/2.html"}
        )
        self.assertEqual(aws.type("lake", "site/index.html"), "text/html; charset=utf-8")
        self.assertFalse((self.project.folder / "s3:").exists())
        self.assertEqual(list((self.project.folder / ".quire").glob("upload*")), [])

    def test_a_report_that_cannot_be_written_to_a_bucket_leaves_what_was_there(self):
        self.project.write(PAGE)
        self.project.run("render", "report.md", "-o", "s3://lake/reports")
        before = self.s3.aws.get("lake", "reports/report.html")
        cases = [
            ("s3://nolake/reports", {}, "there is no bucket 'nolake'"),
            ("s3:///reports", {}, "'s3:///reports' names no bucket"),
            ("s3://lake/reports", {"AWS_SECRET_ACCESS_KEY": "wrong"}, "error:"),
            ("s3://lake/reports", {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}, "cannot be reached"),
        ]
        for output, change, words in cases:
            with self.subTest(words):
                said = self.project.render("-o", output, "-P", "n=7", code=1, **change)
                self.assertIn(words, said)
                self.assertNotIn("ran ", said)
                self.assertEqual(self.s3.aws.get("lake", "reports/report.html"), before)
        self.assertIn("--output must be a folder", self.project.run("serve", "-o", "s3://lake/reports", code=64))

    def test_a_preview_takes_shared_results_and_sends_none(self):
        drawn = "```{sql drawn}\nSELECT uuid()::VARCHAR AS id\n```\n\nDrawn: {{ drawn[0].id }}.\n"
        self.project.write(drawn)
        self.project.render("--store", "s3://lake/team")
        [[name]] = self.project.table("drawn")
        before = self.s3.aws.list("lake")
        mate = Project(self.s3.environment)
        self.addCleanup(mate.close)
        mate.write(drawn + "\n```{sql own}\nSELECT 2 AS n\n```\n\nOwn: {{ own[0].n }}.\n")
        with subprocess.Popen(
            mate.command("serve", "--watch", "--no-token", "--port", "0", "--store", "s3://lake/team"), cwd=mate.folder,
            env=mate.variables(), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        ) as server:  # fmt: skip
            self.addCleanup(server.kill)
            address = server.stdout.readline().strip().rstrip("/") + "/preview/report.md"
            deadline, page = time.monotonic() + 120, ""
            while "Own: 2." not in page and time.monotonic() < deadline:
                with urllib.request.urlopen(address, timeout=60) as answer:
                    page = answer.read().decode()
            self.assertIn("Own: 2.", page)
            self.assertIn(f"Drawn: {name}.", page)
            server.terminate()
            server.wait(60)
        self.assertEqual(self.s3.aws.list("lake"), before)

    def shown(self, *arguments):
        """What quire prints to standard output."""
        done = subprocess.run(
            self.project.command(*arguments), cwd=self.project.folder, env=self.project.variables(), text=True,
            capture_output=True, check=True,
        )  # fmt: skip
        self.project.said += done.stdout
        return done.stdout


PAGE = """---
params: {n: 1}
---

# Study

```{sql study}
SELECT {{ params.n }} AS n, 2 AS m
```

```{chart drawn}
data: study
mark: bar
encoding: {x: "n:O", y: "m:Q"}
```
"""
STORE = """```{sql study}
SELECT range AS user, (range % 7)::INTEGER AS minutes, DATE '2024-01-01' + (range % 3)::INTEGER AS dt
FROM range(30) WHERE range >= {{ params.from }}
```

```{store kept}
data: study
to: s3://lake/study
partition_by: [dt]
MODE
```

```{load back}
path: s3://lake/study
depends: kept
```

```{sql total}
SELECT count(*) AS n, sum(minutes)::BIGINT AS minutes, count(DISTINCT dt) AS days FROM back
```
"""


def store(mode=""):
    return "---\nparams:\n  from: {type: integer, default: 0}\n---\n" + STORE.replace("MODE\n", mode and mode + "\n")


class StoreTest(S3Test):
    """What is written to S3: whole sets, nothing left behind."""

    # Those of the frame are run by the other classes.
    for name in [name for name in dir(S3Test) if name.startswith("test_")]:
        locals()[name] = None
    del name

    def objects(self, prefix="study/"):
        """The objects below a prefix but the claims of those who are writing, or were killed while they did."""
        found = self.s3.aws.list("lake", prefix)
        return {key: size for key, size in found.items() if "/_writing/" not in key}

    def manifest(self):
        return json.loads(self.s3.aws.get("lake", "study/_manifest.json"))

    def whole(self, files):
        """The objects are those of the manifest, and each has its size."""
        manifest = self.manifest()
        expected = {f"study/{file['path']}": file["bytes"] for file in manifest["files"]}
        found = self.s3.aws.list("lake", "study/")
        found.pop("study/_manifest.json")
        self.assertEqual(found, expected)
        self.assertEqual(len(expected), files)

    def test_a_partitioned_set_is_written_replaced_and_kept(self):
        self.project.write(store())
        self.project.render()
        self.whole(3)
        self.assertEqual(self.project.table("total"), [[30, 85, 3]])
        account = self.project.table("kept")
        self.assertRegex(account[0][0], r"^s3://lake/study/dt=2024-01-01/part-0-[0-9a-f]{12}\.parquet$")
        self.assertRegex(self.project.render(), r"kept +kept\b")
        before = self.objects()
        self.project.render("-P", "from=15")
        self.whole(3)
        self.assertEqual(self.project.table("total"), [[15, 43, 3]])
        self.assertFalse(set(before) & set(self.objects()) - {"study/_manifest.json"})
        # What somebody removes is written again.
        victim = next(key for key in self.objects() if key.endswith(".parquet"))
        self.s3.aws.delete("lake", victim)
        self.assertRegex(self.project.render("-P", "from=15"), r"ran +kept\b.*no longer there as it was")
        self.whole(3)

    def test_append_adds_to_a_set_once(self):
        self.project.write(store("mode: append"))
        self.project.render()
        self.project.render("-P", "from=29")
        self.assertEqual(self.project.table("total"), [[31, 86, 3]])
        self.whole(4)
        self.project.render("-P", "from=29", "--refresh", "kept")
        self.whole(4)
        # The same rows in another order are other bytes, and known all the same.
        before = self.objects()
        self.project.write(store("mode: append").replace("from }}\n", "from }} ORDER BY 1 DESC\n"))
        self.project.render("--refresh", "all")
        self.assertEqual(self.project.table("total"), [[31, 86, 3]])
        self.assertEqual(self.objects(), before)

    def test_other_formats_and_single_objects(self):
        self.project.write(
            "```{sql study}\nSELECT 'a,b' AS line UNION ALL SELECT 'c' ORDER BY 1\n```\n"
            + "".join(
                f"```{{store kept_{name}}}\ndata: study\nto: s3://lake/out/study.{name}\n```\n"
                for name in ["csv", "jsonl", "txt"]
            )
        )
        self.project.render()
        self.assertEqual(self.s3.aws.get("lake", "out/study.csv"), b'line\n"a,b"\nc\n')
        self.assertEqual(self.s3.aws.get("lake", "out/study.jsonl"), b'{"line":"a,b"}\n{"line":"c"}\n')
        self.assertEqual(self.s3.aws.get("lake", "out/study.txt"), b"a,b\nc\n")
        self.assertRegex(self.project.render(), r"kept +kept_csv")
        self.s3.aws.put("lake", "out/study.csv", b"mine")
        self.assertIn("this project did not write it", self.project.render(code=1))
        self.assertEqual(self.s3.aws.get("lake", "out/study.csv"), b"mine")

    def test_what_others_wrote_stays(self):
        self.s3.aws.put("lake", "study/mine.parquet", b"x")
        self.project.write(store())
        self.assertIn("this project did not write it", self.project.render(code=1))
        self.assertEqual(self.objects(), {"study/mine.parquet": 1})
        self.s3.aws.put("lake", "study/notes.docx", b"x")
        self.project.write(store("mode: replace"))
        self.assertIn("holds 'notes.docx', which is no table", self.project.render(code=1))
        self.s3.aws.delete("lake", "study/notes.docx")
        self.project.render()
        self.whole(3)
        self.project.write(store("mode: create"))
        self.assertIn("'mode: create' replaces nothing", self.project.render("-P", "from=3", code=1))

    def test_what_is_wrong_is_said_at_the_option(self):
        self.project.write(store())
        for change, words in [
            ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "AWS_SECRET_ACCESS_KEY"),
            ({"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}, "cannot be reached: connection refused"),
        ]:
            said = self.project.render(code=1, **change)
            self.assertIn("report.md:12:5: error:", said)
            self.assertIn(words, said)
        self.project.write(store().replace("s3://lake/study", "s3://nolake/study"))
        self.assertIn("there is no bucket 'nolake'", self.project.render(code=1))
        self.assertEqual(self.objects(""), {})

    def test_generate_writes_there(self):
        self.project.run("generate", "academy", "--students", "200", "--table", "students", "-q", "-o", "s3://lake/raw/s.csv")
        self.assertGreater(self.objects("raw/")["raw/s.csv"], 10_000)
        arguments = ["generate", "academy", "--students", "200", "--table", "logins", "--partition", "dt", "-q"]
        self.project.run(*arguments, "-o", "s3://lake/raw")
        first = self.objects("raw/logins/")
        self.assertIn("raw/logins/_manifest.json", first)
        self.project.run(*arguments, "--seed", "7", "-o", "s3://lake/raw")
        second = self.objects("raw/logins/")
        self.assertFalse(set(first) & set(second) - {"raw/logins/_manifest.json"})
        self.project.write("```{sql n}\nSELECT count(*) > 1000 AS many FROM logins\n```\n```{load logins}\npath: s3://lake/raw/logins\nformat: csv\n```\n")
        self.project.render()
        self.assertEqual(self.project.table("n"), [[True]])
        said = self.project.run("generate", "academy", "--table", "students", "-q", "-o", "s3://nolake/s.csv", code=1)
        self.assertIn("there is no bucket 'nolake'", said)
        self.assertEqual([each.name for each in (self.project.folder / ".quire").iterdir() if "upload" in each.name], [])

    # Faults.

    BIG = """```{sql big}
SELECT range AS id, hash(range) AS a, hash(range + 1) AS b, hash(range * 3) AS c FROM range(2500000)
```

```{store kept}
data: big
to: s3://lake/study
```
"""

    def start(self, *arguments, **more):
        """Start a render without waiting for its end."""
        process = subprocess.Popen(
            self.project.command("render", "report.md", *arguments), cwd=self.project.folder,
            env=self.project.variables(**more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.addCleanup(process.kill)
        return process

    def gate(self, **mark):
        """A gate before the server, and the variable by which quire goes through it."""
        gate = self.enterContext(Gate(self.s3.endpoint, **mark))
        return gate, {"AWS_ENDPOINT_URL_S3": gate.endpoint}

    def begin(self, **more):
        """Start a render and hold its upload when about half of it is on its way: the process and the gate."""
        self.project.write(self.BIG)
        gate, address = self.gate(after_sent=30_000_000)
        process = self.start(**address, **more)
        gate.wait(process)
        self.assertTrue(self.uploading())
        return process, gate

    def uploading(self):
        """The keys of uploads in parts that are on their way; rclone answers 404 when there are none."""
        try:
            return self.s3.aws.uploads("lake")
        except (AWSError, OSError):
            return []

    def ended(self, process):
        said = process.communicate(timeout=120)[0]
        self.project.said += said
        return process.returncode, said

    def finishes(self):
        """A second run writes the whole set and leaves nothing else."""
        self.project.run("render", "report.md")
        self.whole(1)
        self.assertEqual(self.uploading(), [])
        self.assertEqual(list((self.project.folder / ".quire/store/temporary").iterdir()), [])

    def test_the_server_is_killed_during_an_upload(self):
        process, gate = self.begin(AWS_MAX_ATTEMPTS="2")
        self.s3.kill()
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 1, said)
        self.assertRegex(said, r"report\.md:7:5: error: .*(cannot be reached|closed the connection)")
        self.s3.start()
        self.assertNotIn("study/_manifest.json", self.objects())
        self.finishes()

    def test_a_server_that_comes_back_is_waited_for(self):
        process, gate = self.begin(AWS_MAX_ATTEMPTS="9")
        self.s3.kill()
        gate.open()
        time.sleep(0.5)
        self.s3.start()
        code, said = self.ended(process)
        if code == 0:
            self.whole(1)
        self.finishes()

    def test_quire_is_interrupted_during_an_upload(self):
        process, gate = self.begin()
        process.send_signal(signal.SIGINT)
        # It has the signal before anything of the upload can go on.
        time.sleep(1)
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 130, said)
        self.assertEqual(self.objects(), {})
        self.assertEqual(self.uploading(), [])
        self.finishes()

    def test_quire_is_killed_during_an_upload(self):
        process, _ = self.begin()
        process.kill()
        process.communicate()
        self.assertEqual(self.objects(), {})
        self.finishes()

    # Two writers at once.

    PARTS = """```{sql parts}
SELECT range AS id, hash(range) AS a, hash(range * {{ params.from }}) AS b, (range % 12)::INTEGER AS dt FROM range(300000)
```

```{store kept}
data: parts
to: s3://lake/study
partition_by: [dt]
MODE
```

```{load back}
path: s3://lake/study
depends: kept
```

```{sql total}
SELECT count(*) AS n, bool_or(b = hash(id * 3)) AS first, bool_or(b = hash(id * 5)) AS second FROM back WHERE id > 1
```
"""

    def parts(self, mode=""):
        return "---\nparams:\n  from: {type: integer, default: 3}\n---\n" + self.PARTS.replace("MODE", mode)

    def mate(self, text):
        """Another project that writes to the same place."""
        mate = Project(self.s3.environment)
        self.addCleanup(mate.close)
        mate.write(text)
        return mate

    def held(self, mode=""):
        """A render that has uploaded some of its set and published nothing: the process and the gate."""
        self.project.write(self.parts(mode))
        gate, address = self.gate(after_sent=2_500_000)
        process = self.start("--format", "json", **address)
        gate.wait(process)
        self.assertTrue(any(key.endswith(".parquet") for key in self.objects()))
        return process, gate

    def test_two_writers_at_once_leave_one_whole_set(self):
        process, gate = self.held()
        mate = self.mate(self.parts())
        mate.render("-P", "from=5")
        self.assertEqual(mate.table("total"), [[299998, False, True]])
        self.assertEqual(len(self.manifest()["files"]), 12)
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 0, said)
        self.assertEqual(self.project.table("total"), [[299998, True, False]])
        self.whole(12)

    def test_two_who_add_at_once_have_both_added(self):
        process, gate = self.held("mode: append")
        self.mate(self.parts("mode: append")).render("-P", "from=5")
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 0, said)
        self.assertEqual(self.project.table("total"), [[599996, True, True]])
        self.whole(24)

    def test_a_writer_lets_the_uploads_of_others_be(self):
        process, gate = self.begin()
        mate = self.mate(self.BIG.replace("hash(range)", "hash(range + 7)").replace("2500000", "1000"))
        mate.run("render", "report.md")
        self.assertEqual(len(self.manifest()["files"]), 1)
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 0, said)
        self.whole(1)
        self.assertGreater(sum(self.objects().values()), 30_000_000)
        self.assertEqual(self.uploading(), [])

    def test_the_disk_of_the_spool_is_full(self):
        disk = self.project.folder / "disk"
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", disk]).returncode:
            self.skipTest("needs the right to mount")
        self.addCleanup(subprocess.run, ["umount", disk])
        self.project.write(self.BIG)
        said = self.project.run("render", "report.md", "--state", disk / "state", code=1)
        self.assertIn("no space left on device", said)
        self.assertEqual(self.objects(), {})
        self.assertEqual(self.uploading(), [])

    def test_the_server_is_killed_during_a_read(self):
        self.project.write(self.BIG)
        self.project.run("render", "report.md")
        self.project.write("```{sql n}\nSELECT count(DISTINCT (a, b, c)) AS n FROM 's3://lake/study/*.parquet'\n```\n")
        gate, address = self.gate(after_received=20_000_000)
        process = self.start("--format", "json", AWS_MAX_ATTEMPTS="2", **address)
        gate.wait(process)
        self.s3.kill()
        gate.open()
        code, said = self.ended(process)
        self.assertEqual(code, 1, said)
        self.assertRegex(said, r"report\.md:2:\d+: error: .*s3://lake/study")
        self.s3.start()
        self.project.render()
        self.assertEqual(self.project.table("n"), [[2500000]])


class RcloneTest(S3Test):
    kind = Rclone


class SeaweedFSTest(S3Test):
    kind = SeaweedFS


class RcloneStoreTest(StoreTest):
    kind = Rclone


class SeaweedFSStoreTest(StoreTest):
    kind = SeaweedFS


if __name__ == "__main__":
    exit_on_sigterm()
    unittest.main(verbosity=2)
