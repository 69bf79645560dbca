"""`quire serve` under wrk, against nginx with the same bytes in files; `Benchmarks/run serve` calls this."""

import contextlib
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

CONNECTIONS = 64
SECONDS = 8
# Both sides have a thread or a worker a core, and share the machine with wrk.
WORKERS = os.cpu_count() or 1
PAGE_BYTES = 2_000_000
REPORT = """---
title: A long report
lang: en
---

# {{{{ title }}}}

```{{sql numbers}}
SELECT range AS n, range * range AS square FROM range(20)
```

```{{table numbers}}
caption: Numbers
```

{prose}
"""
NGINX = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  types {{ text/html html; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


class Side:
    """A server: its address, its process, and the header that lets wrk in."""

    def __init__(self, process, origin, header=None):
        self.process, self.origin, self.header = process, origin, header

    def wrk(self, path, seconds=SECONDS):
        """Requests a second, the 99th percentile in milliseconds, and how many requests there were."""
        command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
        if self.header:
            command += ["-H", self.header]
        said = subprocess.run([*command, self.origin + path], capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said or re.search(r"Socket errors: (?!connect 0, read 0, write 0, timeout 0)", said):
            raise RuntimeError(f"{path}: {said}")
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
        slowest = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        return rate, slowest, int(re.search(r"(\d+) requests in", said)[1])

    def body(self, path):
        parts = urllib.parse.urlsplit(self.origin)
        connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        connection.request("GET", path, headers=dict([self.header.split(": ", 1)]) if self.header else {})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answers {response.status}")
        return body

    def memory(self):
        """Megabytes that the process holds."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


@contextlib.contextmanager
def running(process):
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextlib.contextmanager
def quire_side(quire, folder):
    command = [quire, "serve", folder, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with running(process):
        parts = urllib.parse.urlsplit(process.stdout.readline().strip())
        token = urllib.parse.parse_qs(parts.query)["token"][0]
        yield Side(process, f"{parts.scheme}://{parts.netloc}", f"Authorization: Bearer {token}")


@contextlib.contextmanager
def nginx_side(folder, pages):
    """nginx with files for pages, by path."""
    for path, body in pages.items():
        file = folder / "www" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(workers=WORKERS, folder=folder, port=port))
    # Workers of root change to a user who has to reach the files.
    os.chmod(folder, 0o755)
    with running(subprocess.Popen(["nginx", "-p", folder, "-c", settings], stderr=subprocess.DEVNULL)) as process:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield Side(process, f"http://127.0.0.1:{port}")


def measured(quire, runs):
    """Rows of the table: what was measured, ours, nginx, the ratio, the target."""
    with tempfile.TemporaryDirectory(prefix="quire-serve-") as name:
        folder = Path(name)
        project = folder / "project"
        project.mkdir()
        line = "The quick brown fox jumps over the lazy dog, and over it again when nobody looks.\n\n"
        prose = line * (PAGE_BYTES // (len(line) + 7))
        (project / "long.md").write_text(REPORT.format(prose=prose))
        for number in range(20):
            (project / f"report-{number:02}.md").write_text(f"---\ntitle: Report {number}\n---\n\nSome words.\n")
        subprocess.run([quire, "render", "--quiet", *sorted(project.glob("*.md"))], cwd=project, stdout=subprocess.DEVNULL, check=True)
        with quire_side(quire, project) as ours:
            pages = {"/": "/", "/report/long.md": "/report/long.md"}
            bodies = {"/index.html": ours.body("/"), "/long.html": ours.body("/report/long.md")}
            with nginx_side(folder, bodies) as theirs:
                for words, path, file in (
                    ("the reports page", "/", "/index.html"), ("a report of 2 MB", "/report/long.md", "/long.html"),
                ):  # fmt: skip
                    sides = [(ours, path, []), (theirs, file, [])]
                    for side, where, _ in sides:
                        side.wrk(where, 1)
                    for _ in range(runs):
                        for side, where, found in sides:
                            found.append(side.wrk(where))
                    (mine, my_slowest), (their, their_slowest) = (
                        [statistics.median(each[index] for each in found) for index in (0, 1)] for _, _, found in sides
                    )
                    kilobytes = len(bodies[file]) / 1000
                    yield (f"{words} ({kilobytes:,.0f} kB)", f"{mine:,.0f}/s", f"{their:,.0f}/s", f"{mine / their:.2f}", "≥ 0.3")
                    yield (f"{words}, p99", f"{my_slowest:.1f} ms", f"{their_slowest:.1f} ms", "", "")
        # A server of its own, so that what is counted is all there was.
        with quire_side(quire, project) as ours:
            count, memories = 0, []
            paths = ["/", "/report/long.md", "/report/report-01.md", "/source/report-02.md", "/api/v1/runs"]
            for goal in (1_000, 100_000):
                turn = 0
                while count < goal:
                    # The list is the quickest; all the others come again and again between.
                    count += ours.wrk(paths[turn % len(paths)], 1 if goal == 1_000 or turn < 10 else 3)[2]
                    turn += 1
                memories.append(ours.memory())
            yield (
                "memory after 1,000, 100,000", f"{memories[0]:.0f} MB", f"{memories[1]:.0f} MB",
                f"{memories[1] / memories[0]:.2f}", "the same",
            )  # fmt: skip
