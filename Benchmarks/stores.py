"""Tables to servers and from them, against the tools that come with those; `Benchmarks/run stores` calls this."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The servers are those of the tests.
sys.path.insert(0, str(ROOT / "Tests" / "Services"))
import project  # noqa: E402
from services import DEPS, PostgreSQL, Rclone, ServiceError  # noqa: E402, F401

OBJECT_ROWS, DATABASE_ROWS = 10_000_000, 1_000_000
RCLONE = DEPS / "services-venv" / "bin" / "rclone"
HTTPFS = DEPS / "duckdb" / "v1.5.5" / "linux_amd64" / "httpfs.duckdb_extension"
SUM = "SELECT region, sum(amount) AS total, count(DISTINCT note) AS notes FROM {place} GROUP BY region ORDER BY region"
STORE = """```{{sql study}}
SELECT range AS id, range % 97 AS region, hash(range) / 1e9 AS amount,
       DATE '2024-01-01' + CAST(range % 365 AS INTEGER) AS day, 'note ' || (range % 1000) AS note
FROM range({rows})
```

```{{store kept}}
data: study
to: {place}
{options}
```
"""
DATABASE = "connection: SCHOOL_DB\ntable: study\nmode: replace"
LOAD = "```{load study}\nfrom: postgresql\nconnection: SCHOOL_DB\ntable: study\n```\n"
COLUMNS = "id bigint, region bigint, amount double precision, day date, note text"


class Measured:
    """A folder of templates; each run starts with nothing kept."""

    def __init__(self, quire):
        project.QUIRE = quire
        self.project = project.Project()
        self.folder = self.project.folder

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.project.__exit__()

    def render(self, name, environment):
        shutil.rmtree(self.folder / ".quire", ignore_errors=True)
        return seconds_of(lambda: self.project.render(name, environment=environment))


def seconds_of(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def run(*command, text=None, environment=None):
    done = subprocess.run(
        list(map(str, command)), input=text, capture_output=True, text=True, env={**os.environ, **(environment or {})}
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def row(name, runs, ours, theirs, target=""):
    """Medians of both sides, taken in turns after one of each that does not count."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    mine, their = (statistics.median(side) for side in zip(*pairs))
    return name, f"{mine:.2f} s", f"{their:.2f} s", f"{mine / their:.2f}", target


def bucket(quire, duckdb, runs):
    with Rclone() as server, Measured(quire) as here:
        server.aws.make_bucket("lake")
        here.project.write("folder.md", STORE.format(rows=OBJECT_ROWS, place="lake/study", options="format: parquet"))
        here.project.write("bucket.md", STORE.format(rows=OBJECT_ROWS, place="s3://lake/study", options="format: parquet"))
        configuration = here.folder / "rclone.conf"
        configuration.touch(0o600)
        configuration.write_text(
            f"[lake]\ntype = s3\nprovider = Other\nendpoint = {server.endpoint}\n"
            f"access_key_id = {server.key}\nsecret_access_key = {server.secret}\n"
        )

        def folder_and_copy():
            shutil.rmtree(here.folder / "lake", ignore_errors=True)
            rclone = (RCLONE, "--config", configuration)
            run(*rclone, "delete", "lake:lake/copy")
            taken = here.render("folder", {})
            return taken + seconds_of(lambda: run(*rclone, "copy", here.folder / "lake" / "study", "lake:lake/copy"))

        yield row(
            f"to a bucket, {OBJECT_ROWS // 10**6} million rows", runs,
            lambda: here.render("bucket", server.environment), folder_and_copy, "≤ 1.1",
        )  # fmt: skip
        here.project.write("sum.md", "```{sql total}\n" + SUM.format(place="'s3://lake/study/*.parquet'") + "\n```\n")
        secret = (
            f"LOAD '{HTTPFS}'; CREATE SECRET (TYPE s3, KEY_ID '{server.key}', SECRET '{server.secret}', "
            f"ENDPOINT '127.0.0.1:{server.port}', USE_SSL false, URL_STYLE 'path'); "
        )
        query = secret + SUM.format(place="'s3://lake/study/*.parquet'")
        yield row(
            "from a bucket, two sums", runs,
            lambda: here.render("sum", server.environment),
            lambda: seconds_of(lambda: run(duckdb, "-batch", "-no-init", "-bail", text=query)), "≤ 1.5",
        )  # fmt: skip


def database(quire, runs):
    with PostgreSQL() as server, Measured(quire) as here:
        environment = {"SCHOOL_DB": server.url}
        here.project.write("make.md", STORE.format(rows=DATABASE_ROWS, place="made", options="format: csv"))
        here.project.render("make")
        (made,) = (here.folder / "made").glob("*.csv")
        here.project.write("store.md", STORE.format(rows=DATABASE_ROWS, place="postgresql", options=DATABASE))
        here.project.write("load.md", LOAD)

        def psql(text):
            run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", text=text, environment=server.environment)

        copy_in = f"DROP TABLE IF EXISTS copied; CREATE TABLE copied ({COLUMNS});\n\\copy copied from '{made}' csv header\n"
        yield row(
            f"to PostgreSQL, {DATABASE_ROWS // 10**6} million rows", runs,
            lambda: here.render("store", environment), lambda: seconds_of(lambda: psql(copy_in)),
        )  # fmt: skip
        copy_out = f"\\copy study to '{here.folder}/out.csv' csv header\n"
        yield row(
            "from PostgreSQL, the same", runs,
            lambda: here.render("load", environment), lambda: seconds_of(lambda: psql(copy_out)),
        )  # fmt: skip


def measured(quire, duckdb, runs):
    """What `Table.row` takes: the name, ours, the peer's, their ratio, the target."""
    yield from bucket(quire, duckdb, runs)
    yield from database(quire, runs)
