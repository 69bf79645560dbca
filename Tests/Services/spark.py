"""Spark Connect with a token, and an environment of Airflow's."""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.request

from processes import DEPS, Service, ServiceError, die_with_parent, free_ports, password, program

SPARK_HOME = DEPS / "spark"
DRIVER = DEPS / "lib" / "libadbc_driver_spark.so"
# Runs one statement through the ADBC driver and prints how many columns came back.
ONE_STATEMENT = """
import os, sys
from adbc_driver_manager import AdbcConnection, AdbcDatabase, AdbcStatement
options = {"driver": sys.argv[1], "uri": sys.argv[2], "adbc.spark.token": os.environ["TOKEN"]}
with AdbcDatabase(**options) as database, AdbcConnection(database) as connection, AdbcStatement(connection) as statement:
    statement.set_sql_query(sys.argv[3])
    stream, rows = statement.execute_query()
    print(stream is not None)
"""


class Spark(Service):
    """A Spark Connect server of `cores` threads. It keeps no data but its warehouse folder.

    `s3a`: folders by bucket. hadoop-aws is no part of PySpark; as a stand-in for it, Hadoop's own file system of
    mounts has the scheme `s3a` here, and each bucket is a folder (Rclone's, say, which serves the same as S3).
    """

    name = "spark"
    seconds = 120

    def __init__(self, cores=2, memory="3g", s3a=None):
        super().__init__()
        self.cores, self.memory, self.s3a = cores, memory, s3a or {}
        self.pages = free_ports(1)[0]
        self.token = password(32)
        self.secrets = [self.token]
        self.uri = f"sc://127.0.0.1:{self.port}"
        self.environment = {"SPARK_REMOTE": self.uri, "SPARK_CONNECT_AUTHENTICATE_TOKEN": self.token}

    def command(self):
        settings = {
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": self.port,
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "true",
            "spark.ui.port": self.pages,
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.warehouse.dir": self.folder / "warehouse",
            "spark.local.dir": self.folder / "local",
            "spark.sql.shuffle.partitions": 4,
        }
        mounts = "org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme"
        if self.s3a:
            settings["spark.hadoop.fs.s3a.impl"] = mounts
            settings["spark.hadoop.fs.viewfs.overload.scheme.target.file.impl"] = "org.apache.hadoop.fs.LocalFileSystem"
        for bucket, folder in self.s3a.items():
            settings[f"spark.hadoop.fs.viewfs.mounttable.{bucket}.linkFallback"] = f"file://{folder}"
        return [
            program(SPARK_HOME / "bin" / "spark-submit"),
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--name", "quire",
            "--master", f"local[{self.cores}]", "--driver-memory", self.memory,
            *(word for name, value in settings.items() for word in ("--conf", f"{name}={value}")),
            "spark-internal",
        ]  # fmt: skip

    def variables(self):
        return {
            "SPARK_HOME": str(SPARK_HOME),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONNECT_AUTHENTICATE_TOKEN": self.token,
        }

    def running_jobs(self):
        """The ids of the jobs that run now, as Spark's own pages tell."""
        address = f"http://127.0.0.1:{self.pages}/api/v1/applications"

        def ask(path):
            with urllib.request.urlopen(address + path, timeout=20) as answer:
                return json.load(answer)

        application = ask("")[0]["id"]
        return [job["jobId"] for job in ask(f"/{application}/jobs?status=running")]

    def run_statement(self, text, token=None):
        """Run one statement through the ADBC driver; ServiceError with what Spark said where it fails."""
        python = program(DEPS / "services-venv" / "bin" / "python")
        return self.run([python, "-c", ONE_STATEMENT, DRIVER, self.uri, text], {"TOKEN": token or self.token})


class Airflow:
    """Airflow with a home of its own and an empty `dags` folder; `run("dags", "test", …)` runs its commands.

    `like`: another one, whose DAGs it has too, and whose empty database is copied instead of made.
    """

    def __init__(self, folder, variables=None, like=None):
        self.home = folder / "airflow"
        self.dags = like.dags if like else self.home / "dags"
        self.variables = variables or {}
        self.like = like

    def __enter__(self):
        self.home.mkdir(parents=True)
        if self.like:
            shutil.copy(self.like.home / "airflow.db", self.home)
            return self
        self.dags.mkdir()
        done = self.run("db", "migrate")
        if done.returncode != 0:
            raise ServiceError(f"airflow db migrate ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return self

    def __exit__(self, *_):
        pass

    def run(self, *arguments, seconds=600):
        """Run an `airflow` command to its end; gives its exit code, and what it said."""
        return self.start(*arguments)(seconds)

    def start(self, *arguments):
        """Start an `airflow` command, which goes with the test program; gives a function that waits for its end."""
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": str(self.dags),
            "PATH": f"{DEPS / 'airflow-venv' / 'bin'}:{os.environ['PATH']}",
            **self.variables,
        }
        command = [program(DEPS / "airflow-venv" / "bin" / "airflow"), *arguments]
        # A pipe that nobody reads until the end would stop it.
        said = tempfile.TemporaryFile()
        process = subprocess.Popen(
            command, cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            preexec_fn=die_with_parent,
        )  # fmt: skip

        def finish(seconds=600):
            with said:
                code = process.wait(seconds)
                said.seek(0)
                return subprocess.CompletedProcess(command, code, said.read().decode(errors="replace"))

        return finish
