"""A proxy in front of a server, which says of every connection who it is handed on for, as proxies do.

A browser's own extra headers are no stand-in: whether they go along with a websocket depends on its release.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

BLOCK = 1 << 16
END_OF_HEADERS = b"\r\n\r\n"


class _Proxy(ThreadingTCPServer):
    daemon_threads = True
    target: tuple[str, int]
    header: bytes


class _Connection(BaseRequestHandler):
    """One connection: the header is put at the end of those of its first request."""

    def handle(self) -> None:
        begun = b""
        while END_OF_HEADERS not in begun:
            read = self.request.recv(BLOCK)
            if not read:
                return
            begun += read
        headers, rest = begun.split(END_OF_HEADERS, 1)
        with socket.create_connection(self.server.target) as onward:
            onward.sendall(headers + b"\r\n" + self.server.header + END_OF_HEADERS + rest)
            Thread(target=_pass_on, args=(onward, self.request), daemon=True).start()
            _pass_on(self.request, onward)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while block := source.recv(BLOCK):
            target.sendall(block)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return  # the other side is gone


@contextmanager
def proxy(address: str, header: str) -> Iterator[str]:
    """The address of a proxy in front of a server; header: what it adds, as "Name: value"."""
    with _Proxy(("127.0.0.1", 0), _Connection) as running:
        to = urlsplit(address)
        running.target, running.header = (to.hostname, to.port), header.encode()
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
