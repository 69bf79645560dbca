"""The page that lists a build's reports, in headless Chromium: it passes every test of a report's page, and its
search leads to the places that hold the words.

    python3 Tests/Browser/test_index.py QUIRE [--pictures DIR]

QUIRE is the built program, which makes the pages that are tried. Standard library only.
"""

import argparse
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from devtools import Browser, BrowserError  # noqa: E402
import test_report  # noqa: E402

OVERVIEW = """---
title: Overview of the shop
description: All regions together, month by month.
date: 2026-11-20
---
# {{ title }}

## Findings

The xylophones sold better than every other instrument, and <b>nobody</b> knows why.

```{sql total}
SELECT 1234567 AS n
```

```{metrics}
cards:
  - {label: Instruments sold, value: "total[0].n", format: ",d"}
```

## Method

Each sale was counted by two people.
"""

REGION = """---
title: Sales of {{ params.region }}
params:
  region: {type: string}
  goal: {type: integer, default: 0}
---
# {{ title }}

## What was found

In the region {{ params.region }} every xylophone found a buyer.
"""

ACADEMY = """---
title: 학원 보고서
lang: ko
description: 지역별 등록 학생 수를 요약합니다.
---
# {{ title }}

## 등록 현황

올해 수도권에서 등록한 학생은 지난해보다 늘었습니다.

```{sql a}
SELECT 42 AS n
```

```{check}
data: a
range: {n: {max: 40}}
```
"""

BROKEN = """---
title: Broken
---
```{sql x}
SELECT * FROM nowhere
```
"""


def build(quire, folder):
    """Writes templates into a folder and builds them; gives the index page."""
    templates = folder / "templates"
    (templates / "한국").mkdir(parents=True)
    (templates / "overview.md").write_text(OVERVIEW)
    (templates / "region.md").write_text(REGION)
    (templates / "한국" / "학원.md").write_text(ACADEMY)
    (templates / "broken.md").write_text(BROKEN)
    rows = ["region,goal"] + [f"R{number:02},{number * 100}" for number in range(1, 61)]
    (folder / "rows.csv").write_text("\n".join(rows) + "\n")
    done = subprocess.run(
        [Path(quire).resolve(), "build", "--each", "rows.csv", "--quiet"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    # One template is broken and one check fails.
    if done.returncode != 1 or not (folder / "reports" / "index.html").is_file():
        raise BrowserError(f"the build ended with {done.returncode}:\n{done.stderr}")
    return folder / "reports" / "index.html"


class IndexTest(unittest.TestCase):
    browser = None
    index = None
    pictures = None

    def open(self, **options):
        page = self.browser.open(self.index, **options)
        self.addCleanup(page.close)
        return page

    def searched(self, page):
        """Waits until the page has searched, which it does 60 ms after the last key: timers end in their order."""
        page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")

    def search(self, page, words):
        page.evaluate("void document.querySelector('#find').focus()")
        page.evaluate("void document.querySelector('#find').select()")
        page.type(words)
        self.searched(page)
        return page.evaluate(
            """[...document.querySelectorAll(".found > li")].map((item) => ({
              title: item.querySelector("a").textContent,
              path: decodeURIComponent(item.querySelector("a").getAttribute("href")),
              places: [...item.querySelectorAll("ul a")].map((a) => a.getAttribute("href")),
              marked: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
              text: item.textContent,
            }))"""
        )

    def count(self, page):
        return page.evaluate("document.querySelector('.finder .count').textContent")

    def picture(self, page, name):
        if self.pictures:
            page.screenshot(Path(self.pictures) / f"index-{name}.png")

    def test_it_finds_a_word_in_its_place(self):
        page = self.open()
        found = self.search(page, "NOBODY")
        self.picture(page, "search")
        self.assertEqual([item["title"] for item in found], ["Overview of the shop"])
        self.assertEqual(found[0]["path"], "overview.html")
        self.assertEqual(found[0]["places"], ["overview.html#findings"])
        self.assertEqual(found[0]["marked"], ["nobody"])
        self.assertIn("than every other instrument, and nobody knows why", found[0]["text"])
        self.assertEqual(self.count(page), "Found in 1 of 62 reports")
        self.assertEqual(page.evaluate("document.querySelectorAll('.listing:not([hidden])').length"), 0)

    def test_a_place_leads_to_its_section(self):
        page = self.open()
        found = self.search(page, "counted two")
        target = urllib.parse.urljoin(Path(self.index).resolve().as_uri(), found[0]["places"][0])
        page.goto(target)
        self.assertEqual(
            page.evaluate("document.querySelector(':target')?.textContent.replace('#', '')"), "Method"
        )

    def test_all_words_must_be_there(self):
        page = self.open()
        self.assertEqual(self.search(page, "xylophones weather"), [])
        self.assertEqual(self.count(page), "Nothing found.")
        self.assertEqual(len(self.search(page, "xylophones counted")), 1)

    def test_parts_of_korean_words_are_found_however_they_are_composed(self):
        page = self.open()
        for words in ("도권", "등록한 학생", "\u1103\u1173\u11bc\u1105\u1169\u11a8"):
            with self.subTest(words=words):
                found = self.search(page, words)
                self.assertEqual([item["path"] for item in found], ["한국/학원.html"])
                self.assertTrue(found[0]["marked"])
        # The section's anchor is Korean too.
        place = urllib.parse.unquote(found[0]["places"][0])
        self.assertEqual(place, "한국/학원.html#등록-현황")

    def test_many_results_come_in_parts_and_clearing_brings_the_list_back(self):
        page = self.open()
        self.assertEqual(len(self.search(page, "xylophone")), 20)
        self.assertEqual(self.count(page), "Found in 61 of 62 reports")
        more = "document.querySelector('.finder .more')"
        self.assertEqual(page.evaluate(f"{more}.textContent"), "Show 41 more")
        page.evaluate(f"{more}.focus()")
        page.press("Enter")
        self.assertEqual(page.evaluate("document.querySelectorAll('.found > li').length"), 40)
        page.evaluate("document.querySelector('#find').focus()")
        page.press("Escape")
        self.assertEqual(page.evaluate("document.querySelectorAll('.found > li').length"), 0)
        self.assertEqual(page.evaluate("document.querySelectorAll('.listing[hidden]').length"), 0)

    def test_the_keyboard_walks_through_what_was_found(self):
        page = self.open()
        page.evaluate(
            "void document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}))"
        )
        focus = "document.activeElement.id || document.activeElement.getAttribute('href')"
        self.assertEqual(page.evaluate(focus), "find")
        page.type("nobody")
        self.searched(page)
        steps = []
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
            page.press(key)
            steps.append(page.evaluate(focus))
        self.assertEqual(
            steps,
            ["overview.html", "overview.html#findings", "overview.html#findings", "overview.html", "find"],
        )

    def test_what_is_found_is_text_and_never_markup(self):
        page = self.open()
        found = self.search(page, "<b>")
        self.assertEqual(page.evaluate("document.querySelectorAll('.found b').length"), 0)
        self.assertEqual(page.messages + page.violations, [])
        self.assertEqual(len(found), 0)

    def test_every_link_leads_to_a_page(self):
        links = self.open().evaluate("[...document.querySelectorAll('.listing a')].map((a) => a.href)")
        self.assertEqual(len(links), 62)
        for link in links:
            path = Path(urllib.parse.unquote(urllib.parse.urlsplit(link).path))
            self.assertTrue(path.is_file(), path)

    def test_long_tables_have_pages(self):
        page = self.open()
        shown = "document.querySelectorAll('.listing tbody tr:not([hidden])').length"
        self.assertEqual(page.evaluate(shown), 25)
        self.picture(page, "list")
        # Without scripts every row is there.
        self.assertEqual(self.open(scripts=False).evaluate(shown), 60)


class IndexAsAReport(test_report.ReportTest):
    """All that holds for a report's page."""


def main():
    parser = argparse.ArgumentParser(description="Tests the index page of a build in headless Chromium.")
    parser.add_argument("quire", help="the built program")
    parser.add_argument("--pictures", metavar="DIR", help="keep pictures of the page in this folder")
    options = parser.parse_args()
    if options.pictures:
        Path(options.pictures).mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="quire-index-") as folder, Browser() as browser:
            index = build(options.quire, Path(folder))
            for case in (IndexTest, IndexAsAReport):
                case.browser, case.pictures = browser, options.pictures
            IndexTest.index = IndexAsAReport.report = index
            suite = unittest.TestSuite(
                unittest.TestLoader().loadTestsFromTestCase(case) for case in (IndexTest, IndexAsAReport)
            )
            result = unittest.TextTestRunner().run(suite)
    except BrowserError as error:
        print(f"test_index: {error}", file=sys.stderr)
        return 1
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
