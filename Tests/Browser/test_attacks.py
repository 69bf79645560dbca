#!/usr/bin/env python3
"""What hostile visitors send to `quire serve`, over raw sockets.

    python3 Tests/Browser/test_attacks.py [QUIRE] [-v] [TEST…]

Standard library only; under a minute.
"""

import contextlib
import json
import os
import re
import resource
import signal
import socket
import ssl
import subprocess
import sys
import time
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from served import FILES, MARKED_NAME, QUIRE, Project, Server  # noqa: E402

TLS = Path(__file__).resolve().parent.parent / "Fixtures" / "tls"
SECRET = "the secret beside the project"
GIGABYTE = 1 << 30


class Visitor:
    """One connection that sends what it is told to, byte for byte."""

    def __init__(self, port, seconds=8, host="127.0.0.1", wrap=None):
        self.socket = socket.create_connection((host, port), timeout=seconds)
        if wrap:
            self.socket = wrap(self.socket)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def rest(self):
        """All that comes until the other side closes; the text ends in <timeout> if it does not."""
        out = b""
        try:
            while block := self.socket.recv(1 << 16):
                out += block
        except TimeoutError:
            out += b"<timeout>"
        except ConnectionResetError:
            out += b"<reset>"
        return out.decode(errors="replace")

    def head(self):
        """The status and the headers of one answer."""
        out = b""
        while b"\r\n\r\n" not in out:
            block = self.socket.recv(1)
            if not block:
                raise ConnectionError(f"closed after {out!r}")
            out += block
        return int(out.split()[1]), out.decode(errors="replace")


def status(text):
    match = re.match(r"HTTP/1\.1 (\d+)", text)
    return int(match[1]) if match else text[:80]


def memory(process):
    """Bytes of memory that a process holds."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", text)[1]) << 10


def remains(folder):
    """Unfinished files of the state folder."""
    state = Path(folder) / ".quire"
    found = [path for path in state.rglob("*") if path.name.endswith((".partial", ".tmp"))]
    return [str(path) for path in found + list((state / "store" / "temporary").glob("*"))]


class AttackTest(unittest.TestCase):
    quire = QUIRE

    @classmethod
    def setUpClass(cls):
        cls.project = cls.enterClassContext(Project())
        (cls.project.folder.parent / f"{cls.project.folder.name}-secret.csv").write_text(f"a\n{SECRET}\n")
        cls.secret = cls.project.folder.parent / f"{cls.project.folder.name}-secret.csv"
        cls.addClassCleanup(cls.secret.unlink)
        cls.project.render(cls.quire, "templates/sales.md")
        cls.project.render(cls.quire, f"templates/{MARKED_NAME}")
        cls.server = cls.enterClassContext(
            Server(cls.project.folder, cls.quire, "--upload-limit", "8", "--name", "reports.example")
        )
        parts = urllib.parse.urlsplit(cls.server.address)
        cls.port = parts.port
        cls.token = urllib.parse.parse_qs(parts.query)["token"][0]
        cls.key = f"Authorization: Bearer {cls.token}\r\n"

    def visitor(self, **options):
        return self.enterContext(Visitor(self.port, **options))

    def ask(self, request, headers="", host=None, body=b""):
        """`GET /path` with the right host and token, on a connection of its own; the whole answer."""
        host = f"127.0.0.1:{self.port}" if host is None else host
        head = f"{request} HTTP/1.1\r\nHost: {host}\r\n{self.key}{headers}Connection: close\r\n\r\n"
        with Visitor(self.port) as visitor:
            visitor.send(head.encode("utf-8", "surrogateescape") + body)
            return visitor.rest()

    def assertAnswers(self, seconds=1.0):
        """The server still answers, and soon."""
        start = time.monotonic()
        self.assertEqual(status(self.ask("GET /")), 200)
        self.assertLess(time.monotonic() - start, seconds)

    # -- who may ask

    def test_a_forged_host_is_turned_away(self):
        own = f"127.0.0.1:{self.port}"
        for host in (own, "localhost", f"LOCALHOST:{self.port}", "[::1]:80", "reports.example", "Reports.Example:1"):
            with self.subTest(host):
                self.assertEqual(status(self.ask("GET /", host=host)), 200)
        for host in (
            "evil.example", f"evil.example:{self.port}", "localhost.", "localhost.evil.example", "127.0.0.1.evil.example",
            "127.0.0.1.", "127.1", "2130706433", "0x7f.0.0.1", "localhost@evil.example", "evil.example@localhost",
            "localhost:80@evil.example", "localhost:80:80", "localhost:", "localhost:x", "localhost:-1", "localhost:+1",
            "localhost:99999", "", " ", "[::1]evil.example", "[::1", "[localhost]", "::1", "localhost/", "localhost evil",
            "localhost\tevil", "localhost,evil.example", "lоcalhost", "%6cocalhost", "localhost%00", "localhost#", "*",
        ):  # fmt: skip
            with self.subTest(host):
                answer = self.ask("GET /", host=host)
                self.assertIn(status(answer), (400, 421), answer[:300])
                self.assertNotIn("Sales by region", answer)

    def test_one_host_and_no_other(self):
        for head in ("", "Host: localhost\r\nHost: evil.example\r\n", "Host: evil.example\r\nHost: localhost\r\n"):
            with self.subTest(head), Visitor(self.port) as visitor:
                visitor.send(f"GET / HTTP/1.1\r\n{head}{self.key}Connection: close\r\n\r\n")
                self.assertIn(status(visitor.rest()), (400, 421))
        # What stands in the request line does not stand in for the host.
        for target in (f"http://localhost:{self.port}/", "http://evil.example/", "//evil.example/"):
            with self.subTest(target):
                self.assertIn(status(self.ask(f"GET {target}", host="evil.example")), (400, 421))

    def test_other_sites_start_nothing(self):
        form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n"
        own = f"http://127.0.0.1:{self.port}"
        path = "POST /start/templates/korean.md"
        for headers in (
            "Origin: https://evil.example\r\n", "Origin: null\r\n", f"Origin: {own}.evil.example\r\n",
            f"Origin: https://127.0.0.1:{self.port}\r\n", "Origin: http://127.0.0.1:1\r\n", "Origin: \r\n",
            f"Origin: http://localhost:{self.port}\r\n", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n",
            f"Origin: {own}\r\nSec-Fetch-Site: cross-site\r\n", f"Origin: {own}\r\nOrigin: https://evil.example\r\n",
        ):  # fmt: skip
            with self.subTest(headers):
                self.assertEqual(status(self.ask(path, form + headers)), 403)
                self.assertEqual(status(self.ask("PUT /api/v1/uploads/x", headers + "Content-Length: 0\r\n")), 403)
                self.assertEqual(status(self.ask("DELETE /api/v1/jobs/x", headers)), 403)
        for headers in (f"Origin: {own}\r\nSec-Fetch-Site: same-origin\r\n", ""):
            with self.subTest(headers):
                self.assertEqual(status(self.ask(path, form + headers)), 303)

    def test_nothing_is_told_without_the_token(self):
        paths = (
            "/", "/report/templates/sales.md", "/start/templates/sales.md", "/source/templates/sales.md", "/runs/x",
            "/jobs/x", "/jobs/x/events", "/compare", "/preview/templates/sales.md", "/api/v1/reports",
            "/api/v1/openapi.json", "/assets/x/page.css", "/nothing",
        )  # fmt: skip
        cookie = f"quire-{self.port}"
        near = self.token[:-1] + ("1" if self.token.endswith("0") else "0")
        for path in paths:
            for given in (
                "", "Authorization: Bearer x\r\n", f"Authorization: Bearer {self.token[:-1]}\r\n",
                f"Authorization: Bearer {self.token}x\r\n", f"Authorization: Basic {self.token}\r\n",
                f"Cookie: {cookie}={near}\r\n", f"Cookie: quire={self.token}\r\n",
                "Authorization: Bearer \r\n", f"Cookie: {cookie}=\r\n",
            ):  # fmt: skip
                with self.subTest(path, given=given), Visitor(self.port) as visitor:
                    visitor.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{given}Connection: close\r\n\r\n")
                    answer = visitor.rest()
                    self.assertEqual(status(answer), 401)
                    self.assertNotIn("Sales", answer)
                    self.assertNotIn(self.token, answer)
                    self.assertIn("Content-Security-Policy: ", answer)

    def test_the_token_goes_into_a_cookie_and_nowhere_else(self):
        with Visitor(self.port) as visitor:
            visitor.send(f"GET //evil.example/..?a=b&token={self.token} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = visitor.rest()
        self.assertEqual(status(answer), 303)
        self.assertIn("\r\nLocation: /evil.example/..?a=b\r\n", answer)
        cookie = re.search(r"Set-Cookie: (.*)\r", answer)[1]
        self.assertEqual(cookie, f"quire-{self.port}={self.token}; Path=/; HttpOnly; SameSite=Lax")
        with Visitor(self.port) as visitor:
            cookie = cookie.split(";")[0]
            visitor.send(f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=b; {cookie}\r\nConnection: close\r\n\r\n")
            page = visitor.rest()
        self.assertEqual(status(page), 200)
        self.assertNotIn(self.token, page)
        self.assertEqual(self.server.said.count(self.token), 1, "it is printed once")
        claim = (self.project.folder / ".quire" / "serving").read_text()
        self.assertNotIn(self.token, claim)

    # -- what may be asked for

    def test_no_path_leads_out(self):
        (self.project.folder / "link.md").unlink(missing_ok=True)
        steps = [
            "..", "%2e%2e", "%2E.", "..%2f", "..%2F..", "%252e%252e", "..%5c", "..\\", "%c0%ae%c0%ae", "%00", "..%00",
            ".%2e%2f", "%2f", "%5c", "%uff0e", "．．",
        ]  # fmt: skip
        name = self.secret.name
        targets = [f"{step}/{name}" for step in steps] + [f"{'../' * 12}etc/passwd", "/etc/passwd", "%2fetc%2fpasswd"]
        targets += [f"templates/{step}/../{name}" for step in steps] + ["templates/sales.md/../../" + name]
        targets += ["templates/sales.md%00", "./templates/sales.md", "~/x"]
        targets += ["a" * 9_000, "%41" * 3_000, "../" * 2_500, "%ff%fe", "%", "%zz", ".quire/serving", ".git/config"]
        # Slashes that say nothing are passed over.
        harmless = ["templates/sales.md/", "templates//sales.md", "/" * 4_000]
        targets += harmless
        roots = (
            "/", "/report/", "/start/", "/source/", "/preview/", "/preview-events/", "/runs/", "/jobs/", "/assets/",
            "/api/v1/reports/", "/api/v1/sources/", "/api/v1/runs/", "/api/v1/jobs/", "/report/templates/sales.md?run=",
            "/compare?old=", "/api/v1/runs?template=", "/start/templates/sales.md?like=",
        )  # fmt: skip
        run = json.loads(self.ask("GET /api/v1/runs?limit=1").split("\r\n\r\n", 1)[1])["runs"][0]["id"]
        roots += (f"/runs/{run}/tables/", f"/api/v1/runs/{run}/tables/", f"/runs/{run}/")
        for root in roots:
            with Visitor(self.port) as visitor:
                for target in targets:
                    visitor.send(f"GET {root}{target} HTTP/1.1\r\nHost: localhost\r\n{self.key}\r\n".encode())
                    code, head = visitor.head()
                    if "Connection: close" in head:
                        visitor.socket.close()
                        visitor.socket = socket.create_connection(("127.0.0.1", self.port), timeout=8)
                        continue
                    length = re.search(r"Content-Length: (\d+)", head)
                    body = b""
                    while length and len(body) < int(length[1]):
                        body += visitor.socket.recv(1 << 16)
                    with self.subTest(root + target[:60]):
                        self.assertIn(code, (200, 303, 400, 404, 405), head)
                        self.assertNotIn(SECRET.encode(), body)
                        self.assertNotIn(b"root:x:0", body)
                        if "?" not in root and target not in harmless:
                            self.assertIn(code, (303, 404) if root == "/" else (404,), root + target)
                        self.assertIn("Content-Security-Policy: ", head)
        self.assertAnswers()

    def test_parameters_name_no_file_beside_the_project(self):
        folder = self.project.folder
        outside = folder.parent / f"{folder.name}-outside"
        outside.mkdir()
        (outside / "x.csv").write_text(f"day,region,amount\n2025-01-01,{SECRET},1\n")
        self.addCleanup(outside.rmdir)
        self.addCleanup((outside / "x.csv").unlink)
        (folder / "links").mkdir()
        (folder / "links" / "file.csv").symlink_to(outside / "x.csv")
        (folder / "links" / "folder").symlink_to(outside)
        (folder / "links" / "nothing.csv").symlink_to(outside / "later.csv")
        (folder / ".secret.csv").write_text(f"day,region,amount\n2025-01-01,{SECRET},1\n")
        for path in (
            f"../{outside.name}/x.csv", str(outside / "x.csv"), f"data/../../{outside.name}/x.csv", "links/file.csv",
            "links/folder/x.csv", "links/folder", "links", "links/*.csv", "l*/f*/x.csv", "**/*.csv", "{..,x}/*/x.csv",
            "{data,..}/*", "links/nothing.csv", ".secret.csv", ".*.csv", "./.secret.csv", ".quire/store/engine.json",
            f"/proc/self/cwd/../{outside.name}/x.csv", "/proc/self/environ", "file:/etc/passwd", "file:///etc/passwd",
            "https://evil.example/x.csv", "s3://bucket/x", "data/sales.csv\0.txt", "{a,b}{a,b}{a,b}", "/", "..", "/dev/stdin",
        ):  # fmt: skip
            body = json.dumps({"template": "templates/sales.md", "parameters": {"data": path}}).encode()
            answer = self.ask("POST /api/v1/jobs", f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n", body=body)
            with self.subTest(path):
                self.assertEqual(status(answer), 422, answer)
                self.assertIn("parameters.data", answer)
        for path in ("data/sales.csv", "data", "data/*.csv", str(folder / "data/sales.csv"), "{data,none}/s*.csv", "data/none.csv"):
            body = json.dumps({"template": "templates/sales.md", "parameters": {"data": path}}).encode()
            answer = self.ask("POST /api/v1/jobs", f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n", body=body)
            with self.subTest(path):
                self.assertEqual(status(answer), 202, answer)

    def test_a_name_with_markup_stays_text(self):
        path = urllib.parse.quote(f"templates/{MARKED_NAME}")
        runs = json.loads(self.ask(f"GET /api/v1/runs?template={path}").split("\r\n\r\n", 1)[1])["runs"]
        pages = ["/", f"/report/{path}", f"/start/{path}", f"/source/{path}", f"/runs/{runs[0]['id']}", "/?q=%3Cb%3E%22",
                 f"/report/{path}?run=%3Cb%3E", "/runs/%3Cb%3Ex", f"/source/{path}%3Cb%3E", "/jobs/%3Cb%3E",
                 "/compare?old=%3Cb%3E%22&new=%3Cb%3E"]  # fmt: skip
        for page in pages:
            answer = self.ask(f"GET {page}")
            with self.subTest(page):
                self.assertIn(status(answer), (200, 404))
                body = answer.split("\r\n\r\n", 1)[1]
                self.assertIsNone(re.search(r'<b>&?"|<b>bold|<b>x|="[^"<>]*<b>"', body), body)
                self.assertNotIn("<script>alert", body)
                policy = re.search(r"Content-Security-Policy: (.*)\r", answer)[1]
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("script-src 'unsafe-inline'", policy)

    # -- how it is asked

    def test_what_is_no_request_is_refused(self):
        host = f"Host: localhost\r\n{self.key}"
        post = f"POST /api/v1/jobs HTTP/1.1\r\n{host}"
        second = f"GET /api/v1/reports HTTP/1.1\r\n{host}\r\n"
        for name, request in {
            "two lengths": f"{post}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{{}}  {second}",
            "length and chunks": f"{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{second}",
            "chunks and length": f"{post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{second}",
            "chunked twice": f"{post}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n{second}",
            "hidden chunks": f"{post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{second}",
            "chunks not last": f"{post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{second}",
            "a length with a sign": f"{post}Content-Length: +4\r\n\r\n{{}}  {second}",
            "a negative length": f"{post}Content-Length: -1\r\n\r\n{second}",
            "a huge length": f"{post}Content-Length: 99999999999999999999\r\n\r\n{second}",
            "a space before the colon": f"{post}Content-Length : 4\r\n\r\n{{}}  {second}",
            "a folded header": f"GET / HTTP/1.1\r\nX: a\r\n b\r\n{host}\r\n{second}",
            "a bare line feed in a chunk": f"{post}Transfer-Encoding: chunked\r\n\r\n2;x\ny\r\n{{}}\r\n0\r\n\r\n{second}",
            "a wrong chunk": f"{post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n{second}",
            "a NUL": f"GET / HTTP/1.1\r\nX: a\0b\r\n{host}\r\n{second}",
            "no version": f"GET /\r\n{host}\r\n",
            "garbage": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        }.items():
            with self.subTest(name), Visitor(self.port) as visitor:
                visitor.send(request)
                answer = visitor.rest()
                codes = [int(code) for code in re.findall(r"HTTP/1\.1 (\d+)", answer)]
                self.assertTrue(codes and codes[0] in (400, 413, 415, 431, 501), (codes, answer[-300:]))
                # What follows is not taken for a request of its own.
                self.assertNotIn("templates/sales.md", answer)
                self.assertNotIn("<timeout>", answer)
        self.assertAnswers()

    def test_headers_are_bounded(self):
        for name, headers in {
            "long": f"X: {'a' * 20_000}\r\n", "many": "".join(f"X-{i}: a\r\n" for i in range(200)),
            "endless": "".join(f"X-{i}: {'a' * 1_000}\r\n" for i in range(90)),
        }.items():  # fmt: skip
            with self.subTest(name):
                self.assertEqual(status(self.ask("GET /", headers)), 431)
        self.assertEqual(status(self.ask(f"GET /{'a' * 100_000}")), 431)
        self.assertEqual(status(self.ask("GET /", f"X: {'a' * 8_000}\r\n")), 200)

    def test_pipelined_requests_are_answered_in_order(self):
        visitor = self.visitor()
        paths = ["/api/v1/reports", "/nothing", "/api/v1/jobs", "/api/v1/runs?limit=x"] * 50
        for path in paths:
            visitor.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{self.key}\r\n")
        visitor.send(f"GET /last HTTP/1.1\r\nHost: localhost\r\n{self.key}Connection: close\r\n\r\n")
        # Nobody asks after having said that it is the end.
        visitor.send(f"GET /api/v1/reports HTTP/1.1\r\nHost: localhost\r\n{self.key}\r\n")
        codes = [int(code) for code in re.findall(r"HTTP/1\.1 (\d+)", visitor.rest())]
        self.assertEqual(codes, [200, 404, 200, 400] * 50 + [404])

    def test_five_gigabytes_are_refused_at_once(self):
        before = memory(self.server.process)
        start = time.monotonic()
        visitor = self.visitor()
        visitor.send(f"PUT /api/v1/uploads/large HTTP/1.1\r\nHost: localhost\r\n{self.key}Content-Length: {5 * GIGABYTE}\r\n\r\n")
        self.assertEqual(visitor.head()[0], 413)
        self.assertLess(time.monotonic() - start, 1)
        # In chunks nobody knows how long it gets: it ends at the limit, and the connection with it.
        start = time.monotonic()
        visitor = self.visitor()
        visitor.send(f"PUT /api/v1/uploads/large HTTP/1.1\r\nHost: localhost\r\n{self.key}Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
        sent, most = 0, before
        with contextlib.suppress(ConnectionError, TimeoutError):
            while sent < 5 * GIGABYTE:
                visitor.send(chunk)
                sent += 1 << 20
                most = max(most, memory(self.server.process))
        self.assertLess(sent, 5 * GIGABYTE)
        self.assertLess(time.monotonic() - start, 10)
        self.assertLess(most - before, 96 << 20)
        self.assertEqual(remains(self.project.folder), [])
        self.assertAnswers()

    def test_a_broken_upload_leaves_nothing(self):
        for framing, body in {"Content-Length: 5000000": "x" * 3_000_000, "Transfer-Encoding: chunked": "4\r\nabcd\r\n"}.items():
            for ending in ("close", "half", "reset"):
                visitor = self.visitor()
                visitor.send(f"PUT /api/v1/uploads/broken.csv HTTP/1.1\r\nHost: localhost\r\n{self.key}{framing}\r\n\r\n{body}")
                time.sleep(0.2)
                if ending == "half":
                    visitor.socket.shutdown(socket.SHUT_WR)
                    self.assertNotIn("HTTP/1.1 20", visitor.rest())
                if ending == "reset":
                    visitor.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                visitor.socket.close()
        deadline = time.monotonic() + 15
        while remains(self.project.folder) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(remains(self.project.folder), [])
        self.assertEqual(list((self.project.folder / ".quire").rglob("broken*")), [])

    def test_slow_visitors_are_sent_away(self):
        """Half a minute of dripping headers and bodies; the others are served meanwhile."""
        request = f"POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\n{self.key}Content-Type: application/json\r\n"
        kinds = {"headers": request, "body": f"{request}Content-Length: 900000\r\n\r\n", "nothing": ""}
        slow = [(kind, self.visitor()) for kind in kinds for _ in range(100)]
        for kind, visitor in slow:
            visitor.send(kinds[kind])
        start = time.monotonic()
        ended = {kind: [] for kind in kinds}
        while slow and time.monotonic() - start < 25:
            self.assertAnswers()
            for entry in list(slow):
                kind, visitor = entry
                try:
                    if kind != "nothing":
                        visitor.send("X" if kind == "body" else f"X-{time.monotonic_ns()}: a\r\n")
                    visitor.socket.setblocking(False)
                    if visitor.socket.recv(1 << 16) == b"":
                        raise ConnectionError
                except BlockingIOError:
                    visitor.socket.settimeout(8)
                except OSError:
                    ended[kind].append(time.monotonic() - start)
                    slow.remove(entry)
            time.sleep(0.25)
        self.assertEqual(len(slow), 0, {kind: len(times) for kind, times in ended.items()})
        self.assertLess(max(ended["headers"]), 14)
        self.assertLess(max(ended["nothing"]), 14)
        self.assertGreater(min(ended["body"]), 10, "a body may take its time")

    def test_a_thousand_event_streams(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < 2_000:
            self.skipTest("this system allows too few open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2_000), hard))
        body = json.dumps({"template": "templates/slow.md", "parameters": {"rounds": 100_000}}).encode()
        answer = self.ask("POST /api/v1/jobs", f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n", body=body)
        job = re.search(r"Location: /api/v1/jobs/(\w+)", answer)[1]
        self.addCleanup(self.ask, f"DELETE /api/v1/jobs/{job}")
        before = memory(self.server.process)
        streams = [self.visitor() for _ in range(1_000)]
        for number, stream in enumerate(streams):
            root = "/api/v1" if number % 2 else ""
            stream.send(f"GET {root}/jobs/{job}/events HTTP/1.1\r\nHost: localhost\r\n{self.key}\r\n")
        codes = [stream.head()[0] for stream in streams]
        self.assertEqual((codes.count(200), codes.count(503)), (256, 744))
        self.assertAnswers()
        self.assertLess(memory(self.server.process) - before, 128 << 20)
        # A place that is given back is taken by the next one.
        for stream, code in zip(streams, codes):
            if code == 200:
                stream.socket.close()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with Visitor(self.port) as visitor:
                visitor.send(f"GET /jobs/{job}/events HTTP/1.1\r\nHost: localhost\r\n{self.key}\r\n")
                code = visitor.head()[0]
            if code == 200:
                break
            time.sleep(0.1)
        self.assertEqual(code, 200)


class StartAndStopTest(unittest.TestCase):
    """Servers that are started wrongly, and servers that are stopped at a bad moment."""

    def setUp(self):
        self.quire = str(Path(AttackTest.quire).resolve())
        self.project = self.enterContext(Project({name: text for name, text in FILES.items() if "<" not in name}))

    def refused(self, *arguments, folder=None):
        """What a server says that does not start."""
        command = [self.quire, "serve", str(folder or self.project.folder), "--port", "0", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\AError: ")
        return done.stderr

    def start(self, *arguments, ends=True):
        """A server and its port; one that does not end as it should is only cleaned up after."""
        server = Server(self.project.folder, self.quire, *arguments)
        self.addCleanup(server.stop, expected=0 if ends else None)
        parts = urllib.parse.urlsplit(server.address)
        return server, parts.port

    def post_job(self, port, template="templates/slow.md", **parameters):
        body = json.dumps({"template": template, "parameters": parameters})
        with Visitor(port) as visitor:
            visitor.send(
                f"POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
            )
            return re.search(r"Location: (\S+)", visitor.rest())[1]

    def writes(self, seconds=20):
        """Waits until the server writes an upload and the results of a run."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            files = remains(self.project.folder)
            if any(".partial" in file for file in files) and any("/temporary/" in file for file in files):
                return
            time.sleep(0.02)
        self.fail(f"the server does not write: {remains(self.project.folder)}")

    def test_a_second_server_is_told_where_the_first_is(self):
        server, port = self.start()
        said = self.refused()
        self.assertIn(f"served already at http://127.0.0.1:{port}/;", said)
        self.assertNotIn("token", said)
        self.assertIn("is taken by another program", self.refused("--state", "other", "--port", str(port)))
        server.stop()
        self.assertFalse((self.project.folder / ".quire" / "serving").exists())

    def test_what_cannot_be_served_is_said(self):
        file = self.project.folder / "file"
        file.write_text("")
        self.assertIn("cannot write in the state folder", self.refused("--state", "file/state"))
        self.assertIn("there is no such folder", self.refused(folder="/nonexistent"))
        self.assertIn("leave --no-token out", self.refused("--host", "0.0.0.0", "--no-token"))
        self.assertIn("can be guessed", self.refused("--host", "0.0.0.0", "--token", "short"))
        self.assertIn("a token is made of", self.refused("--token", "a b;c"))
        self.assertIn("cannot listen on", self.refused("--host", "no.such.name.invalid"))
        self.assertIn("this machine has no address", self.refused("--host", "192.0.2.1"))
        name = socket.gethostname()
        with contextlib.suppress(OSError):
            if not socket.gethostbyname(name).startswith("127."):
                self.assertIn("leave --no-token out", self.refused("--host", name, "--no-token"))

    def test_wrong_certificates_are_said(self):
        missing, broken = "none.pem", self.project.folder / "broken.pem"
        broken.write_text("no certificate")
        own, key = str(TLS / "certificate.pem"), str(TLS / "key.pem")
        for certificate, private, words in (
            (missing, key, "cannot read the certificate 'none.pem': no such file"),
            (own, missing, "cannot read the key 'none.pem'"),
            (str(self.project.folder), key, "cannot read the certificate"),
            (str(broken), key, "holds no certificate in PEM form"),
            (key, key, "holds no certificate in PEM form"),
            (own, str(broken), "holds no private key"),
            (own, own, "holds no private key"),
            (own, str(TLS / "encrypted-key.pem"), "is encrypted"),
            (own, str(TLS / "other-key.pem"), "does not belong to the certificate"),
        ):
            with self.subTest(words, certificate=certificate, key=private):
                self.assertIn(words, self.refused("--certificate", certificate, "--key", private))

    def test_tls(self):
        server, port = self.start("--certificate", str(TLS / "certificate.pem"), "--key", str(TLS / "key.pem"))
        token = server.address.split("token=")[1]
        self.assertTrue(server.address.startswith("https://"))
        context = ssl.create_default_context(cafile=TLS / "certificate.pem")

        def ask(request, headers=""):
            with Visitor(port, wrap=lambda raw: context.wrap_socket(raw, server_hostname="localhost")) as visitor:
                visitor.send(f"{request} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\n\r\n")
                return visitor.rest()

        self.assertIn("; Secure", ask(f"GET /?token={token}"))
        key = f"Authorization: Bearer {token}\r\nContent-Length: 1\r\n"
        for origin, code in ((f"https://localhost:{port}", 201), (f"http://localhost:{port}", 403)):
            with self.subTest(origin):
                with Visitor(port, wrap=lambda raw: context.wrap_socket(raw, server_hostname="localhost")) as visitor:
                    visitor.send(f"PUT /api/v1/uploads/x HTTP/1.1\r\nHost: localhost:{port}\r\n{key}Origin: {origin}\r\nConnection: close\r\n\r\nx")
                    self.assertEqual(status(visitor.rest()), code)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(TLS / "certificate.pem")
        old.set_ciphers("DEFAULT@SECLEVEL=0")
        with self.assertWarns(DeprecationWarning):
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises(OSError), Visitor(port) as visitor:
            old.wrap_socket(visitor.socket, server_hostname="localhost")
        with Visitor(port) as visitor:
            visitor.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertNotIn("HTTP/1.1 200", visitor.rest())
        # A handshake that is never finished does not hold a place.
        with Visitor(port, seconds=14) as visitor:
            self.assertNotIn("<timeout>", visitor.rest())
        server.stop()

    def test_a_stop_in_the_middle_leaves_the_store_sound(self):
        server, port = self.start("--no-token")
        job = self.post_job(port, rounds=100_000)
        self.post_job(port, rounds=99_999)
        events = self.enterContext(Visitor(port))
        events.send(f"GET {job}/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        events.head()
        upload = self.enterContext(Visitor(port))
        upload.send("PUT /api/v1/uploads/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n" + "x" * 2_000_000)
        idle = self.enterContext(Visitor(port))
        self.writes()
        start = time.monotonic()
        server.stop(expected=0, seconds=10)
        self.assertLess(time.monotonic() - start, 5)
        told = events.rest()
        self.assertIn('"state":"cancelled"', told)
        self.assertTrue(told.endswith("event: end\ndata: \n\n\r\n0\r\n\r\n"), told[-80:])
        self.assertNotIn("HTTP/1.1 20", upload.rest())
        self.assertEqual(idle.rest(), "")
        self.assertEqual(remains(self.project.folder), [])
        self.project.render(self.quire, "templates/sales.md")

    def test_a_second_signal_ends_at_once(self):
        server, _ = self.start("--no-token", ends=False)
        os.kill(server.process.pid, signal.SIGSTOP)
        os.kill(server.process.pid, signal.SIGINT)
        os.kill(server.process.pid, signal.SIGTERM)
        os.kill(server.process.pid, signal.SIGCONT)
        self.assertIn(server.process.wait(5), (0, 128 + signal.SIGINT, 128 + signal.SIGTERM))

    def test_a_server_that_was_killed_can_be_started_again(self):
        server, port = self.start("--no-token", ends=False)
        self.post_job(port, rounds=100_000)
        upload = self.enterContext(Visitor(port))
        upload.send("PUT /api/v1/uploads/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n" + "x" * 2_000_000)
        self.writes()
        server.process.kill()
        server.process.wait()
        again, port = self.start("--no-token")
        job = self.post_job(port, "templates/sales.md")
        deadline = time.monotonic() + 20
        state = ""
        while time.monotonic() < deadline and state not in ("finished", "failed"):
            with Visitor(port) as visitor:
                visitor.send(f"GET {job} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                state = json.loads(visitor.rest().split("\r\n\r\n", 1)[1])["state"]
            time.sleep(0.1)
        self.assertEqual(state, "finished")
        again.stop()
        self.assertEqual(remains(self.project.folder), [])


def main():
    arguments = sys.argv[1:]
    if arguments and Path(arguments[0]).is_file():
        AttackTest.quire = arguments.pop(0)
    unittest.main(argv=[sys.argv[0], *arguments])


if __name__ == "__main__":
    main()
