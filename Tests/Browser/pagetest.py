"""What is asked of any page, a report or one of the review server: contrast, width, names, the keyboard."""

import json
import sys
import unittest
from pathlib import Path

import axe
from axe import AxeError
from devtools import Browser, BrowserError
from served import ServerError

CHECKS = (Path(__file__).resolve().parent / "checks.js").read_text()
PHONE = 390
# The narrowest window that WCAG 2 asks a page to fit (1.4.10, Reflow).
NARROWEST = 320
# How much of the page is pictured at a time when contrast is measured.
WINDOW = 4000


class PageTest(unittest.TestCase):
    """`browser` is set before the tests run."""

    browser = None
    maxDiff = None

    def check(self, page, function, *arguments):
        """What a function of checks.js says of the page."""
        if not page.evaluate("'quireChecks' in globalThis"):
            page.evaluate(f"void (globalThis.quireChecks = {CHECKS})")
        words = ", ".join(map(json.dumps, arguments))
        return page.evaluate(f"quireChecks.{function}({words})")

    def none_of(self, problems, what):
        if problems:
            shown = "\n  ".join(map(str, problems[:12]))
            more = f"\n  … and {len(problems) - 12} more" if len(problems) > 12 else ""
            self.fail(f"{what}:\n  {shown}{more}")

    def has_contrast(self, page):
        """Window by window: where the texts are, a picture without the letters, and the two compared."""
        judge = self.browser.open("about:blank")
        self.addCleanup(judge.close)
        page.resize(page.evaluate("innerWidth"), WINDOW)
        height = page.evaluate("document.documentElement.scrollHeight")
        count, problems = 0, []
        # The windows overlap, so that every line of text is whole in one of them.
        for top in range(0, height, WINDOW - 200):
            page.evaluate("top => scrollTo({ top, behavior: 'instant' })", top)
            texts = self.check(page, "textsInWindow", top == 0)
            self.check(page, "hideLetters", True)
            picture = page.picture()
            self.check(page, "hideLetters", False)
            count += len(texts)
            problems += self.check(judge, "lowContrast", picture, texts)
        self.assertGreater(count, 0, "no text was found to measure")
        self.none_of(problems, "text with too little contrast (WCAG 2 AA)")

    def axe_finds_nothing_serious(self, page):
        findings = axe.check(page)
        self.assertGreater(findings.checked, 10, "axe found nothing that its rules apply to")
        self.none_of(findings.serious, "axe finds")

    def everything_has_a_name(self, page):
        nameless = []
        for selector in ("svg[role=img], [role=img], img", "button, input, select"):
            nameless += [
                start
                for role, name, start in page.names(selector)
                # What a screen reader does not meet (hidden, or decoration) needs no name.
                if not name and role not in ("ignored", "none", "presentation")
            ]
        navigations = [name for role, name, _ in page.names("nav") if role == "navigation"]
        if len(navigations) > 1 and len(set(navigations)) < len(navigations):
            nameless.append(f"{len(navigations)} <nav>, named {navigations}: they need distinct names")
        self.none_of(nameless, "a screen reader has nothing to call")

    def keyboard_reaches_everything(self, page):
        expected = self.check(page, "rememberControls")
        places, problems = [], []
        for _ in range(expected + 40):
            page.press("Tab")
            stop = self.check(page, "focused")
            # A field of dates has a stop for each of its parts.
            if stop is None or stop["place"] in places[:-1]:
                break
            if stop["place"] in places:
                continue
            # Chromium also stops at scrolling boxes that hold no control; those are not counted.
            if stop["place"] >= 0:
                places.append(stop["place"])
            problems += [f"{stop['name']} {problem}" for problem in stop["problems"]]
        self.none_of(self.check(page, "unreached", places), "Tab does not reach")
        self.none_of(problems, "with the keyboard")
        self.assertEqual(places, sorted(places), "the order of Tab is not the page's")


def run(case, parser, subject, remedy):
    """Run the tests of `case` in one browser, as a program of its own; gives its exit code.

    `parser` knows the argument `subject`, a path that is tested: it becomes an attribute of `case`, as `browser`
    and `pictures` do. `remedy` says what to do when it is not there.
    """
    name = Path(sys.argv[0]).stem
    parser.epilog = "Tests are chosen by name, as unittest's -k does."
    parser.add_argument("tests", nargs="*", help="only tests whose name holds one of these words")
    parser.add_argument("--pictures", metavar="DIR", help="keep pictures of the pages in this folder")
    parser.add_argument("-v", "--verbose", action="store_true", help="say each test's name")
    options = parser.parse_args()
    path = getattr(options, subject)
    if not Path(path).is_file():
        print(f"{name}: no file {path}; {remedy}", file=sys.stderr)
        return 1
    if options.pictures:
        Path(options.pictures).mkdir(parents=True, exist_ok=True)
    loader = unittest.TestLoader()
    if options.tests:
        loader.testNamePatterns = [f"*{word}*" for word in options.tests]
    try:
        with Browser() as browser:
            case.browser, case.pictures = browser, options.pictures
            setattr(case, subject, path)
            print(f"{path} in {browser.version}", file=sys.stderr)
            suite = loader.loadTestsFromTestCase(case)
            result = unittest.TextTestRunner(verbosity=1 + options.verbose).run(suite)
    except (BrowserError, AxeError, ServerError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    if result.testsRun == 0:
        print(f"{name}: no test has such a name", file=sys.stderr)
        return 1
    return 0 if result.wasSuccessful() else 1
