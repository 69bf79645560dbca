"""`quire serve --watch` in headless Chromium: pages that follow their template while it is written.

    python3 Tests/Browser/test_preview.py [--quire PROGRAM] [--pictures DIR] [-v] [TEST…]

Standard library and axe-core only; `scripts/setup --tests` installs what is missing. `--pictures` keeps what an
error looked like: light, dark, on a phone.
"""

import argparse
import os
import shutil
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pagetest import PHONE, PageTest, run  # noqa: E402
from served import QUIRE, Project, Server  # noqa: E402

LONG = "\n\n".join(f"Paragraph {number} of many, which stands here to be read." for number in range(60))
NOTES = """\
---
title: Notes
lang: en
---

# {{ title }}

The first words.

```{load fruit}
path: ../data/fruit.csv
```

```{sql sums}
SELECT name, sum(amount)::BIGINT AS amount FROM fruit GROUP BY name ORDER BY name
```

```{table sums}
caption: Sums
search: true
```

```{chart sums}
mark: bar
encoding: {x: "name:N", y: "amount:Q"}
caption: Seen
```

## Upper

%LONG%

## Lower

The last words.

```{include}
path: part.md
```
""".replace("%LONG%", LONG)
KOREAN = "---\ntitle: 쪽지\nlang: ko\n---\n\n첫 말.\n"
FILES = {
    "templates/notes.md": NOTES,
    "templates/part.md": "An included part.\n",
    "templates/쪽지.md": KOREAN,
    "data/fruit.csv": "name,amount\nplum,1\npear,2\nfig,5\n",
}
ADDRESS = "/preview/templates/notes.md"
TEXT = "(document.querySelector('main')?.innerText ?? '')"


class PreviewTest(PageTest):
    """`browser`, `quire` (a path) and `pictures` (a folder or None) are set before the tests run."""

    quire = QUIRE
    pictures = None

    def setUp(self):
        self.project = self.enterContext(Project(FILES))
        self.server = self.enterContext(Server(self.project.folder, self.quire, "--watch"))
        self.browser.open(self.server.address).close()

    def open(self, path=ADDRESS, **options):
        page = self.browser.open(self.server.url(path), **options)
        page.excused = []
        self.addCleanup(page.close)
        self.addCleanup(self.was_silent, page)
        page.wait_for("document.documentElement?.dataset.page")
        # It is listening, and what it is made of is known.
        page.evaluate("globalThis.isFirst = true")
        self.browser.wait_until(
            lambda: any("events" in url for url in page.statuses), "the stream of events"
        )
        return page

    def was_silent(self, page):
        self.browser.settle(0.05)
        words = [m for m in page.messages if not any(excuse in m for excuse in page.excused)]
        stopped = [f"stopped by the Content-Security-Policy: {words}" for words in page.violations]
        self.none_of(words + stopped, "the page is not silent")

    # -- what an author does

    def path(self, name="templates/notes.md"):
        return self.project.folder / name

    def write(self, text, name="templates/notes.md"):
        """As editors do: a new file that takes the old one's name."""
        path = self.path(name)
        other = path.with_name(path.name + "~")
        other.write_text(text)
        os.replace(other, path)

    def edit(self, old, new, name="templates/notes.md"):
        text = self.path(name).read_text()
        self.assertIn(old, text)
        self.write(text.replace(old, new), name)

    def shows(self, page, words, seconds=10):
        page.wait_for(f"(words) => {TEXT}.includes(words)", words, seconds=seconds)
        # It was never loaded anew.
        self.assertTrue(page.evaluate("globalThis.isFirst"), "the page was loaded anew")

    def problems(self, page):
        return page.evaluate("document.getElementById('q-problems').innerText")

    # -- the tests

    def test_an_edit_shows_without_losing_the_place(self):
        page = self.open()
        page.evaluate("document.querySelectorAll('main p')[40].scrollIntoView({ behavior: 'instant' })")
        seen = "() => document.querySelectorAll('main p')[40].getBoundingClientRect().top"
        place = page.evaluate(seen, None)
        self.edit("The first words.", "The first words.\n\nMany more.\n\nAnd more.")
        self.shows(page, "And more.")
        moved = page.evaluate("() => document.querySelectorAll('main p')[42].getBoundingClientRect().top", None)
        self.assertAlmostEqual(moved, place, delta=1.5)
        self.assertGreater(page.evaluate("scrollY"), 500)
        # The contents follow a heading.
        self.edit("## Upper", "## Uppermost")
        page.wait_for("!!document.querySelector('.toc')?.innerText.includes('Uppermost')")
        page.wait_for("!!document.querySelector('.toc [aria-current]')")

    def test_tables_that_stay_the_same_keep_how_they_were_left(self):
        page = self.open()
        page.find("button", "name").click()
        page.find("button", "name").click()
        page.find("searchbox").click()
        page.type("p")
        page.evaluate("document.querySelector('figure.chart details').open = true")
        rows = "() => [...document.querySelectorAll('figure.table tbody tr')].filter((r) => !r.hidden).map((r) => r.cells[0].innerText)"
        self.assertEqual(page.evaluate(rows, None), ["plum", "pear"])
        self.edit("The last words.", "The very last words.")
        self.shows(page, "The very last words.")
        self.assertEqual(page.evaluate(rows, None), ["plum", "pear"])
        self.assertTrue(page.evaluate("document.querySelector('figure.chart details').open"))
        self.assertEqual(page.evaluate("document.activeElement.type"), "search")

    def test_new_data_shows_and_new_tables_live(self):
        page = self.open()
        page.evaluate("document.querySelector('figure.chart details').open = true")
        self.write("name,amount\nplum,1\nquince,70\n", "data/fruit.csv")
        self.shows(page, "quince")
        self.assertTrue(page.evaluate("document.querySelector('figure.chart details').open"))
        page.find("button", "amount").click()
        page.find("button", "amount").click()
        first = page.evaluate("document.querySelector('figure.table tbody tr').innerText")
        self.assertIn("quince", first)
        self.assertEqual(page.evaluate("[...document.querySelectorAll('figure.chart .tools')].every((t) => !t.hidden)"), True)

    def test_an_included_file_is_followed(self):
        page = self.open()
        self.edit("An included part.", "An included part of another kind.", "templates/part.md")
        self.shows(page, "of another kind")

    def test_the_title_and_the_look_follow(self):
        page = self.open()
        self.edit("title: Notes", "title: Other notes")
        page.wait_for("document.title === 'Other notes'")
        self.assertEqual(page.evaluate("document.querySelector('h1').innerText"), "Other notes")
        # Without a chart the stylesheet is another one.
        text = self.path().read_text()
        start, end = text.index("```{chart"), text.index("## Upper")
        self.write(text[:start] + text[end:])
        page.wait_for("!document.querySelector('figure.chart')")
        colour = "getComputedStyle(document.querySelector('figure.table th')).borderBottomStyle"
        self.assertEqual(page.evaluate(colour), "solid")
        self.write(text)
        page.wait_for("!!document.querySelector('figure.chart svg')")
        self.assertTrue(page.evaluate("globalThis.isFirst"))

    def test_an_error_shows_with_its_line_and_clears(self):
        page = self.open()
        self.edit("FROM fruit GROUP", "FROM fruits GROUP")
        page.wait_for("!!document.querySelector('#q-problems details')")
        said = self.problems(page)
        self.assertIn("1 error", said)
        self.assertIn("the page shown is the last that could be made", said)
        self.assertIn("templates/notes.md:15:", said)
        self.assertIn("no table 'fruits'", said)
        self.assertIn("SELECT name, sum(amount)::BIGINT AS amount FROM fruits", said)
        self.assertIn("^~~~~~", said)
        self.assertIn("did you mean 'fruit'?", said)
        # The last good page is still there.
        self.assertIn("The last words.", page.evaluate(TEXT))
        self.picture(page, "error")
        with self.subTest("accessible"):
            self.axe_finds_nothing_serious(page)
            self.assertEqual(page.evaluate("document.getElementById('q-problems').getAttribute('role')"), "alert")
        link = page.evaluate("document.querySelector('#q-problems a').getAttribute('href')")
        self.assertEqual(link, "/source/templates/notes.md#L15")
        # Another mistake in its place.
        self.edit("FROM fruits GROUP", "FROM fruit GRUOP")
        page.wait_for("!document.getElementById('q-problems').innerText.includes('fruits')")
        self.edit("FROM fruit GRUOP", "FROM fruit GROUP")
        page.wait_for("document.getElementById('q-problems').innerText === ''")
        self.assertIn("The last words.", page.evaluate(TEXT))
        self.assertTrue(page.evaluate("globalThis.isFirst"))

    def picture(self, page, name):
        if not self.pictures:
            return
        page.screenshot(Path(self.pictures) / f"preview-{name}-light.png", full=False)
        page.emulate(dark=True)
        page.screenshot(Path(self.pictures) / f"preview-{name}-dark.png", full=False)
        page.emulate()
        page.resize(PHONE, 800, phone=True)
        page.screenshot(Path(self.pictures) / f"preview-{name}-phone.png", full=False)
        page.resize(1280, 900)

    def test_a_failing_step_shows_in_its_place(self):
        page = self.open()
        self.edit("sum(amount)::BIGINT", "sum(error('rotten')::INT)::BIGINT")
        self.shows(page, "rotten")
        self.assertIn("rotten", self.problems(page))
        self.edit("sum(error('rotten')::INT)::BIGINT", "sum(amount)::BIGINT")
        page.wait_for(f"!{TEXT}.includes('rotten')")
        self.assertEqual(self.problems(page), "")

    def test_the_template_may_be_gone_for_a_moment(self):
        page = self.open()
        shutil.move(self.path(), self.path("templates/away"))
        page.wait_for("document.getElementById('q-problems').innerText.includes('no such file')")
        self.assertIn("The last words.", page.evaluate(TEXT))
        shutil.move(self.path("templates/away"), self.path())
        page.wait_for("document.getElementById('q-problems').innerText === ''")
        self.edit("The last words.", "The words after.")
        self.shows(page, "The words after.")

    def test_a_template_that_never_was_right(self):
        self.write("---\ntitle: Notes\nlang: en\n---\n\n```{sql a}\nFROM nobody\n```\n")
        page = self.browser.open(self.server.url(ADDRESS))
        self.addCleanup(page.close)
        self.assertIn("there is no page yet", self.problems(page))
        self.assertIn("no table 'nobody'", self.problems(page))
        self.write("---\ntitle: Notes\nlang: en\n---\n\nAll right.\n")
        page.wait_for(f"{TEXT}.includes('All right.')")
        self.assertEqual(self.problems(page), "")

    def test_markup_in_a_mistake_is_text(self):
        page = self.open()
        self.edit("FROM fruit GROUP", "FROM '<img src=x onerror=alert(1)>' GROUP")
        page.wait_for("!!document.querySelector('#q-problems details')")
        self.assertEqual(page.evaluate("document.querySelectorAll('#q-problems img').length"), 0)

    def test_several_pages_follow_one_template(self):
        pages = [self.open() for _ in range(3)]
        self.edit("The first words.", "Words for all.")
        for page in pages:
            self.shows(page, "Words for all.")

    def test_many_edits_in_a_row_end_in_the_last_one(self):
        page = self.open()
        text = self.path().read_text()
        for number in range(40):
            self.write(text.replace("The first words.", f"Edit number {number}."))
            time.sleep(0.02)
        self.shows(page, "Edit number 39.")
        self.browser.settle(0.5)
        self.assertIn("Edit number 39.", page.evaluate(TEXT))

    def test_it_finds_the_server_again(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        fixed = ("--watch", "--port", port, "--token", "0123456789abcdef0123456789abcdef")
        self.server.stop()
        self.server = Server(self.project.folder, self.quire, *fixed)
        self.browser.open(self.server.address).close()
        page = self.open()
        page.excused = ["ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "net::ERR"]
        self.server.stop()
        page.wait_for("document.getElementById('q-state').innerText.includes('Trying again')")
        self.edit("The last words.", "Words in between.")
        with Server(self.project.folder, self.quire, *fixed) as server:
            self.shows(page, "Words in between.", seconds=15)
            self.assertEqual(page.evaluate("document.getElementById('q-state').innerText"), "")
            self.edit("Words in between.", "Words again.")
            self.shows(page, "Words again.")
            self.assertTrue(server.origin)

    def test_it_speaks_korean(self):
        page = self.open("/preview/templates/쪽지.md")
        self.write(KOREAN + "\n```{sql a}\nFROM nobody\n```\n", "templates/쪽지.md")
        page.wait_for("!!document.querySelector('#q-problems details')")
        self.assertIn("오류 1개", self.problems(page))
        self.assertIn("마지막으로 만든 것", self.problems(page))

    def test_without_scripts_the_page_is_there(self):
        page = self.browser.open(self.server.url(ADDRESS), scripts=False)
        self.addCleanup(page.close)
        self.edit("FROM fruit GROUP", "FROM fruits GROUP")
        deadline = time.monotonic() + 20
        problems = []
        while not problems and time.monotonic() < deadline:
            page.goto(self.server.url(ADDRESS))
            problems = page.names("#q-problems details")
        self.assertNotEqual(problems[0][0], "ignored")


def main():
    parser = argparse.ArgumentParser(description="Tests quire serve --watch in headless Chromium.")
    parser.add_argument("--quire", default=QUIRE, help="the program (default: .build/debug/quire)")
    return run(PreviewTest, parser, "quire", "build it first")


if __name__ == "__main__":
    sys.exit(main())
