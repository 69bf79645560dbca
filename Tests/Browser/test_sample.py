"""The browser tests tried on a page that is right, and on copies of it with one fault each.

A test that passes on its fault would pass on a broken report too. Standard library only:
python3 Tests/Browser/test_sample.py
"""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from devtools import Browser, BrowserError  # noqa: E402
import test_report  # noqa: E402

SAMPLE = Path(__file__).resolve().parent / "sample.html"

# The test that must notice, the text to replace in the sample, its replacement, words of the message.
FAULTS = [
    ("opens_without", "<script>", "<script>console.warn('hm');", "console.warning: hm"),
    ("opens_without", "<script>", "<script>setTimeout(() => missing());", "missing is not defined"),
    ("opens_without", "<h2", "<img alt='' src='http://example.org/a.png'><h2", "img-src"),
    ("opens_without", "default-src 'none'", "img-src *", "http://example.org/b.png"),
    ("policy", "default-src 'none'", "default-src 'self'", "default-src 'self'"),
    ("policy", "default-src 'none'", "default-src 'none'; img-src cdn.example.org", "hosts"),
    ("in_light", "--ink: #1d1d1f", "--ink: #8a8a8a", "'Words that everyone"),
    ("in_light", "--bar: #9ec1e8", "--bar: #333", "'twelve'"),
    ("in_light", "<p>", "<p style='opacity: .5'>", "'Words that everyone"),
    ("in_light", "<p>", "<p style='background: linear-gradient(90deg, #444, #fff)'>", "on #444444"),
    ("in_dark", "--link: #9cc4ff", "--link: #14305a", "'Numbers'"),
    ("in_dark", "--paper: #16181b", "--paper: #fff", "light in dark"),
    ("print", ".tools { display: none !important }", "", "controls are printed"),
    ("print", "color-scheme: light; --ink: #000", "--ink: #eee", "too little contrast"),
    ("phone", "<p>", "<p style='width: 500px'>", "reaches 516"),
    ("phone", "width=device-width", "", "the page is 980 wide"),
    ("phone", 'viewBox="0 0 300 60"', 'viewBox="0 0 900 180"', "'twelve' is 4.7 px"),
    ("structure", "<main>", "<div>", "0 of <main>"),
    ("structure", '<h2 id="numbers">', "<h4>", "is an h4 under an h1"),
    ("structure", '<h2 id="numbers">', "<h2>", "'#numbers' leads nowhere"),
    ("structure", 'role="img" ', "", "neither role"),
    ("structure", "<caption>Three rows</caption>", "", "neither caption nor label"),
    ("structure", 'lang="en"', "", "no language"),
    ("structure", 'scope="col"', "", "no scope"),
    ("axe", 'lang="en"', 'lang="engl"', "html-lang-valid (serious)"),
    ("axe", "--ink: #1d1d1f", "--ink: #8a8a8a", "color-contrast (serious)"),
    ("axe", 'search.ariaLabel = "Search this table";', "", "label"),
    ("has_a_name", ' aria-label="One bar of 12"', "", "<svg"),
    ("has_a_name", 'search.ariaLabel = "Search this table";', "", "<input"),
    ("keyboard", 'search.type = "search";', 'search.type = "search"; search.tabIndex = 3;', "order"),
    ("keyboard", ":focus-visible, th button:focus-visible", ".nothing", "looks the same"),
    ("keyboard", "tools.append", "search.onfocus = () => search.blur(); tools.append", "not reach"),
    ("sort", "- key(b).dataset.v", "* 0", "Lists differ"),
    ("sort", "header.ariaSort = up", "header.title = up", "aria-sort"),
    ("sort", "up ? compare(a, b) : compare(b, a)", "compare(a, b)", "Lists differ"),
    ("search", "search.value.toLowerCase())", "search.value)", "finds nothing"),
    ("search", "row.hidden = ", "row.title = ", "shows rows without it"),
    ("csv", "? `\"${text.replaceAll('\"', '\"\"')}\"` : text", "? `\"${text}\"` : text", "',' expected"),
    ("csv", "cell.dataset.v ??", "cell.dataset.v * 2 ||", "differs from the table"),
    ("csv", "[...table.rows]", "[...table.rows].slice(0, 3)", "rows are missing"),
    ("csv", '"three-rows.csv"', '"three-rows.txt"', "three-rows.txt"),
    ("without_scripts", "<script>", "<script>document.querySelector('p').append('More');", "More"),
    ("without_scripts", "<tbody>", "<tbody><tr style='display: none'><td>1</td></tr>", "rows are"),
    ("without_scripts", "</main>", "<button>Nothing</button></main>", "controls that do nothing"),
]


class SampleTest(unittest.TestCase):
    browser = None

    def run_on(self, path, word):
        case = type("Faulty", (test_report.ReportTest,), {"browser": self.browser, "report": path})
        loader = unittest.TestLoader()
        loader.testNamePatterns = [f"*{word}*"]
        result = unittest.TestResult()
        loader.loadTestsFromTestCase(case).run(result)
        self.assertGreater(result.testsRun, 0, f"no test is called {word}")
        # The sample's charts are drawings by hand, without rows to take along.
        skipped = [reason for _, reason in result.skipped if reason != "no chart has data"]
        self.assertEqual(skipped, [])
        return result

    def test_the_sample_passes(self):
        result = self.run_on(SAMPLE, "test")
        self.assertEqual([text for _, text in result.failures + result.errors], [])

    def test_every_fault_is_noticed(self):
        sample = SAMPLE.read_text()
        with tempfile.TemporaryDirectory(prefix="quire-faults-") as folder:
            for number, (word, old, new, message) in enumerate(FAULTS):
                with self.subTest(test=word, old=old, new=new):
                    self.assertIn(old, sample)
                    faulty = sample.replace(old, new)
                    if "b.png" in message:
                        faulty = faulty.replace("<h2", "<img alt='' src='http://example.org/b.png'><h2")
                    path = Path(folder) / f"{number}.html"
                    path.write_text(faulty)
                    result = self.run_on(path, word)
                    said = "\n".join(text for _, text in result.failures + result.errors)
                    self.assertIn(message, said)

    def test_numbers_are_read_as_shown(self):
        for text, number in [
            ("1,234.5", 1234.5),
            ("−12 %", -12),
            ("₩3,000", 3000),
            ("+4.2h", 4.2),
            ("-0.5", -0.5),
            ("7명", 7),
            ("2022-03", None),
            ("Apple", None),
            ("", None),
        ]:
            self.assertEqual(test_report.number_in(text), number, text)

    def test_csv_fields_match_what_is_shown(self):
        for field, text, matches in [
            ("0.15625", "15.6%", True),
            ("15.625", "15.63", True),
            ("15.625", "15.7", False),
            ("", "–", True),
            ("", "0", False),
            ("1200000", "1,200,000", True),
            ("2022-03-01T00:00:00", "March 1", True),
            ("fig", "Fig", False),
        ]:
            cell = {"text": text, "value": None}
            self.assertEqual(test_report.is_shown_as(field, cell), matches, (field, text))


if __name__ == "__main__":
    try:
        with Browser() as browser:
            SampleTest.browser = browser
            program = unittest.main(exit=False)
    except BrowserError as error:
        print(f"test_sample: {error}", file=sys.stderr)
        sys.exit(1)
    sys.exit(0 if program.result.wasSuccessful() else 1)
