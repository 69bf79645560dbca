"""TLS in front of a server that has none: a proxy that ends the encryption."""

import contextlib
import select
import socket
import ssl

from relay import Relay


class TLSProxy(Relay):
    """Takes connections by TLS (ALPN h2) on `port` and hands their bytes to the server at the port `target`.

    `certificate` and `key` are files, as `Authority.certify` gives them.
    """

    def __init__(self, certificate, key, target):
        self.target = target
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.context.set_alpn_protocols(["h2"])
        # How many connections were encrypted to the end of the handshake.
        self.handshakes = 0
        super().__init__()

    def serve(self, client):
        client.settimeout(10)
        with self.context.wrap_socket(client, server_side=True) as outer:
            self.handshakes += 1
            outer.settimeout(0)
            with socket.create_connection(("127.0.0.1", self.target)) as inner:
                inner.settimeout(0)
                self._exchange(outer, inner)

    @staticmethod
    def _exchange(outer, inner):
        """Both ways in one thread, for a TLS connection is none for two; ends when either side does."""
        waiting = {outer: b"", inner: b""}
        other = {outer: inner, inner: outer}
        while True:
            writes = [each for each in waiting if waiting[each]]
            pending = [outer] if outer.pending() else []
            ready, writable, _ = select.select([outer, inner], writes, [], 0 if pending else 60)
            for each in {*ready, *pending}:
                try:
                    data = each.recv(65536)
                except (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError):
                    continue
                if not data:
                    return
                waiting[other[each]] += data
            for each in writable:
                with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError):
                    waiting[each] = waiting[each][each.send(waiting[each]) :]
