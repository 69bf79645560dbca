"""A project of a few templates in a folder of its own, and `quire serve` on it.

    with Project() as project, Server(project.folder, "../.build/debug/quire") as server:
        page = browser.open(server.address)

The templates are small; `slow` takes as long as its parameter `rounds` says, so that a test can watch and
cancel it.
"""

import os
import re
import select
import signal
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
QUIRE = ROOT / ".build" / "debug" / "quire"

SALES = """\
---
title: Sales by region
lang: en
params:
  data: {type: path, default: ../data/sales.csv, title: Records}
  from: {type: date, default: 2025-01-01, min: 2025-01-01, max: 2025-12-31, title: From, description: The first day}
  top: {type: integer, default: 3, min: 1, max: 9, title: Regions shown}
  factor: {type: number, default: 1, min: 0}
  order: {type: choice, choices: [amount, region], default: amount, title: Order}
  detail: {type: boolean, default: true, title: With every day}
  note: {type: string, default: "all <b>shops</b> & more", title: Note}
---

# {{ title }}

{{ params.note }}: from {{ params.from }}, **{{ format(total[0].amount, ",.2f") }}** in {{ total[0].regions }} regions.

```{metrics}
cards:
  - label: Amount
    value: total[0].amount
    format: ",.2f"
    good: up
  - label: Regions
    value: total[0].regions
    format: ",d"
```

```{load sales}
path: "{{ params.data }}"
types: {day: date, amount: double}
```

```{sql regions}
SELECT region, round(sum(amount) * {{ params.factor }}, 2) AS amount FROM sales
WHERE day >= {{ params.from }} GROUP BY ALL
ORDER BY CASE WHEN {{ params.order }} = 'amount' THEN -sum(amount) END, region LIMIT {{ params.top }}
```

```{sql total}
SELECT sum(amount) AS amount, count(*) AS regions FROM regions
```

```{chart amounts}
data: regions
mark: bar
encoding: {x: "region:N", y: "amount:Q"}
caption: Sales by region
```

```{table regions}
caption: Sales by region
```

{% if params.detail %}

```{sql days}
SELECT day, region, amount FROM sales WHERE day >= {{ params.from }} ORDER BY ALL
```

```{table days}
caption: Every day
```

{% endif %}

```{check}
data: sales
not_null: [day, region, amount]
range: {amount: {min: 0}}
```
"""

SLOW = """\
---
title: A long count
lang: en
params:
  rounds: {type: integer, default: 1, min: 1, max: 100000, title: Rounds, description: Millions of numbers}
---

# {{ title }}

```{sql numbers}
SELECT range AS number FROM range(1000)
```

```{sql hashes}
--| cache: false
SELECT count(*) AS hashes FROM range(1000000::BIGINT * {{ params.rounds }}) AS t(i) WHERE hash(i) % 7 = (SELECT min(number) FROM numbers)
```

```{sql doubled}
SELECT hashes * 2 AS doubled FROM hashes
```

```{table doubled}
caption: Twice as many
```
"""

FAILING = """\
---
title: A check that fails
lang: en
---

# {{ title }}

```{sql amounts}
SELECT * FROM (VALUES (1, 5.0), (2, -3.0), (3, NULL)) AS t(id, amount)
```

```{check amounts_are_sound}
data: amounts
not_null: [amount]
range: {amount: {min: 0}}
```
"""

BROKEN = """\
---
title: A broken template
lang: en
---

# {{ title }}

```{sql kept}
SELECT 1 AS one
```

```{sql lost}
SELECT * FROM keptt
```
"""

KOREAN = """\
---
title: 지역별 매출 보고서
lang: ko
params:
  year: {type: integer, default: 2025, min: 2000, max: 2100, title: 해}
---

# {{ title }}

{{ params.year }}년의 합계입니다.

```{sql amounts}
SELECT * FROM (VALUES ('서울', 120), ('부산', 80)) AS t(지역, 금액)
```

```{table amounts}
caption: 지역별 금액
```
"""

MARKED = """\
---
title: "Marks <b>bold</b> & \\"quotes\\""
---

# {{ title }}

```{sql one}
SELECT '<script>alert(1)</script>' AS mark
```

```{table one}
caption: "A <i>mark</i>"
```
"""

DATA = """\
day,region,amount
2025-01-09,North,1200.50
2025-01-17,South,830.00
2025-02-03,South,990.00
2025-02-14,North,1560.75
2025-02-21,West,300.00
2025-03-05,South,1105.40
2025-03-30,West,620.10
2025-04-02,East,75.25
"""

# The name of a template is any file name: this one holds what HTML, URLs and shells give a meaning to.
MARKED_NAME = 'a<b>&"c%41 ü.md'

FILES = {
    "templates/sales.md": SALES,
    "templates/slow.md": SLOW,
    "templates/failing.md": FAILING,
    "templates/broken.md": BROKEN,
    "templates/korean.md": KOREAN,
    f"templates/{MARKED_NAME}": MARKED,
    "data/sales.csv": DATA,
}


class ServerError(Exception):
    """The program did not render, or the server did not start, or did not stop as it should."""


class Project:
    """A folder with `FILES`, or those given, removed at the end."""

    def __init__(self, files=None):
        self._folder = tempfile.TemporaryDirectory(prefix="quire-project-")
        self.folder = Path(self._folder.name)
        for name, text in (FILES if files is None else files).items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def render(self, quire, *arguments, expected=0):
        """Run `quire render` in the folder; an error if its exit code is another than `expected`."""
        command = [str(Path(quire).resolve()), "render", "--quiet", *arguments]
        done = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode != expected:
            raise ServerError(
                f"{' '.join(command)}: the exit code is {done.returncode}, not {expected}:\n"
                + done.stderr.decode(errors="replace")
            )


class Server:
    """`quire serve` on a folder and a port that the system chooses, with the arguments given besides.

    `address` is the printed URL with its token, `origin` its scheme, host and port.
    """

    def __init__(self, folder, quire=QUIRE, *arguments, seconds=20):
        self.log = b""
        command = [str(Path(quire).resolve()), "serve", str(folder), "--port", "0", *arguments]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + seconds
        address = None
        while address is None:
            if not self._read(deadline - time.monotonic()):
                self.stop(expected=None)
                raise ServerError(f"{' '.join(command)} printed no URL:\n{self.said}")
            address = re.search(r"https?://[^\s\x1b]+(?=\s)", self.said)
        self.address = address[0]
        parts = urllib.parse.urlsplit(self.address)
        self.origin = f"{parts.scheme}://{parts.netloc}"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        # An error in the block is the one to tell of.
        self.stop(expected=None if kind else 0)

    @property
    def said(self):
        return self.log.decode(errors="replace")

    def url(self, path):
        """The address of a path written plainly, "/report/templates/a b.md": each part is escaped."""
        return self.origin + urllib.parse.quote(path, safe="/?=&")

    def post(self, path):
        """Send an empty form, as a program that knows the token; returns the answer's bytes."""
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(self.address).query)["token"][0]
        request = urllib.request.Request(
            self.origin + path, data=b"", headers={"Authorization": f"Bearer {token}"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def stop(self, expected=0, seconds=20):
        """Ask it to stop (SIGTERM) and wait; an error if its exit code is another than `expected`."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while self._read(deadline - time.monotonic()):
            pass
        try:
            code = self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            code = "none: it was killed"
        self.process.stdout.close()
        if expected is not None and code != expected:
            raise ServerError(
                f"{seconds} s after SIGTERM the server's exit code is {code}, not {expected}:\n{self.said[-3000:]}"
            )

    def _read(self, seconds):
        """Read what it says for at most this long; false at the end."""
        if self.process.stdout.closed or seconds <= 0:
            return False
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return False
        block = os.read(self.process.stdout.fileno(), 1 << 16)
        self.log += block
        return bool(block)
