"""The review server's pages in headless Chromium, used as a reader uses them.

    python3 Tests/Browser/test_review.py [--quire PROGRAM] [--pictures DIR] [-v] [TEST…]

Starts `quire serve` on a project of small templates (served.py). Standard library and axe-core only;
`scripts/setup --tests` installs what is missing. `--pictures` keeps what each page looked like: light, dark, on
a phone.
"""

import argparse
import contextlib
import csv
import io
import re
import socket
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pagetest import NARROWEST, PHONE, PageTest, run  # noqa: E402
from served import MARKED_NAME, QUIRE, Project, Server  # noqa: E402

SALES, SLOW, FAILING = "templates/sales.md", "templates/slow.md", "templates/failing.md"
BROKEN, KOREAN, MARKED = "templates/broken.md", "templates/korean.md", f"templates/{MARKED_NAME}"
# Rounds of `slow` that take some seconds, and many hours.
SOME, ENDLESS = "300", "100000"
# What is the same in every language: titles of templates, names of parameters and figures.
OWN_WORDS = {
    "Quire", "Sales by region", "A long count", "A check that fails", "A broken template",
    'Marks <b>bold</b> & "quotes"', "SHA-256",
    "Amount", "Regions", "year", "data", "from", "top", "factor", "order", "detail", "note",
}  # fmt: skip


class ReviewTest(PageTest):
    """`browser`, `quire` (a path) and `pictures` (a folder or None) are set before the tests run."""

    quire = QUIRE
    pictures = None

    @classmethod
    def setUpClass(cls):
        cls.project = cls.enterClassContext(Project())
        # A report of two runs that differ, one with a failed check, and three more.
        for arguments, code in [
            ([SALES], 0),
            ([SALES, "-P", "from=2025-02-01", "-P", "top=2"], 0),
            ([FAILING], 2),
            ([KOREAN], 0),
            ([MARKED], 0),
            ([SLOW], 0),
        ]:
            cls.project.render(cls.quire, *arguments, expected=code)
        cls.server = cls.enterClassContext(Server(cls.project.folder, cls.quire))
        # The printed address gives the browser its cookie.
        cls.browser.open(cls.server.address).close()

    def open(self, path, **options):
        """A page of the server; when the test ends, everything it said and asked for is looked at."""
        page = self.browser.open(self.server.url(path), **options)
        page.excused = []
        self.addCleanup(page.close)
        self.addCleanup(self.was_silent, page)
        return page

    def was_silent(self, page):
        self.browser.settle(0.05)
        foreign = [
            f"request for {url}"
            for url in page.requests
            if not url.startswith((self.server.origin + "/", "data:", "blob:"))
        ]
        words = [m for m in page.messages if not any(excuse in m for excuse in page.excused)]
        stopped = [f"stopped by the Content-Security-Policy: {words}" for words in page.violations]
        self.none_of(words + stopped + foreign, f"{page.address} is not silent")

    def start(self, page, rounds):
        """Start `slow` from the form; the page is then the job's."""
        page.goto(self.server.url(f"/start/{SLOW}"))
        page.find("spinbutton", "Rounds").fill(rounds)
        with page.leads_on():
            page.find("button", "Run").click()
        path = urllib.parse.urlsplit(page.address).path
        self.assertIn("/jobs/", path)
        # A test that fails half-way must not leave a run for hours to those after it.
        self.addCleanup(self.server.post, path + "/cancel")

    def state(self, page):
        return page.evaluate("document.querySelector('#state .state')?.dataset.state")

    def ends(self, page, state, seconds=30):
        """Wait until the job of this page is over, and that it ended as said."""
        over = "(() => { const s = document.querySelector('#state .state')?.dataset.state;"
        over += " return !['waiting', 'running', 'held'].includes(s) && s })()"
        self.assertEqual(page.wait_for(over, seconds=seconds), state, page.evaluate("document.body.innerText"))

    def cancel(self, page):
        with page.leads_on():
            page.find("button", "Cancel").click()
        self.ends(page, "cancelled")

    def runs(self, template):
        """The ids of a template's runs as its report's bar offers them, the newest first."""
        page = self.browser.open(self.server.url(f"/report/{template}"))
        ids = page.evaluate("[...document.querySelectorAll('#q-run option')].map((o) => o.value)")
        page.close()
        return ids

    # -- reading

    def test_the_list_shows_each_report_and_how_it_went(self):
        page = self.open("/")
        text = page.evaluate("document.querySelector('main').innerText")
        titles = [link.name for link in page.find_all("link", re.compile("."), within=page.find("main"))]
        for title in ["Sales by region", "A check that fails", "A broken template", "지역별 매출 보고서"]:
            self.assertIn(title, titles)
        self.assertIn('Marks <b>bold</b> & "quotes"', titles)
        self.assertIn("failed checks", text)
        self.assertIn("2 failing checks", text)
        self.assertIn("1 mistake in the template", text)
        self.assertIn("not run yet", text)
        # The headline figures of the last run.
        self.assertRegex(text, r"Amount\s+2,0\d\d|Amount\s+[\d,.]+")

    def test_the_list_is_searched(self):
        page = self.open("/")
        shown = "() => [...document.querySelectorAll('.reports > li')].filter((li) => li.checkVisibility()).map((li) => li.querySelector('a').textContent)"
        everything = page.evaluate(shown, None)
        page.find("searchbox", "Search the reports").click()
        page.type("지역별")
        self.assertEqual(page.evaluate(shown, None), ["지역별 매출 보고서"])
        self.assertEqual(page.evaluate("document.querySelector('[role=status]').textContent"), "1 report")
        page.find("searchbox").fill("REGION sales")
        self.assertEqual(page.evaluate(shown, None), ["Sales by region"])
        with page.leads_on():
            page.press("Enter")
        # The same from the server.
        self.assertEqual(page.evaluate(shown, None), ["Sales by region"])
        self.assertEqual(page.find("searchbox").value, "REGION sales")
        page.find("searchbox").fill("")
        if page.evaluate(shown, None) != everything:
            with page.leads_on():
                page.press("Enter")
        self.assertEqual(page.evaluate(shown, None), everything)

    def test_a_report_is_shown_as_rendered_under_a_bar(self):
        page = self.open("/")
        with page.leads_on():
            page.find("link", "Sales by region").click()
        self.assertEqual(page.evaluate("document.querySelector('h1').textContent"), "Sales by region")
        self.assertIn("all <b>shops</b> & more", page.evaluate("document.querySelector('main').innerText"))
        # The report's own script works under the server's policy.
        page.find_all("button", re.compile("region"))[0].click()
        self.assertTrue(page.evaluate("!!document.querySelector('th[aria-sort]')"))
        # An older run by the list in the bar.
        older = self.runs(SALES)[-1]
        page.find("combobox", "Runs").fill(older)
        with page.leads_on():
            page.find("button", "Show").click()
        self.assertIn(f"run={older}", page.address)
        self.assertIn("2025-01-01", page.evaluate("document.querySelector('main').innerText"))
        report = page.address
        bar = page.find("navigation", "Navigation")
        for name, place in [("Run again…", "/start/"), ("Ledger", "/runs/"), ("Compare", "/compare"), ("Source", "/source/")]:
            with page.leads_on():
                page.find("link", name, within=bar).click()
            self.assertIn(place, page.address)
            self.assertEqual(page.statuses[page.address], 200, page.address)
            page.goto(report)
            bar = page.find("navigation", "Navigation")

    def test_a_name_full_of_marks_leads_everywhere(self):
        page = self.open("/")
        with page.leads_on():
            page.find("link", 'Marks <b>bold</b> & "quotes"').click()
        self.assertEqual(urllib.parse.unquote(urllib.parse.urlsplit(page.address).path), f"/report/{MARKED}")
        for name in ("Source", "Run…"):
            with page.leads_on():
                page.find("link", name, within=page.find("navigation", "Navigation")).click()
            self.assertEqual(page.statuses[page.address], 200, page.address)
        with page.leads_on():
            page.find("button", "Run").click()
        self.ends(page, "finished")
        self.assertEqual(page.evaluate("document.querySelectorAll('main b, main script').length"), 0)

    def test_html_that_an_author_pasted_runs_nothing_and_asks_nobody(self):
        elsewhere = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(elsewhere.close)
        url = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
        hostile = self.project.folder / "templates" / "hostile.md"
        hostile.write_text(
            "---\ntitle: Hostile\n---\n\n<script>document.title = 'owned'</script>\n\n"
            f'<img src="{url}x.png" alt="" onerror="document.title = 1">\n\n'
            f'<form action="{url}" method="post"><button>Send</button></form>\n'
        )
        self.addCleanup(hostile.unlink)
        self.project.render(self.quire, "templates/hostile.md")
        page = self.browser.open(self.server.url("/report/templates/hostile.md"))
        self.addCleanup(page.close)
        page.find("button", "Send").click()

        def stopped():
            return {words.split("-")[0] for words in page.violations}

        self.browser.wait_until(lambda: len(stopped()) >= 3, "what the page's policy stops")
        self.assertEqual(page.evaluate("document.title"), "Hostile")
        self.assertEqual(stopped(), {"script", "img", "form"}, page.violations)
        # Chromium may open a connection in case it will be needed; nothing is said on it.
        elsewhere.setblocking(False)
        while True:
            try:
                connection, _ = elsewhere.accept()
            except BlockingIOError:
                break
            with connection:
                connection.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    self.assertEqual(connection.recv(100), b"")

    def test_the_source_shows_what_is_wrong_at_its_line(self):
        page = self.open("/")
        with page.leads_on():
            page.find("link", "1 mistake in the template").click()
        self.assertTrue(page.address.endswith("/source/templates/broken.md"))
        line = page.evaluate("document.querySelector('#L13').innerText")
        self.assertIn("SELECT * FROM keptt", line)
        self.assertIn("no table 'keptt'", line)
        self.assertIn("did you mean 'kept'?", line)
        self.assertEqual(page.evaluate("document.querySelector('#L13 mark').textContent"), "keptt")
        page.find("link", "13:15").click()
        self.assertEqual(page.evaluate("location.hash"), "#L13")
        page.goto(self.server.url(f"/source/{SALES}"))
        self.assertIn("Nothing is wrong with it.", page.evaluate("document.querySelector('main').innerText"))

    def test_what_is_not_there_is_told_on_a_page(self):
        for path in ("/report/templates/nothing.md", "/runs/nothing", "/jobs/nothing", "/nothing"):
            with self.subTest(path=path):
                page = self.open(path)
                page.excused = ["404"]
                self.assertEqual(page.statuses[page.address], 404)
                self.assertEqual(len(page.find_all("heading")), 1)
                with page.leads_on():
                    page.find("link", "Reports", within=page.find("main")).click()
                self.assertEqual(page.evaluate("location.pathname"), "/")

    # -- running

    def test_a_run_with_changed_parameters(self):
        page = self.open(f"/start/{SALES}")
        self.assertEqual(page.find("textbox", "Note").value, "all <b>shops</b> & more")
        page.find("spinbutton", "Regions shown").fill("2")
        page.evaluate("document.querySelector('[type=date]').focus()")
        page.find_all("Date", re.compile("From"))[0].fill("2025-03-01")
        page.find("combobox", "Order").fill("region")
        page.find("combobox", "With every day").fill("no")
        page.find("textbox", "Note").fill("spring & <i>summer</i>")
        with page.leads_on():
            page.find("button", "Run").click()
        self.ends(page, "finished")
        with page.leads_on():
            page.find("link", "Open the report").click()
        text = page.evaluate("document.querySelector('main').innerText")
        # By name: East 75.25 and South 1,105.40 of the days since March.
        self.assertIn("spring & <i>summer</i>: from 2025-03-01, 1,180.65 in 2 regions", text)
        self.assertNotIn("Every day", text)
        # Run again… starts from these values.
        with page.leads_on():
            page.find("link", "Run again…").click()
        self.assertEqual(page.find("textbox", "Note").value, "spring & <i>summer</i>")
        self.assertEqual(page.evaluate("document.querySelector('[type=date]').value"), "2025-03-01")

    def test_wrong_values_are_told_at_their_fields_and_the_others_kept(self):
        page = self.open(f"/start/{SALES}")
        page.excused = ["422"]
        page.find("spinbutton", "Regions shown").fill("12")
        page.find_all("Date", re.compile("From"))[0].fill("2024-12-31")
        page.find("textbox", "Note").fill("kept & <b>safe</b>")
        page.find("combobox", re.compile("^Records")).fill("../../../etc/passwd")
        with page.leads_on():
            page.find("button", "Run").click()
        self.assertEqual(page.statuses[page.address], 422)
        # The first of the wrong fields has the focus.
        self.assertIn("Records", page.focused().name)
        wrong = page.find("spinbutton", "Regions shown")
        self.assertEqual(wrong.states["invalid"], "true")
        self.assertIn("at most 9", wrong.description)
        self.assertEqual(str(wrong.value), "12")
        date = page.find_all("Date", re.compile("From"))[0]
        self.assertIn("at least 2025-01-01", date.description)
        path = page.find("combobox", re.compile("^Records"))
        self.assertIn("outside", path.description)
        note = page.find("textbox", "Note")
        self.assertEqual(note.states["invalid"], "false")
        self.assertEqual(note.value, "kept & <b>safe</b>")
        self.assertIn("3", page.find("alert").text)
        page.find("spinbutton", "Regions shown").fill("1")
        page.find("combobox", re.compile("^Records")).fill("../data/sales.csv")
        page.find_all("Date", re.compile("From"))[0].fill("2025-01-01")
        with page.leads_on():
            page.find("button", "Run").click()
        self.ends(page, "finished")

    def test_a_run_is_watched(self):
        page = self.open("/")
        self.start(page, SOME)
        hashes = re.compile("^hashes, ")
        page.wait_for("document.querySelector('.node[data-state=running]')?.id")
        self.assertIn("running", page.find("listitem", hashes).name)
        self.assertEqual(self.state(page), "running")
        self.assertIn("waiting", page.find("listitem", re.compile("^doubled, ")).name)
        self.assertRegex(page.find("timer").text, r"^\d+ s$")
        # The page is not loaded anew while it changes.
        page.evaluate("void (globalThis.stays = true)")
        self.ends(page, "finished")
        self.assertTrue(page.evaluate("globalThis.stays"))
        self.assertRegex(page.find("listitem", hashes).name, r"ran · [\d.]+ s · 1 row$")
        self.assertIn("hashes", page.find("log", "Log").text)
        streams = [url for url in page.requests if "/events" in url]
        self.assertEqual(len(streams), 1, "one stream of events follows the run")
        # When it is over, nothing asks again.
        count = len(page.requests)
        self.browser.settle(1.5)
        self.assertEqual(page.requests[count:], [])
        # A second run of the same takes what nothing changed from the store.
        self.start(page, "1")
        self.ends(page, "finished")
        self.assertIn("from the store", page.find("listitem", re.compile("^numbers, ")).name)

    def test_a_long_run_is_cancelled(self):
        page = self.open("/")
        self.start(page, ENDLESS)
        page.wait_for("document.querySelector('.node[data-state=running]')?.id")
        job = page.address
        # Another tab sees it among what runs now.
        other = self.open("/")
        other.find("region", "Running now")
        with other.leads_on():
            other.find("link", "A long count", within=other.find("region", "Running now")).click()
        self.assertEqual(other.address, job)
        self.cancel(page)
        self.ends(other, "cancelled")
        running = page.evaluate("document.querySelectorAll('.node[data-state=running]').length")
        self.assertEqual(running, 0)
        self.assertEqual(page.find_all("button", "Cancel"), [])
        other.goto(self.server.url("/"))
        self.assertEqual(other.find_all("region", "Running now"), [])

    def test_the_time_of_a_run_goes_on_between_what_is_told_of_it(self):
        page = self.open("/")
        self.start(page, ENDLESS)
        page.wait_for("document.querySelector('.node[data-state=running]')?.id")
        # A minute later, by the clock of the page alone.
        page.evaluate(
            "void (() => { const now = performance.now.bind(performance); performance.now = () => now() + 64000 })()"
        )
        page.wait_for("/^1 min \\d s$/.test(document.querySelector('.elapsed').textContent)", seconds=4)
        self.cancel(page)
        self.assertRegex(page.find("status").text, r"cancelled · 1 of 3 steps · [\d.]+ s$")

    def test_the_focus_stays_while_a_run_is_watched(self):
        page = self.open("/")
        self.start(page, SOME)
        page.find("button", "Cancel").focus()
        before = page.evaluate("document.querySelector('#state').innerText")
        page.wait_for("(before) => document.querySelector('#state').innerText !== before", before)
        self.assertEqual(repr(page.focused()), "button 'Cancel'")
        page.evaluate("scrollTo({ top: 40, behavior: 'instant' })")
        top = page.evaluate("scrollY")
        self.ends(page, "finished")
        self.browser.settle(0.2)
        self.assertEqual(page.evaluate("scrollY"), top, "the page jumped when the run ended")
        # The button is gone; the focus is at what came in its place, not at the top of the page.
        self.assertEqual(repr(page.focused()), "link 'Open the report'")

    def test_a_file_is_uploaded_and_read(self):
        with tempfile.TemporaryDirectory(prefix="quire-upload-") as folder:
            path = Path(folder) / "매출 & <new>.csv"
            path.write_text("day,region,amount\n2025-06-01,Jeju,7777\n2025-06-02,Jeju,1\n")
            page = self.open(f"/start/{SALES}")
            page.find("button", re.compile("^Upload a file")).choose_files(path)
            page.wait_for("document.querySelector('[data-upload] output').textContent.startsWith('✓')")
            field = page.find("combobox", re.compile("^Records"))
            self.assertIn(".csv", field.value)
            with page.leads_on():
                page.find("button", "Run").click()
            self.ends(page, "finished")
            with page.leads_on():
                page.find("link", "Open the report").click()
            text = page.evaluate("document.querySelector('main').innerText")
            self.assertIn("7,778.00 in 1 regions", text)

    # -- runs

    def test_the_ledger_of_a_run(self):
        page = self.open(f"/report/{SALES}?run={self.runs(SALES)[-1]}")
        with page.leads_on():
            page.find("link", "Ledger").click()
        page.find("DisclosureTriangle", "4 checks passed").click()
        text = page.evaluate("document.querySelector('main').innerText")
        for words in ("finished", SALES, "data/sales.csv", "day is never null", "SHA-256", "regions"):
            self.assertIn(words, text)
        page.find("DisclosureTriangle", re.compile("^All 8 steps")).click()
        steps = page.find("region", "Steps").text
        self.assertIn("first run", steps)

    def test_tables_are_downloaded(self):
        page = self.open(f"/runs/{self.runs(SALES)[-1]}")
        with tempfile.TemporaryDirectory(prefix="quire-tables-") as folder:
            downloads = self.browser.allow_downloads(folder)
            page.find("link", "regions, CSV").click()
            name, data = downloads.next()
            self.assertEqual(name, "regions.csv")
            self.assertEqual(data, b"region,amount\nSouth,2925.4\nNorth,2761.25\nWest,920.1\n")
            page.find("link", "days, CSV").click()
            name, data = downloads.next()
            rows = list(csv.reader(io.StringIO(data.decode()), strict=True))
            self.assertEqual(len(rows), 9)
            self.assertEqual(rows[1], ["2025-01-09", "North", "1200.5"])
            page.find("link", "regions, Parquet").click()
            name, data = downloads.next()
            self.assertEqual(name, "regions.parquet")
            self.assertEqual((data[:4], data[-4:]), (b"PAR1", b"PAR1"))

    def test_two_runs_are_compared(self):
        *_, newer, older = self.runs(SALES)
        page = self.open(f"/runs/{newer}")
        with page.leads_on():
            page.find("link", "Compare with the run before").click()
        self.assertIn(f"old={older}", page.address)
        self.assertIn(f"new={newer}", page.address)
        text = page.evaluate("document.querySelector('main').innerText")
        for words in ("from", "2025-01-01", "2025-02-01", "top", "Amount"):
            self.assertIn(words, text)
        # What is the same in both is not shown at first.
        self.assertNotIn("../data/sales.csv", text)
        with page.leads_on():
            page.find("link", "Show what is equal too").click()
        self.assertIn("../data/sales.csv", page.evaluate("document.querySelector('main').innerText"))

    def test_two_runs_are_chosen_to_compare(self):
        page = self.open("/compare")
        with page.leads_on():
            page.find("button", "Compare").click()
        self.assertIn("Two runs compared", page.evaluate("document.title"))
        # Of one report: what is offered first makes sense to compare, whatever ran last.
        table = page.evaluate("[...document.querySelector('figure.runs').querySelectorAll('tr')].map((r) => r.innerText)")
        template = next(row for row in table if row.startswith("Template")).split("\t")
        self.assertEqual(template[1], template[2])

    # -- in every way

    def pages(self):
        """The name and the address of one page of each kind."""
        newer, older = self.runs(SALES)[-2:]
        return {
            "list": "/",
            "found": "/?q=region",
            "report": f"/report/{SALES}",
            "failed": f"/report/{FAILING}",
            "marked": f"/report/{MARKED}",
            "start": f"/start/{SALES}",
            "start-nothing": f"/start/{BROKEN}",
            "ledger": f"/runs/{newer}",
            "compare": f"/compare?old={older}&new={newer}",
            "compare-whole": f"/compare?old={older}&new={newer}&all=1",
            "compare-choose": "/compare",
            "source": f"/source/{SALES}",
            "source-broken": f"/source/{BROKEN}",
            "nothing": "/nothing",
        }

    def on_each(self, look, **options):
        """`look(name, page)` on each page; besides, on a form with wrong values, on a run that goes on, the list
        meanwhile, and the run when it is cancelled."""
        for name, path in self.pages().items():
            with self.subTest(page=name):
                page = self.open(path, **options)
                page.excused = ["404"]
                look(name, page)
        page = self.open(f"/start/{SALES}", **options)
        page.excused = ["422"]
        page.find("spinbutton", "Regions shown").fill("12")
        page.find("textbox", "Note").fill("")
        page.find("combobox", re.compile("^Records")).fill("/etc/passwd")
        with page.leads_on():
            page.find("button", "Run").click()
        with self.subTest(page="start-wrong"):
            look("start-wrong", page)
        self.start(page, ENDLESS)
        page.wait_for("document.querySelector('.node[data-state=running]')?.id")
        with self.subTest(page="job"):
            look("job", page)
        job = page.address
        page.goto(self.server.url("/"))
        with self.subTest(page="list-running"):
            look("list-running", page)
        page.goto(job)
        self.cancel(page)
        with self.subTest(page="job-over"):
            look("job-over", page)

    def picture(self, page, name):
        if self.pictures:
            page.screenshot(Path(self.pictures) / f"review-{name}.png")

    def test_axe_contrast_and_names_in_light(self):
        def look(name, page):
            self.picture(page, f"{name}-light")
            self.axe_finds_nothing_serious(page)
            self.everything_has_a_name(page)
            self.assertGreater(self.check(page, "pageLuminance"), 0.5, "the page is dark in light")
            self.has_contrast(page)

        self.on_each(look)

    def test_axe_and_contrast_in_dark(self):
        def look(name, page):
            self.picture(page, f"{name}-dark")
            self.axe_finds_nothing_serious(page)
            self.assertLess(self.check(page, "pageLuminance"), 0.2, "the page is light in dark")
            self.has_contrast(page)

        self.on_each(look, dark=True)

    def test_every_page_fits_a_phone(self):
        def look(name, page):
            page.resize(PHONE, 844, phone=True)
            self.picture(page, f"{name}-phone")
            self.none_of(self.check(page, "overflowing", PHONE), "the page scrolls sideways on a phone")
            page.resize(NARROWEST, 640, phone=True)
            self.none_of(self.check(page, "overflowing", NARROWEST), "the page scrolls sideways")

        self.on_each(look, width=PHONE, height=844, phone=True)

    def test_structure_and_keyboard_of_every_page(self):
        def look(name, page):
            self.none_of(self.check(page, "structure"), "the page's structure")
            if name != "start-wrong":  # which begins at the field that is wrong
                page.press("Tab")
                self.assertEqual(repr(page.focused()), "link 'Skip to the text'")
            self.keyboard_reaches_everything(page)

        self.on_each(look)

    # -- languages

    def test_pages_are_korean_for_readers_of_korean(self):
        newer, older = self.runs(SALES)[-2:]
        ledger, compared = f"/runs/{newer}", f"/compare?old={older}&new={newer}&all=1"
        own = [f"/report/{KOREAN}", f"/start/{KOREAN}", f"/source/{KOREAN}"]
        for path in ["/", *own, ledger, compared, "/compare", "/nothing"]:
            with self.subTest(path=path):
                page = self.open(path, language="ko-KR,ko;q=0.9,en;q=0.8")
                page.excused = ["404"]
                self.assertEqual(self.check(page, "language"), "ko")
                english = page.evaluate(
                    "[...document.querySelectorAll('.q-bar :is(a, button), main :is(button, label, .links a), h2, h3, thead th, dt, summary, .state, p.hint, p.bad')]"
                    ".map((e) => e.textContent.trim()).filter((t) => t && !/[가-힣]/.test(t))"
                )
                self.none_of([text for text in english if text not in OWN_WORDS], "not in Korean")

    def test_wrong_values_and_a_run_are_told_in_korean(self):
        page = self.open(f"/start/{KOREAN}", language="ko")
        page.excused = ["422"]
        page.find("spinbutton", "해").fill("1999")
        with page.leads_on():
            page.find("button", "실행").click()
        self.assertRegex(page.find("spinbutton", "해").description, "2000 이상")
        self.assertNotRegex(page.find("alert").text, "[A-Za-z]")
        page.find("spinbutton", "해").fill("2024")
        with page.leads_on():
            page.find("button", "실행").click()
        self.ends(page, "finished")
        self.assertRegex(page.find("status").text, r"^마침 · 1단계 중 1단계 · [\d.]+초$")
        with page.leads_on():
            page.find("link", "보고서 열기").click()
        self.assertIn("2024년의 합계입니다.", page.evaluate("document.querySelector('main').innerText"))

    def test_a_korean_report_has_a_korean_bar_for_everyone(self):
        page = self.open(f"/report/{KOREAN}", language="en")
        self.assertTrue(page.find_all("link", "다시 실행…"))

    # -- by the keyboard alone

    def tab_to(self, page, role, name, most=80):
        """Press Tab until this has the focus."""
        seen = []
        for _ in range(most):
            page.press("Tab")
            element = page.focused()
            seen.append(repr(element))
            found = name.search(element.name) if hasattr(name, "search") else element.name == name
            if element.role == role and found:
                return element
        self.fail(f"Tab does not reach {role} {name!r}; it passed {', '.join(seen)}")

    def test_everything_is_done_without_a_mouse(self):
        page = self.open("/")
        page.press("Tab")
        skip = page.focused()
        self.assertEqual(repr(skip), "link 'Skip to the text'")
        box = page.evaluate("(() => { const b = document.activeElement.getBoundingClientRect(); return [b.left, b.top, b.width, b.height] })()")
        self.assertTrue(box[0] >= 0 and box[1] >= 0 and box[2] > 20 and box[3] > 10, f"the link to skip is at {box}")
        page.press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), "main")
        self.tab_to(page, "searchbox", "Search the reports")
        page.type_keys("long")
        self.tab_to(page, "link", "A long count")
        with page.leads_on():
            page.press("Enter")
        self.tab_to(page, "link", "Run again…")
        with page.leads_on():
            page.press("Enter")
        field = self.tab_to(page, "spinbutton", "Rounds")
        page.press("a", control=True)
        page.type_keys(ENDLESS)
        self.tab_to(page, "checkbox", re.compile("Run every step again"))
        page.press(" ")
        self.assertEqual(page.focused().states["checked"], "true")
        page.press(" ")
        self.tab_to(page, "button", "Run")
        with page.leads_on():
            page.press(" ")
        self.tab_to(page, "button", "Cancel")
        with page.leads_on():
            page.press("Enter")
        self.ends(page, "cancelled")
        self.tab_to(page, "link", "Run again…")
        with page.leads_on():
            page.press("Enter")
        self.tab_to(page, "spinbutton", "Rounds")
        page.press("a", control=True)
        page.type_keys("2")
        with page.leads_on():
            page.press("Enter")
        self.ends(page, "finished")
        self.tab_to(page, "link", "Open the report")
        with page.leads_on():
            page.press("Enter")
        self.assertEqual(page.evaluate("document.querySelector('h1').textContent"), "A long count")
        self.tab_to(page, "link", "Ledger")
        with page.leads_on():
            page.press("Enter")
        self.assertIn("/runs/", page.address)
        self.tab_to(page, "link", re.compile("^doubled, CSV"))

    # -- without scripts

    def test_everything_works_without_scripts(self):
        page = self.open("/?q=sales", scripts=False)
        self.assertEqual(page.evaluate("[...document.querySelectorAll('.reports > li')].length"), 1)
        with page.leads_on():
            page.find("link", "Sales by region").click()
        self.assertIn("regions", page.evaluate("document.querySelector('main').innerText"))
        with page.leads_on():
            page.find("link", "Run again…").click()
        self.none_of(
            page.evaluate("[...document.querySelectorAll('[type=file]')].filter((e) => e.checkVisibility()).map((e) => e.id)"),
            "controls that do nothing are shown without scripts",
        )
        page.find("spinbutton", "Regions shown").fill("1")
        page.find("textbox", "Note").fill("without scripts")
        with page.leads_on():
            page.find("button", "Run").click()
        # The page asks again by itself.
        self.ends(page, "finished")
        with page.leads_on():
            page.find("link", "Open the report").click()
        text = page.evaluate("document.querySelector('main').innerText")
        self.assertRegex(text, "without scripts: from .*in 1 regions")
        page.goto(self.server.url(f"/start/{SLOW}"))
        page.find("spinbutton", "Rounds").fill(ENDLESS)
        with page.leads_on():
            page.find("button", "Run").click()
        with page.leads_on():
            page.find("button", "Cancel").click()
        self.ends(page, "cancelled")

    # -- the end

    def test_the_server_stops_in_the_middle_of_a_run(self):
        with Project() as project, Server(project.folder, self.quire) as server:
            page = self.browser.open(server.address)
            self.addCleanup(page.close)
            page.goto(server.url(f"/start/{SLOW}"))
            page.find("spinbutton", "Rounds").fill(ENDLESS)
            with page.leads_on():
                page.find("button", "Run").click()
            page.wait_for("document.querySelector('.node[data-state=running]')?.id")
            server.stop(expected=0)
            # The store is sound: the same project renders.
            project.render(self.quire, SLOW)


def main():
    parser = argparse.ArgumentParser(description="Tests the pages of quire serve in headless Chromium.")
    parser.add_argument("--quire", default=QUIRE, help="the program (default: .build/debug/quire)")
    return run(ReviewTest, parser, "quire", "build it first")


if __name__ == "__main__":
    sys.exit(main())
