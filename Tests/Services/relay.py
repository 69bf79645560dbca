"""The frame of the tests' own TCP proxies: a port here, and a thread for every connection to it."""

import contextlib
import socket
import threading


class Relay:
    """Listens on `port` while it is entered; a subclass says by `serve(client)` what becomes of a connection."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A socket that another thread waits at is not ended by closing it alone.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, contextlib.suppress(OSError):
            self.serve(client)

    def join(self, client, server):
        """Passes bytes both ways until both have said all."""
        back = threading.Thread(target=self._pump, args=(server, client, "received"), daemon=True)
        back.start()
        self._pump(client, server, "sent")
        back.join()

    def _pump(self, source, target, way):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.passing(len(data), way)
                target.sendall(data)
        # One end that is lost loses the other; what a finished sender has on its way still arrives.
        for end, how in [(target, socket.SHUT_WR), (source, socket.SHUT_RD)]:
            with contextlib.suppress(OSError):
                end.shutdown(how)

    def passing(self, count, way):
        """Called before so many bytes go on, `sent` to the server or `received` from it."""
