"""A TCP proxy of the test's own before a server, which holds what passes at a mark.

What is to be killed in the midst of a transfer is killed at such a mark, however quick the machine is.
"""

import socket
import threading
from urllib.parse import urlsplit

from relay import Relay


class Gate(Relay):
    """Passes bytes between clients and the server at `endpoint`, until so many have gone one way; then it holds all.

    Of `after_sent` (to the server) and `after_received` (from it) one is given. `endpoint` is the gate's own URL.
    """

    def __init__(self, endpoint, after_sent=None, after_received=None):
        address = urlsplit(endpoint)
        self.server = (address.hostname, address.port)
        self.left = {"sent": after_sent, "received": after_received}
        self.lock = threading.Lock()
        self.held, self.opened = threading.Event(), threading.Event()
        super().__init__()
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def __exit__(self, *error):
        super().__exit__(*error)
        self.open()

    def wait(self, process, seconds=120):
        """Wait until the mark is reached; fails when the process ends before."""
        for _ in range(seconds * 20):
            if self.held.wait(0.05):
                return
            if process.poll() is not None:
                break
        raise AssertionError(f"the mark was not reached: {process.communicate()[0]}")

    def open(self):
        """Let all pass from now on."""
        self.opened.set()

    def serve(self, client):
        with socket.create_connection(self.server) as server:
            self.join(client, server)

    def passing(self, count, way):
        with self.lock:
            if self.left[way] is not None:
                self.left[way] -= count
                if self.left[way] <= 0:
                    self.held.set()
        if self.held.is_set():
            self.opened.wait()
