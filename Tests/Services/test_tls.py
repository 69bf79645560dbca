"""S3 and PostgreSQL with TLS under an authority of one's own, and S3 behind a proxy.

Run as a program: python3 Tests/Services/test_tls.py
"""

import base64
import shutil
import socket
import tempfile
import unittest
from pathlib import Path

from certificates import Authority
from project import Project
from relay import Relay
from services import PostgreSQL, Rclone, exit_on_sigterm, leaks, password

LINE = '10.0.0.1 - - [01/Jan/2024:00:00:01 +0000] "GET /{n} HTTP/1.1" 200 {n}00 "-" "x"\n'

REPORT = """```{load study}
path: s3://lake/study/*.csv
```

```{parse requests}
path: s3://lake/logs/
format: combined
```

```{sql direct}
SELECT sum(minutes)::BIGINT AS n FROM 's3://lake/study/*.csv'
```

```{store kept}
data: study
to: s3://lake/kept
```

```{load back}
path: s3://lake/kept
depends: kept
```

```{sql total}
SELECT (SELECT count(*) FROM back) AS rows, (SELECT n FROM direct) AS minutes,
       (SELECT count(*) FROM requests) AS requests
```

```{table total}
```
"""


class SecureRclone(Rclone):
    """rclone's S3 server with a certificate that a test's own authority vouches for."""

    def __init__(self, certificate, key):
        super().__init__()
        self.certificate, self.key_file = certificate, key
        self.environment["AWS_ENDPOINT_URL_S3"] = f"https://127.0.0.1:{self.port}"

    def command(self):
        return [*super().command(), "--cert", self.certificate, "--key", self.key_file]


class SecurePostgreSQL(PostgreSQL):
    """PostgreSQL that takes connections with TLS only."""

    def __init__(self, certificate, key):
        super().__init__()
        self.pair = certificate, key

    def prepare(self):
        super().prepare()
        for path, name in zip(self.pair, ["server.pem", "server.key"]):
            shutil.copy(path, self.data / name)
            (self.data / name).chmod(0o600)
            if self.user():
                shutil.chown(self.data / name, "nobody", "nogroup")
        rules = self.data / "pg_hba.conf"
        rules.write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")

    def command(self):
        return [*super().command(), "-c", "ssl=on", "-c", "ssl_cert_file=server.pem", "-c", "ssl_key_file=server.key"]


class Proxy(Relay):
    """A proxy that wants a password and passes every connection on to one port here; `asked` are its requests."""

    def __init__(self, target):
        self.target, self.password, self.asked = target, password(), []
        super().__init__()
        self.url = f"http://quire:{self.password}@127.0.0.1:{self.port}"

    def serve(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            more = client.recv(4096)
            if not more:
                return
            head += more
        first, *fields = head.decode().split("\r\n")
        self.asked.append(first)
        word = base64.b64encode(f"quire:{self.password}".encode()).decode()
        if not any(field.lower() == f"proxy-authorization: basic {word}".lower() for field in fields):
            client.sendall(b"HTTP/1.1 407 Password\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", self.target)) as server:
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            self.join(client, server)


class TLSTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = Path(tempfile.mkdtemp(prefix="quire-tls-"))
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        # The user of PostgreSQL's client library reads it too.
        folder.chmod(0o755)
        cls.authority = Authority(folder / "ours")
        cls.stranger = Authority(folder / "other", "somebody else")
        cls.pair = cls.authority.certify("s3.example.test")

    def setUp(self):
        self.project = self.enterContext(Project(report=REPORT))

    def s3(self, pair=None):
        s3 = self.enterContext(SecureRclone(*(pair or self.pair)))
        for name, text in [("study/a.csv", "user,minutes\n1,10\n2,20\n"), ("study/b.csv", "user,minutes\n3,30\n"),
                           ("logs/1.log", LINE.format(n=1)), ("logs/2.log", LINE.format(n=2))]:  # fmt: skip
            path = s3.data / "lake" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return s3

    def no_leaks(self, secrets):
        self.assertEqual(leaks(secrets, self.project.folder, text=self.project.said), [])

    def test_s3_is_read_and_written_under_an_authority_of_ones_own(self):
        s3 = self.s3()
        ours = {"AWS_CA_BUNDLE": str(self.authority.file)}
        self.project.render("report", environment=s3.environment | ours)
        self.assertEqual(self.project.table("report", "total"), [["3", "60", "2"]])
        self.assertTrue((s3.data / "lake/kept/_manifest.json").exists())
        self.project.render("report", "--refresh", "all", environment=s3.environment | {
            "SSL_CERT_FILE": str(self.authority.file)
        })  # fmt: skip
        said = "shows a certificate that is not from an authority this machine trusts"
        for change in ({}, {"AWS_CA_BUNDLE": str(self.stranger.file)}):
            text = self.project.render("report", environment=s3.environment | change, expected=1)
            self.assertIn(f"report.md:2:7: error: https://127.0.0.1:{s3.port} {said}", text)
            self.assertIn("let AWS_CA_BUNDLE name a file with the certificate of your authority", text)
        (self.project.folder / "none.pem").write_text("nothing")
        text = self.project.render("report", environment=s3.environment | {"AWS_CA_BUNDLE": "none.pem"}, expected=1)
        self.assertIn("AWS_CA_BUNDLE names 'none.pem', which is no file of certificates", text)
        self.no_leaks(s3.secrets)

    def test_a_certificate_of_another_host_is_not_believed(self):
        s3 = self.s3(self.authority.certify("elsewhere.example.test", addresses=[]))
        ours = {"AWS_CA_BUNDLE": str(self.authority.file)}
        text = self.project.render("report", environment=s3.environment | ours, expected=1)
        self.assertIn("or not its own", text)

    def test_s3_behind_a_proxy(self):
        s3 = self.s3()
        # Nobody but the proxy knows where this is.
        far = {"AWS_ENDPOINT_URL_S3": "https://s3.example.test", "AWS_CA_BUNDLE": str(self.authority.file)}
        with Proxy(s3.port) as proxy:
            variables = s3.environment | far
            self.project.render("report", environment=variables | {"HTTPS_PROXY": proxy.url})
            self.assertEqual(self.project.table("report", "total"), [["3", "60", "2"]])
            self.assertEqual(set(proxy.asked), {"CONNECT s3.example.test:443 HTTP/1.1"})
            count = len(proxy.asked)
            around = {"HTTPS_PROXY": proxy.url, "NO_PROXY": "example.test", "AWS_MAX_ATTEMPTS": "1"}
            self.project.render("report", environment=variables | around, expected=1)
            self.assertEqual(len(proxy.asked), count)
            wrong = proxy.url.replace(proxy.password, "wrong0password0")
            text = self.project.render("report", environment=variables | {"HTTPS_PROXY": wrong}, expected=1)
            self.assertIn("the proxy wants a name and a password", text)
            self.no_leaks([*s3.secrets, proxy.password, "wrong0password0"])

    def test_postgresql_under_an_authority_of_ones_own(self):
        server = self.enterContext(SecurePostgreSQL(*self.pair))
        server.sql("CREATE TABLE grades AS SELECT generate_series(1, 5) AS grade")
        self.project.write("report.md", "```{load grades}\nfrom: postgresql\nconnection: DB\ntable: grades\n```\n\n"
                           "```{sql total}\nSELECT sum(grade)::BIGINT AS n FROM grades\n```\n\n```{table total}\n```\n")  # fmt: skip

        def render(mode, authority, **more):
            url = f"{server.url}?sslmode={mode}&sslrootcert={authority.file}"
            return self.project.render("report", environment={"DB": url}, **more)

        render("verify-full", self.authority)
        self.assertEqual(self.project.table("report", "total"), [["15"]])
        text = render("verify-full", self.stranger, expected=1)
        self.assertRegex(text, r"report\.md:3:13: error: no encrypted connection to PostgreSQL at .*certificate verify failed")
        self.assertIn("see what 'DB' holds: sslmode, sslrootcert", text)
        text = self.project.render("report", environment={"DB": f"{server.url}?sslmode=disable"}, expected=1)
        self.assertRegex(text, "error: no encrypted connection to PostgreSQL at .*no encryption")
        self.no_leaks(server.secrets)


if __name__ == "__main__":
    exit_on_sigterm()
    unittest.main(verbosity=2)
