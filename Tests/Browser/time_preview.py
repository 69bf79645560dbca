"""How long it takes from a change of a template's prose to the changed page in an open browser.

    python3 Tests/Browser/time_preview.py FOLDER TEMPLATE OLD [--quire PROGRAM] [--edits N] [-- SERVE-ARGUMENTS…]

Serves a copy of FOLDER's templates with `--watch`, opens the preview of TEMPLATE, and writes after the words OLD a
number that grows with every edit, as an editor does: a new file that is renamed. Prints the median and the worst of
the milliseconds until the words are drawn.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from devtools import Browser  # noqa: E402
from served import QUIRE, Server  # noqa: E402

# The moment at which the page that holds the words was drawn, by the clock that the script has too.
WATCH = """(words) => {
    globalThis.drawn = 0;
    document.addEventListener("quire:change", () => {
        if (!document.querySelector("main").textContent.includes(words)) return;
        requestAnimationFrame(() => setTimeout(() => {
            globalThis.drawn = performance.timeOrigin + performance.now();
        }));
    }, { once: true });
}"""


def main():
    parser = argparse.ArgumentParser(description="Times an edit of prose until its page is drawn.")
    parser.add_argument("folder", help="the project's folder")
    parser.add_argument("template", help="its template, such as templates/academy.md")
    parser.add_argument("old", help="words of its prose, which stand there once")
    parser.add_argument("--quire", default=QUIRE, help="the program (default: .build/debug/quire)")
    parser.add_argument("--edits", type=int, default=30)
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:split])
    with tempfile.TemporaryDirectory(prefix="quire-time-") as folder:
        project = Path(folder)
        shutil.copytree(Path(options.folder) / "templates", project / "templates")
        template = project / options.template
        text = template.read_text()
        if text.count(options.old) != 1:
            print(f"time_preview: '{options.old}' does not stand once in {template.name}", file=sys.stderr)
            return 1
        arguments = ["--watch", "--no-token", *sys.argv[split + 1 :]]
        with Server(project, options.quire, *arguments) as server, Browser() as browser:
            page = browser.open(server.url(f"/preview/{options.template}"))
            page.wait_for("!!document.documentElement?.dataset.page", seconds=120)
            browser.settle(2)
            times = []
            for number in range(1, options.edits + 1):
                words = f"{options.old} {number}"
                page.evaluate(WATCH, words)
                other = template.with_name("edited~")
                other.write_text(text.replace(options.old, words))
                start = time.time()
                os.replace(other, template)
                drawn = page.wait_for("globalThis.drawn", seconds=30, every=0.5)
                times.append(drawn - 1000 * start)
            print(
                f"{options.template}: median {statistics.median(times):.0f} ms, "
                f"best {min(times):.0f} ms, worst {max(times):.0f} ms of {len(times)} edits"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
