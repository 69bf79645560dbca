"""Headless Chromium, driven over the DevTools protocol with the standard library alone.

    with Browser() as browser:
        page = browser.open("reports/academy.html")
        page.evaluate("document.title")
        page.screenshot("academy.png")
        page.find("link", "Downloads").click()

Chromium reads commands on file descriptor 3 and writes answers on 4 (--remote-debugging-pipe), one
JSON text after another, each closed by a NUL: no port, no socket, and nothing else can connect.
"""

import base64
import contextlib
import fcntl
import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
SWITCHES = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    # A page that tries to reach a host fails at once, and the request is still recorded; a server that a test
    # started on this machine is no such host.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]",
]


class BrowserError(Exception):
    """The browser is missing, died, or refused a command."""


def find_chromium():
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        if shutil.which(wanted) is None:
            raise BrowserError(f"$CHROMIUM names {wanted}, and no such program is there")
        return wanted
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise BrowserError("no Chromium on PATH: run scripts/setup --tests, or name one in $CHROMIUM")


class Browser:
    """One Chromium process with a profile of its own, both gone when the block ends."""

    def __init__(self, seconds=120):
        self.seconds = seconds
        self._next_id = 0
        self._buffer = b""
        self._answers = {}
        self._listeners = {}
        self._profile = tempfile.TemporaryDirectory(prefix="quire-chromium-")
        self._log = tempfile.TemporaryFile()
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self):
        self._process = None
        program = find_chromium()
        to_child, self._write = os.pipe()
        self._read, from_child = os.pipe()

        def connect():
            # By way of high numbers, since a pipe may itself be number 3 or 4.
            reader = fcntl.fcntl(to_child, fcntl.F_DUPFD, 10)
            writer = fcntl.fcntl(from_child, fcntl.F_DUPFD, 10)
            os.dup2(reader, 3)
            os.dup2(writer, 4)

        switches = SWITCHES + [f"--user-data-dir={self._profile.name}"]
        if os.geteuid() == 0:
            switches.append("--no-sandbox")
        self._process = subprocess.Popen(
            [program] + switches + ["about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=(3, 4),
            preexec_fn=connect,
            start_new_session=True,
        )
        os.close(to_child)
        os.close(from_child)
        version = self.call("Browser.getVersion")
        self.version, self.user_agent = version["product"], version["userAgent"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self._process and self._process.poll() is None:
            try:
                self.call("Browser.close")
                self._process.wait(5)
            except (BrowserError, subprocess.TimeoutExpired):
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        for name in ("_read", "_write"):
            if hasattr(self, name):
                os.close(getattr(self, name))
                delattr(self, name)
        self._log.close()
        # The browser's own children may write for a moment after it has gone.
        for _ in range(20):
            try:
                self._profile.cleanup()
                return
            except OSError:
                time.sleep(0.1)

    # -- the protocol

    def call(self, method, session=None, **parameters):
        """Send one command and wait for its answer; events that come meanwhile are delivered."""
        self._next_id += 1
        number = self._next_id
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            try:
                data = data[os.write(self._write, data) :]
            except BrokenPipeError:
                raise self._died() from None
        deadline = time.monotonic() + self.seconds
        while number not in self._answers:
            self._receive(deadline, method)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def wait_until(self, condition, what, seconds=None):
        """Deliver events until `condition()` holds."""
        deadline = time.monotonic() + (seconds or self.seconds)
        while not condition():
            self._receive(deadline, what)

    def settle(self, seconds):
        """Deliver whatever events come within this time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._read], [], [], left)[0]:
                self._receive(deadline + 1, "events")

    def listen(self, session, listener):
        """Have `listener(method, parameters)` called for each event of a session (None: the browser)."""
        self._listeners[session] = listener

    def _receive(self, deadline, what):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._read], [], [], left)[0]:
            raise BrowserError(f"{what}: nothing came in time")
        block = os.read(self._read, 1 << 20)
        if not block:
            raise self._died()
        self._buffer += block
        *messages, self._buffer = self._buffer.split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                listener = self._listeners.get(message.get("sessionId"))
                if listener:
                    listener(message["method"], message["params"])

    def _died(self):
        self._log.seek(0)
        words = self._log.read().decode(errors="replace").strip().splitlines()
        return BrowserError("Chromium stopped: " + ("; ".join(words[-5:]) or "it said nothing"))

    # -- pages

    def open(self, address, width=1280, height=900, **options):
        """Open a file or a URL in a new tab and wait until it is loaded."""
        page = Page(self, width, height, **options)
        page.goto(address)
        return page

    def allow_downloads(self, folder):
        """Have downloads land in `folder`."""
        return Downloads(self, folder)


class Downloads:
    """What pages download into a folder, one after another."""

    def __init__(self, browser, folder):
        self.browser, self.folder, self._events = browser, Path(folder), []
        browser.listen(None, lambda method, event: self._events.append((method, event)))
        browser.call(
            "Browser.setDownloadBehavior",
            behavior="allow",
            downloadPath=str(folder),
            eventsEnabled=True,
        )

    def next(self, seconds=10):
        """The name and the bytes of the download that began last, once it is whole; the file is removed."""

        def ends():
            return [
                event["state"]
                for method, event in self._events
                if method == "Browser.downloadProgress" and event["state"] != "inProgress"
            ]

        self.browser.wait_until(ends, "the download", seconds=seconds)
        if ends() != ["completed"]:
            raise BrowserError(f"the download was {', '.join(ends())}")
        names = [
            event["suggestedFilename"]
            for method, event in self._events
            if method == "Browser.downloadWillBegin"
        ]
        self._events.clear()
        path = self.folder / names[0]
        data = path.read_bytes()
        path.unlink()
        return names[0], data


def address_of(path):
    text = str(path)
    return text if "://" in text or text.startswith("about:") else Path(text).resolve().as_uri()


class Page:
    """One tab. Everything the page says or asks for is recorded from before it loads.

    `messages` holds what a console would show (text with its kind first), `requests` every URL asked
    for, `violations` what the Content-Security-Policy stopped, `statuses` the last HTTP status of each URL.
    `language` is what the reader prefers ("ko"; Accept-Language); `phone` a small screen that is touched.
    """

    def __init__(
        self,
        browser,
        width=1280,
        height=900,
        scripts=True,
        dark=False,
        media="",
        language="",
        phone=False,
    ):
        self.browser = browser
        self.messages, self.requests, self.violations, self.statuses = [], [], [], {}
        self._loaded, self.has_scripts = False, scripts
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)
        self.session = attached["sessionId"]
        browser.listen(self.session, self._record)
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.call(f"{domain}.enable")
        # Keys and the focus go to the page that a test speaks to, also with another tab opened after it.
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        if language:
            self.call(
                "Emulation.setUserAgentOverride",
                userAgent=browser.user_agent,
                acceptLanguage=language,
            )
        self.emulate(dark=dark, media=media)
        self.resize(width, height, phone=phone)

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def _record(self, method, event):
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(event["request"]["url"])
        elif method == "Network.responseReceived":
            self.statuses[event["response"]["url"]] = event["response"]["status"]
        elif method == "Runtime.consoleAPICalled":
            words = [str(a.get("value", a.get("description", ""))) for a in event["args"]]
            self.messages.append(f"console.{event['type']}: {' '.join(words)}")
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            thrown = details.get("exception", {}).get("description", details["text"])
            self.messages.append(f"exception: {thrown}")
        elif method == "Log.entryAdded":
            entry = event["entry"]
            self.messages.append(f"log.{entry['level']}: {entry['text']}")
        elif method == "Audits.issueAdded":
            details = event["issue"]["details"].get("contentSecurityPolicyIssueDetails")
            if details:
                where = details.get("blockedURL") or details["contentSecurityPolicyViolationType"]
                self.violations.append(f"{details['violatedDirective']}: {where}")

    # -- what it shows

    def goto(self, address):
        self._loaded = False
        answer = self.call("Page.navigate", url=address_of(address))
        if answer.get("errorText"):
            raise BrowserError(f"{address}: {answer['errorText']}")
        self._arrive(f"loading {address}")

    def _arrive(self, what, seconds=None):
        """Waits until the next page is loaded and drawn; a quick machine tells of the load before the first frame."""
        self.browser.wait_until(lambda: self._loaded, what, seconds=seconds)
        self.drawn()

    def drawn(self):
        """Waits until the page as it is now has been drawn.

        With a frame come the focus that a page begins with (autofocus) and the calls of its observers of sizes, of
        what is in the window, of scrolling and of colours: the first frame makes them, the second comes after them.
        """
        if self.has_scripts:
            frame = "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(true))))"
            self.wait_for(frame)

    @property
    def address(self):
        return self.evaluate("location.href")

    def cookies(self):
        """The cookies that this page's address is sent, as the protocol gives them."""
        return self.call("Network.getCookies")["cookies"]

    @contextlib.contextmanager
    def leads_on(self, seconds=None):
        """What is done in the block (a click on a link, Enter in a form) loads a page; waits until it is there."""
        self._loaded = False
        yield
        self._arrive("the next page", seconds)

    def resize(self, width, height, phone=False):
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        if self._loaded:
            self.drawn()

    def emulate(self, dark=False, media=""):
        self.call(
            "Emulation.setEmulatedMedia",
            media=media,
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )
        if self._loaded:
            self.drawn()

    def evaluate(self, script, *arguments):
        """The value of an expression; with arguments, of calling the function it gives."""
        if arguments:
            script = f"({script})({', '.join(map(json.dumps, arguments))})"
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        return value_of(answer)

    def wait_for(self, script, *arguments, seconds=10, every=0.05):
        """What `evaluate` gives as soon as that is neither null, false, 0 nor empty.

        The page may be replaced by another meanwhile. An error that says what was last seen, past `seconds`.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                last = self.evaluate(script, *arguments)
                if last:
                    return last
            except BrowserError as error:
                if not re.search("context|navigated", str(error)):
                    raise
                last = error
            if time.monotonic() > deadline:
                words = self.evaluate("document.body?.innerText.slice(0, 1500)")
                raise BrowserError(
                    f"after {seconds} s still {last!r}: {script[:300]} {arguments or ''}\n"
                    f"{self.address} shows:\n{words}"
                )
            self.browser.settle(every)

    # -- what it holds, as a screen reader finds it

    def find_all(self, role, name=None, within=None):
        """The elements of a role ("button", "link", "textbox" …) in the page's order, also those outside the window.

        `name` is the whole accessible name or a compiled pattern found in it; `within` an Element.
        """
        if within is None:
            root = self.call("Runtime.evaluate", expression="document")["result"]["objectId"]
        else:
            root = within.object
        self.call("Accessibility.enable")
        nodes = self.call("Accessibility.queryAXTree", objectId=root, role=role)["nodes"]
        found = []
        for node in nodes:
            own = node.get("name", {}).get("value", "").strip()
            if node["ignored"] or "backendDOMNodeId" not in node:
                continue
            if name is None or (name.search(own) if hasattr(name, "search") else name == own):
                found.append(Element(self, role, own, node))
        return found

    def find(self, role, name=None, within=None, seconds=5):
        """The one element of this role and name; waits until there is one, an error if there are several."""
        deadline = time.monotonic() + seconds
        while True:
            found = self.find_all(role, name, within)
            if len(found) == 1:
                return found[0]
            if time.monotonic() > deadline or len(found) > 1:
                wanted = getattr(name, "pattern", name)
                names = [element.name for element in self.find_all(role, None, within)]
                raise BrowserError(
                    f"{len(found)} of {role} {wanted!r} on {self.address}; there are {names[:40]}"
                )
            self.browser.settle(0.05)

    def focused(self):
        """The element with the focus (that of the page itself if none has it)."""
        answer = self.call("Runtime.evaluate", expression="document.activeElement")
        handle = answer["result"]["objectId"]
        nodes = self.call("Accessibility.getPartialAXTree", objectId=handle, fetchRelatives=False)
        node = nodes["nodes"][0]
        role = "ignored" if node["ignored"] else node["role"]["value"]
        return Element(self, role, node.get("name", {}).get("value", "").strip(), node)

    def names(self, selector):
        """What a screen reader is told of each element: a list of (role, name, outer HTML's start)."""
        found = self.call(
            "Runtime.evaluate", expression=f"[...document.querySelectorAll({json.dumps(selector)})]"
        )["result"]["objectId"]
        properties = self.call("Runtime.getProperties", objectId=found, ownProperties=True)["result"]
        answers = []
        for property in properties:
            if not property["name"].isdigit():
                continue
            element = property["value"]["objectId"]
            nodes = self.call(
                "Accessibility.getPartialAXTree", objectId=element, fetchRelatives=False
            )["nodes"]
            start = self.call(
                "Runtime.callFunctionOn",
                objectId=element,
                functionDeclaration="function() { return this.outerHTML.slice(0, 90) }",
                returnByValue=True,
            )["result"]["value"]
            node = nodes[0]
            role = "ignored" if node["ignored"] else node["role"]["value"]
            answers.append((role, node.get("name", {}).get("value", "").strip(), start))
        return answers

    # -- what a reader does

    def click(self, x, y):
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="none" if kind == "mouseMoved" else "left",
                clickCount=0 if kind == "mouseMoved" else 1,
            )

    KEYS = {
        "Tab": (9, ""),
        "Enter": (13, "\r"),
        "Escape": (27, ""),
        "Backspace": (8, ""),
        "Delete": (46, ""),
        " ": (32, " "),
        "ArrowDown": (40, ""),
        "ArrowRight": (39, ""),
        "ArrowLeft": (37, ""),
        "ArrowUp": (38, ""),
        "Home": (36, ""),
        "End": (35, ""),
        "PageDown": (34, ""),
        "PageUp": (33, ""),
    }

    def press(self, key, shift=False, control=False):
        """A key down and up again: one of KEYS, or a letter or digit, which a field takes as typed."""
        code, text = self.KEYS[key] if key in self.KEYS else (ord(key.upper()), key)
        common = {
            "key": key,
            "code": "Space" if key == " " else key,
            "windowsVirtualKeyCode": code,
            "modifiers": 8 * shift + 2 * control,
        }
        if control:
            text = ""
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.call("Input.dispatchKeyEvent", **common, **down)
        self.call("Input.dispatchKeyEvent", **common, type="keyUp")

    def type(self, text):
        """Text into the field that has the focus, at once, as from an input method."""
        self.call("Input.insertText", text=text)

    def type_keys(self, text):
        """Text key by key, which fields of dates and numbers need."""
        for letter in text:
            self.press(letter)

    # -- pictures

    def screenshot(self, path, full=True):
        """A PNG of the whole page, or of the part in the window."""
        options = {}
        if full:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            # Chromium draws no more than this in one picture.
            height = min(size["height"], 16000)
            options = {
                "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1},
            }
        write_whole(path, base64.b64decode(self.picture(**options)))

    def picture(self, **options):
        """A PNG in base64, of the window if no options say otherwise."""
        # A tab behind another draws nothing, and would never answer.
        self.call("Page.bringToFront")
        return self.call("Page.captureScreenshot", format="png", **options)["data"]

    def pdf(self, path):
        """What the print dialog would make of the page, on A4."""
        data = self.call(
            "Page.printToPDF",
            preferCSSPageSize=True,
            paperWidth=8.27,
            paperHeight=11.69,
            printBackground=False,
        )["data"]
        write_whole(path, base64.b64decode(data))


class Element:
    """An element of a page with what a screen reader is told of it: `role`, `name` and `states`.

    `states` holds the accessibility properties by their names: "invalid", "checked", "disabled", "expanded" …
    """

    def __init__(self, page, role, name, node):
        self.page, self.role, self.name = page, role, name
        self.value = node.get("value", {}).get("value")
        self.description = node.get("description", {}).get("value", "")
        self.states = {
            state["name"]: state["value"].get("value") for state in node.get("properties", [])
        }
        resolved = page.call("DOM.resolveNode", backendNodeId=node["backendDOMNodeId"])
        self.object = resolved["object"]["objectId"]

    def __repr__(self):
        return f"{self.role} {self.name!r}"

    def call(self, function, *arguments):
        """The value of a JavaScript function called with this element as `this`."""
        answer = self.page.call(
            "Runtime.callFunctionOn",
            objectId=self.object,
            functionDeclaration=function,
            arguments=[{"value": argument} for argument in arguments],
            returnByValue=True,
            awaitPromise=True,
        )
        return value_of(answer)

    @property
    def text(self):
        return self.call("function() { return this.innerText ?? this.textContent }")

    def click(self):
        """The mouse over it, pressed and released; an error if something covers it."""
        self.page.click(**self.call(AIM))

    def focus(self):
        self.call("function() { this.focus() }")

    def fill(self, text):
        """Replace what the field holds, as typing over it would."""
        self.focus()
        if self.call("function() { return this.matches('[type=date], [type=time], [type=range], select') }"):
            # These take keys in an order that depends on the reader's language.
            self.call(PUT, text)
        else:
            self.call("function() { this.select() }")
            self.page.press("Delete")
            if text:
                self.page.type(text)

    def choose_files(self, *paths):
        """As picked in the browser's own dialogue, which no test can open."""
        files = [str(Path(path).resolve()) for path in paths]
        self.page.call("DOM.setFileInputFiles", objectId=self.object, files=files)


AIM = """function() {
    this.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = [...this.getClientRects()].find((b) => b.width > 0 && b.height > 0);
    if (!box) throw new Error(`${this.outerHTML.slice(0, 90)} takes no room on the page`);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    const isHit = hit && (this.contains(hit) || hit.contains(this) || [...(this.labels ?? [])].some((l) => l.contains(hit)));
    if (!isHit) throw new Error(`${this.outerHTML.slice(0, 90)} is covered by ${hit?.outerHTML.slice(0, 90)}`);
    return { x, y };
}"""

PUT = """function(text) {
    const option = this.localName === "select" && [...this.options].find((o) => o.text.trim() === text);
    this.value = option ? option.value : text;
    if (this.value !== (option ? option.value : text)) throw new Error(`${this.name} does not take '${text}'`);
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def value_of(answer):
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise BrowserError(details.get("exception", {}).get("description", details["text"]))
    return answer["result"].get("value")


def write_whole(path, data):
    """A reader of `path` sees the old bytes or all the new ones."""
    draft = Path(f"{path}.tmp")
    draft.write_bytes(data)
    os.replace(draft, path)
