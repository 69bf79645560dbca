"""A finished report, opened in headless Chromium and used as a reader would.

    python3 Tests/Browser/test_report.py REPORT.html [--pictures DIR] [-v] [TEST…]

Standard library only; `scripts/setup --tests` installs the browser. `--pictures` keeps what the page looked like:
light, dark, on a phone and printed.
"""

import argparse
import csv
import io
import re
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from devtools import address_of  # noqa: E402
from pagetest import NARROWEST, PHONE, PageTest, run  # noqa: E402

SMALLEST_CHART_TEXT = 8


class ReportTest(PageTest):
    """`report` (a path) and `pictures` (a folder or None) are set before the tests run."""

    report = None
    pictures = None

    def open(self, **options):
        page = self.browser.open(self.report, **options)
        self.addCleanup(page.close)
        return page

    def picture(self, page, name):
        if self.pictures:
            page.screenshot(Path(self.pictures) / f"{Path(self.report).stem}-{name}.png")

    # -- one file, in silence

    def test_it_opens_without_a_word_and_asks_for_nothing(self):
        page = self.open()
        self.browser.settle(0.5)
        own = address_of(self.report)
        self.assertEqual(page.requests[:1], [own])
        foreign = [
            f"request for {url}"
            for url in page.requests
            if urllib.parse.urldefrag(url)[0] != own and not url.startswith(("data:", "blob:"))
        ]
        stopped = [f"stopped by the Content-Security-Policy: {words}" for words in page.violations]
        self.none_of(page.messages + stopped + foreign, "the page is not silent")

    def test_its_policy_allows_nothing_from_outside(self):
        policy = self.check(self.open(), "policy")
        rules = {words[0]: words[1:] for words in map(str.split, policy.split(";")) if words}
        self.assertEqual(rules.get("default-src"), ["'none'"], f"the policy is {policy!r}")
        outside = [source for sources in rules.values() for source in sources if "." in source]
        self.none_of(outside, "the policy allows hosts")
        self.assertNotIn("*", policy)

    # -- looks

    def test_text_has_contrast_in_light(self):
        page = self.open()
        self.picture(page, "light")
        self.assertGreater(self.check(page, "pageLuminance"), 0.5, "the page is dark in light")
        self.has_contrast(page)

    def test_text_has_contrast_in_dark(self):
        page = self.open(dark=True)
        self.picture(page, "dark")
        self.assertLess(self.check(page, "pageLuminance"), 0.2, "the page is light in dark")
        self.has_contrast(page)

    def test_print_is_dark_on_light_and_without_controls(self):
        page = self.open(dark=True, media="print", width=720)
        self.picture(page, "print")
        if self.pictures:
            page.pdf(Path(self.pictures) / f"{Path(self.report).stem}-print.pdf")
        self.assertGreater(self.check(page, "pageLuminance"), 0.9, "paper is not white")
        self.has_contrast(page)
        self.none_of(self.check(page, "visibleControls"), "controls are printed")
        hidden = [
            f"{table['name']}: {table['shown']} of {table['rows']} rows"
            for table in self.check(page, "describeTables")
            if table["shown"] < table["rows"]
        ]
        self.none_of(hidden, "rows are missing in print")

    def test_it_fits_a_phone(self):
        page = self.open(width=PHONE, height=844)
        page.resize(PHONE, 844, phone=True)
        self.picture(page, "phone")
        self.none_of(self.check(page, "overflowing", PHONE), "the page scrolls sideways on a phone")
        self.none_of(
            self.check(page, "tinyText", SMALLEST_CHART_TEXT), "text in charts is too small on a phone"
        )
        page.resize(NARROWEST, 640, phone=True)
        self.none_of(self.check(page, "overflowing", NARROWEST), "the page scrolls sideways")

    # -- structure

    def test_structure_is_sound(self):
        self.none_of(self.check(self.open(), "structure"), "the page's structure")

    def test_axe_has_nothing_serious_to_say(self):
        for colours in ("light", "dark"):
            with self.subTest(colours=colours):
                self.axe_finds_nothing_serious(self.open(dark=colours == "dark"))

    def test_every_picture_and_control_has_a_name(self):
        self.everything_has_a_name(self.open())

    def test_the_keyboard_reaches_every_control(self):
        self.keyboard_reaches_everything(self.open())

    # -- tables

    def tables(self, page, feature):
        found = [table for table in self.check(page, "describeTables") if table[feature]]
        if not found:
            self.skipTest(f"no table of this report has {feature}")
        return found

    def test_header_buttons_sort(self):
        page = self.open()
        for table in self.tables(page, "sorters"):
            for place in range(table["sorters"]):
                with self.subTest(table=table["name"], button=place):
                    self.sorts(page, table["index"], place)

    def sorts(self, page, index, place):
        def column():
            contents = self.check(page, "contents", index)
            return [row[at] for row in contents["rows"] if len(row) > at]

        at = self.check(page, "sorter", index, place)["column"]
        before = column()
        seen = []
        for press in ("click", "Enter"):
            if press == "click":
                page.click(**self.check(page, "aimAtSorter", index, place))
            else:
                page.press("Enter")
            after = column()
            self.assertCountEqual([c["text"] for c in before], [c["text"] for c in after])
            seen.append(self.check(page, "sorter", index, place)["order"])
            if len({cell["text"] for cell in before}) > 1:
                self.is_sorted(page, after, descending=seen[-1] == "descending")
        self.assertEqual(
            sorted(seen), ["ascending", "descending"], "aria-sort after a click and then Enter"
        )

    def is_sorted(self, page, cells, descending):
        """In the order of the cells' values, as numbers if all are, else as some order of texts."""
        full = [cell for cell in cells if cell["text"] not in ("", "–", "—", "-")]
        blanks = [bool(cell["text"] not in ("", "–", "—", "-")) for cell in cells]
        self.assertIn(blanks, (sorted(blanks), sorted(blanks, reverse=True)), "blanks are not together")
        values = [cell["value"] if cell["value"] is not None else cell["text"] for cell in full]
        if descending:
            values.reverse()
        numbers = [number_in(value) for value in values]
        if None not in numbers:
            self.assertEqual(numbers, sorted(numbers))
        elif values != sorted(values):
            texts = [cell["text"] for cell in (reversed(full) if descending else full)]
            self.assertTrue(self.check(page, "inOrder", texts), f"not in order: {texts[:12]}")

    def test_search_filters_the_rows(self):
        page = self.open()
        for table in self.tables(page, "searches"):
            with self.subTest(table=table["name"]):
                self.searches(page, table["index"])

    def searches(self, page, index):
        def shown():
            contents = self.check(page, "contents", index)
            rows = zip(contents["rows"], contents["shown"])
            return [" ".join(cell["text"] for cell in row) for row, visible in rows if visible]

        start = shown()
        rows = self.check(page, "contents", index)["rows"]
        word = next(filter(None, (cell["text"] for cell in rows[-1])))
        page.click(**self.check(page, "aimAtSearch", index))
        page.type(word)
        found = shown()
        self.assertTrue(found, f"searching for {word!r}, which is in the last row, finds nothing")
        parts = word.casefold().split()
        strangers = [row for row in found if any(part not in row.casefold() for part in parts)]
        self.none_of(strangers, f"searching for {word!r} shows rows without it")
        page.type("\u2603 no such words")
        self.none_of(shown(), "rows are shown that do not hold the words")
        page.evaluate("document.activeElement.select()")
        page.press("Backspace")
        self.assertEqual(self.check(page, "searchText", index), "")
        self.assertEqual(shown(), start, "clearing the search does not bring the rows back")

    def test_csv_downloads_hold_the_table(self):
        page = self.open()
        tables = self.tables(page, "downloads")
        with tempfile.TemporaryDirectory(prefix="quire-csv-") as folder:
            downloads = self.browser.allow_downloads(folder)
            for count, table in enumerate(tables):
                # Of more than ten downloads within moments Chromium drops some.
                if count >= 8:
                    self.browser.settle(1.0)
                with self.subTest(table=table["name"]):
                    contents = self.check(page, "contents", table["index"])
                    page.click(**self.check(page, "aimAtDownload", table["index"]))
                    name, data = downloads.next()
                    self.is_csv_of(contents, name, data)

    def test_charts_can_be_walked_and_taken_along(self):
        page = self.open()
        count = page.evaluate("document.querySelectorAll('figure.chart details.data').length")
        if not count:
            self.skipTest("no chart has data")
        # The marks by the arrow keys: shown beside them and read out, each another.
        page.evaluate("[...document.querySelectorAll('figure.chart')].find(f => f.querySelectorAll('path > title, rect > title').length > 2).querySelector('.scroll').focus()")
        said = []
        for key in ["ArrowRight", "ArrowRight", "End", "Home"]:
            page.press(key)
            said.append(page.evaluate("document.querySelector('.sr[role=status]').textContent"))
            self.assertTrue(page.evaluate("!document.querySelector('.mark-label').hidden"))
        self.assertTrue(all(said), said)
        self.assertNotEqual(said[0], said[1], said)
        self.assertEqual(said[0], said[3], said)
        page.press("Escape")
        self.assertTrue(page.evaluate("document.querySelector('.mark-label').hidden"))
        # The files of the first chart: its rows, and a drawing that needs no page.
        with tempfile.TemporaryDirectory(prefix="quire-chart-") as folder:
            downloads = self.browser.allow_downloads(folder)
            page.evaluate("document.querySelector('details.data').open = true")
            page.evaluate("document.querySelector('details.data button.csv').click()")
            name, data = downloads.next()
            lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))
            rows = page.evaluate("document.querySelectorAll('details.data')[0].querySelectorAll('tr').length")
            self.assertTrue(name.endswith(".csv"))
            self.assertEqual(len(lines), rows)
            page.evaluate("document.querySelector('details.data button.svg').click()")
            name, data = downloads.next()
            self.assertTrue(name.endswith(".svg"))
            self.assertTrue(data.startswith(b"<svg") and b"var(" not in data)

    def is_csv_of(self, contents, name, data):
        self.assertRegex(name, r"^[^/\\<>:\"|?*\x00-\x1f]+\.csv$")
        text = data.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        self.assertTrue(lines, "the file is empty")
        widths = {len(line) for line in lines}
        self.assertEqual(len(widths), 1, f"lines of {sorted(widths)} fields")
        header, *rows = lines
        self.assertGreaterEqual(len(header), len(contents["headers"]))
        self.assertGreaterEqual(len(rows), len(contents["rows"]), "rows are missing in the CSV")
        if len(header) != len(contents["headers"]):
            return  # columns that the table does not show: the cells cannot be paired
        wrong = []
        for number, (row, cells) in enumerate(zip(rows, contents["rows"]), 2):
            for field, cell in zip(row, cells):
                if not is_shown_as(field, cell):
                    wrong.append(f"line {number}: {field!r} in the file, {cell['text']!r} on the page")
        self.none_of(wrong, "the CSV differs from the table")

    # -- without scripts

    def test_everything_can_be_read_without_scripts(self):
        lively, still = self.open(), self.open(scripts=False)
        with_scripts, without = self.check(lively, "readable"), self.check(still, "readable")
        self.assertEqual(
            [word for word in with_scripts["words"] if word not in set(without["words"])],
            [],
            "there is text that only scripts show",
        )
        self.assertEqual(without["hiddenRows"], 0, "rows are hidden without scripts")
        self.assertEqual(without["drawings"], with_scripts["drawings"])
        self.none_of(without["controls"], "controls that do nothing are shown without scripts")


def number_in(text):
    """The number that a cell shows, or None: '1,234.5', '−12 %', '₩3,000', '4.2 h'."""
    if not isinstance(text, str):
        return float(text)
    match = re.fullmatch(
        r"[^\d\s+−A-Za-z(-]{0,4}\s*([+−-]?)\s*[^\d\s+−A-Za-z(-]{0,4}\s*(\d[\d,\u202f\u00a0]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*"
        r"([^\d\s]{0,6})",
        text.strip(),
    )
    if match is None:
        return None
    value = float(re.sub(r"[,\u202f\u00a0]", "", match[2]))
    return -value if match[1] in ("−", "-") else value


def is_shown_as(field, cell):
    """Whether a CSV field is what the cell shows, which may be rounded or formatted."""
    shown = cell["text"]
    if field.strip() == shown or re.sub(r"\s+", " ", field).strip() == shown:
        return True
    if field in ("true", "false"):
        return number_in(shown) is None
    if field == "":
        return shown in ("", "–", "—", "-")
    if cell["value"] is not None and str(cell["value"]) == field:
        return True
    try:
        exact = float(field)
    except ValueError:
        # A date or a time, formatted: its digits come from the field's.
        return bool(re.match(r"\d{4}-\d\d", field)) and any(
            part in field for part in re.findall(r"\d+", shown)
        )
    seen = number_in(shown)
    if seen is None:
        return False
    decimals = len(shown.partition(".")[2].rstrip("% \u00a0")) if "." in shown else 0
    slack = 0.51 * 10 ** -min(decimals, 12) + 1e-9 * abs(exact)
    percent = 100 * exact if "%" in shown else exact
    scaled = any(unit in shown for unit in ("k", "M", "G", "B", "만", "억"))
    return scaled or abs(exact - seen) <= slack or abs(percent - seen) <= slack


def main():
    parser = argparse.ArgumentParser(description="Tests a finished report in headless Chromium.")
    parser.add_argument("report", help="the report, an HTML file")
    return run(ReportTest, parser, "report", "render it first")


if __name__ == "__main__":
    sys.exit(main())
