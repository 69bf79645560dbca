"""A server that a test starts, stops and kills: the frame that every server of services.py fills in."""

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEPS = ROOT / ".deps"
PROGRAMS = DEPS / "services-venv" / "bin"
PR_SET_PDEATHSIG = 1


class ServiceError(Exception):
    """A server did not start, did not answer, or is not installed; with the end of its log."""


def password(length=24):
    """Random letters and digits: no character that a shell, a URL or SQL would need quoted."""
    alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "".join(secrets.choice(alphabet) for _ in range(length))


def free_ports(count):
    """Ports of the loopback interface that nothing listens on now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def accepts(port):
    """Whether something accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def program(*names):
    """The first of these programs that is there, as a path."""
    for name in names:
        path = shutil.which(str(name))
        if path:
            return path
    raise ServiceError(f"no program {names[0]}: run scripts/setup --services")


def die_with_parent():
    """Run in the child: the kernel kills it when the test program goes, however that goes."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def exit_on_sigterm():
    """Have SIGTERM end the test program as an exception does, so that `with` blocks stop what they started."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


class Service:
    """One server on a loopback port, with its data, log and credentials in a folder that goes with it.

        with PostgreSQL() as database:
            run(..., env={**os.environ, **database.environment})

    A subclass gives `command()`, `is_ready()` and, where there is something to make first, `prepare()`. `secrets` are
    the values that must never be written anywhere by a client; `environment` is what a client finds it by.
    """

    name = "service"
    seconds = 60
    stop_signal = signal.SIGTERM
    # Some servers refuse to run as root: then the user to run them as.
    unprivileged = False
    # What the program takes from the test's own environment.
    inherited = ("PATH", "LANG", "LC_ALL", "JAVA_HOME", "TMPDIR")

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix=f"quire-{self.name}-"))
        # A server that runs as another user must reach its own folder in it.
        self.folder.chmod(0o711)
        self.log = self.folder / "log"
        self.port = free_ports(1)[0]
        self.secrets = []
        self.environment = {}
        self.process = None
        self.log_start = 0

    # What a subclass gives.

    def prepare(self):
        """What is done once, before the first start."""

    def command(self):
        raise NotImplementedError

    def variables(self):
        """Environment variables of the server itself."""
        return {}

    def is_ready(self):
        return accepts(self.port)

    def after_start(self):
        """What is done once the server first answers."""

    # Starting and stopping.

    def __enter__(self):
        try:
            self.prepare()
            self.start()
            self.after_start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def runs(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        """Start it and wait until it answers; also after `stop` or `kill`, on the same data and port."""
        started = time.monotonic()
        with self.log.open("ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen(
                list(map(str, self.command())), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                env=self.inherit() | self.variables(), start_new_session=True, preexec_fn=die_with_parent,
                **self.user(),
            )  # fmt: skip
        while not self.is_ready():
            if self.process.poll() is not None:
                raise ServiceError(f"{self.name} ended with {self.process.returncode}:\n{self.said()}")
            if time.monotonic() - started > self.seconds:
                self.kill()
                raise ServiceError(f"{self.name} is not ready after {self.seconds} s:\n{self.said()}")
            time.sleep(0.05)
        self.started_in = time.monotonic() - started

    def stop(self, seconds=30):
        """Ask it to stop and wait; what is left of its process group is killed."""
        if self.runs:
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill()

    def kill(self):
        """SIGKILL to the server and all that it started: what a machine that loses its power does."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def said(self, characters=3000):
        """The end of its log."""
        return self._log()[-characters:]

    def said_since_start(self):
        """Its log since it was last started."""
        return self._log(self.log_start)

    def _log(self, start=0):
        return self.log.read_bytes()[start:].decode(errors="replace") if self.log.exists() else ""

    def run(self, command, variables=None, text=None):
        """Run a program beside the server, as the server's user; returns its output, or raises what it said."""
        done = subprocess.run(
            list(map(str, command)), input=text, stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True, text=True, cwd=self.folder, env=self.inherit() | (variables or {}), **self.user(),
        )  # fmt: skip
        if done.returncode != 0:
            raise ServiceError(f"{Path(str(command[0])).name} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def inherit(self):
        own = {name: os.environ[name] for name in self.inherited if name in os.environ}
        return own | {"HOME": str(self.folder)}

    def user(self):
        if not self.unprivileged or os.geteuid() != 0:
            return {}
        return {"user": "nobody", "group": "nogroup", "extra_groups": []}

    def own(self, path):
        """Make a folder of the server's user."""
        path.mkdir()
        if self.user():
            shutil.chown(path, "nobody", "nogroup")
        return path
