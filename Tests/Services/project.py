"""A folder with templates, rendered by the built quire with an environment that holds nothing but what a test gives."""

import html
import os
import re
import subprocess
import tempfile
from pathlib import Path

from processes import ROOT, die_with_parent

QUIRE = ROOT / ".build" / "debug" / "quire"


class Project:
    """Files by name in a temporary folder; `said` gathers all that quire printed, for `leaks`."""

    def __init__(self, **templates):
        self._folder = tempfile.TemporaryDirectory(prefix="quire-project-")
        self.folder = Path(self._folder.name)
        self.said = ""
        for name, text in templates.items():
            self.write(f"{name}.md", text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def start(self, template, *arguments, environment=None):
        """Start `quire render TEMPLATE.md`; its output is read by `finish`."""
        self.variables = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        return subprocess.Popen(
            [str(QUIRE), "render", f"{template}.md", "--output", "out", *arguments], cwd=self.folder,
            env=self.variables | (environment or {}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", preexec_fn=die_with_parent,
        )  # fmt: skip

    def finish(self, process, seconds=300):
        """Wait for a started quire; gives its exit code and what it said."""
        said, _ = process.communicate(timeout=seconds)
        self.said += said
        return process.returncode, said

    def render(self, template, *arguments, environment=None, expected=0):
        """Render; gives what quire said, or fails when its exit code is another than `expected`."""
        code, said = self.finish(self.start(template, *arguments, environment=environment))
        if code != expected:
            raise AssertionError(f"{template}.md: the exit code is {code}, not {expected}:\n{said}")
        return said

    def table(self, template, label):
        """The rows of a shown table as lists of the cells' texts."""
        _, _, figure = self.page(template).partition(f'<figure class="table" id="tbl-{label}"')
        body = figure.partition("<tbody>")[2].partition("</tbody>")[0]
        return [
            [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", body)
        ]

    def page(self, template):
        return (self.folder / "out" / f"{template}.html").read_text()
