"""PostgreSQL and MariaDB, each with an empty database `school` and a user `quire` that must give a password."""

import csv
import glob
import io
import signal

from processes import Service, ServiceError, accepts, password, program


class Database(Service):
    """`url` is its address with the password, for `connection:`; `sql(text)` gives rows of text."""

    unprivileged = True
    user_name, database = "quire", "school"
    scheme = ""

    def __init__(self):
        super().__init__()
        self.password = password()
        self.secrets = [self.password]
        self.data = self.folder / "data"
        self.url = f"{self.scheme}://{self.user_name}:{self.password}@127.0.0.1:{self.port}/{self.database}"


class PostgreSQL(Database):
    name = "postgresql"
    scheme = "postgresql"
    # "Fast": open sessions are ended instead of waited for.
    stop_signal = signal.SIGINT

    def __init__(self):
        super().__init__()
        self.environment = {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": self.user_name,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.database,
        }

    def binary(self, name):
        # Debian keeps the programs of each version apart, and off PATH.
        return program(*sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True), name)

    def prepare(self):
        self.own(self.data)
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        self.run([
            self.binary("initdb"), "-D", self.data, "--username", self.user_name, "--pwfile", secret,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ])  # fmt: skip
        secret.unlink()

    def command(self):
        return [
            self.binary("postgres"), "-D", self.data, "-p", self.port, "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
        ]  # fmt: skip

    def is_ready(self):
        try:
            self.sql("SELECT 1", database="postgres")
        except ServiceError:
            return False
        return True

    def after_start(self):
        self.sql(f"CREATE DATABASE {self.database}", database="postgres")

    def sql(self, text, database=None):
        """Run statements as the user; rows as lists of text, NULL as \\N."""
        psql = [self.binary("psql"), "-X", "-q", "--csv", "-t", "-P", "null=\\N", "-v", "ON_ERROR_STOP=1"]
        variables = self.environment | ({"PGDATABASE": database} if database else {})
        return list(csv.reader(io.StringIO(self.run(psql, variables, text))))


class MariaDB(Database):
    name = "mariadb"
    scheme = "mysql"

    def __init__(self):
        super().__init__()
        self.environment = {
            "MYSQL_HOST": "127.0.0.1",
            "MYSQL_TCP_PORT": str(self.port),
            "MYSQL_USER": self.user_name,
            "MYSQL_PWD": self.password,
            "MYSQL_DATABASE": self.database,
        }
        self.first = self.folder / "first.sql"

    def prepare(self):
        self.own(self.data)
        self.own(self.folder / "tmp")
        # Its script looks for programs in /usr/sbin, which is not on every PATH.
        self.run([
            program("mariadb-install-db", "mysql_install_db"), "--no-defaults", f"--datadir={self.data}",
            "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
        ], {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})  # fmt: skip
        account = f"'{self.user_name}'@'127.0.0.1'"
        self.first.write_text(
            f"ALTER USER root@localhost IDENTIFIED BY '{password()}';\n"
            f"CREATE DATABASE IF NOT EXISTS {self.database} CHARACTER SET utf8mb4;\n"
            f"CREATE USER IF NOT EXISTS {account} IDENTIFIED BY '{self.password}';\n"
            f"GRANT ALL ON *.* TO {account} WITH GRANT OPTION;\n"
        )
        self.first.chmod(0o644)

    def command(self):
        first = [f"--init-file={self.first}"] if self.first.exists() else []
        return [
            program("mariadbd", "/usr/sbin/mariadbd"), "--no-defaults", f"--datadir={self.data}",
            f"--port={self.port}", "--bind-address=127.0.0.1", "--skip-name-resolve",
            f"--socket={self.data}/socket", f"--pid-file={self.data}/pid", f"--tmpdir={self.folder / 'tmp'}", *first,
        ]  # fmt: skip

    def is_ready(self):
        if not accepts(self.port):
            return False
        try:
            self.sql("SELECT 1")
        except ServiceError:
            return False
        return True

    def after_start(self):
        self.first.unlink()

    def sql(self, text):
        """Run statements as the user; rows as lists of text, NULL as the word."""
        mariadb = [program("mariadb", "mysql"), "--no-defaults", "--batch", "--skip-column-names", "--protocol=tcp",
                   "--host=127.0.0.1", f"--port={self.port}", f"--user={self.user_name}", self.database]  # fmt: skip
        answer = self.run(mariadb, {"MYSQL_PWD": self.password}, text)
        return [line.split("\t") for line in answer.splitlines()]
