"""Clients of the portal that cost little themselves: plain sockets, one kept connection each, no threads."""

import re
import selectors
import socket
import time
import urllib.parse

PASSWORD = "ordna-demo-2026"


class Response:
    def __init__(self, head, body, size):
        self.status = int(head.split(b" ", 2)[1])
        self.head, self.body, self.size = head.decode(), body, size

    def header(self, name):
        found = re.search(rf"(?im)^{name}: ?(.*?)\r?$", self.head)
        return found.group(1) if found else ""

    def text(self):
        return self.body.decode()


class Browser:
    """One kept connection with its cookies."""

    def __init__(self, port, source="127.0.0.1"):
        self.port, self.source, self.cookies, self.socket = port, source, {}, None
        self.hang_up()

    def hang_up(self):
        """The next request connects anew. The portal does so itself, to whoever has long been silent, and before the
        first request after five seconds."""
        if self.socket:
            self.socket.close()
        self.socket, self.buffer = None, b""

    def connect(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60, source_address=(self.source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_in(self, email):
        page = self.get("/logg-inn").text()
        answer = self.post("/logg-inn", token(page), epost=email, passord=PASSWORD)
        if answer.status != 303:
            raise SystemExit(f"{email} did not get in: {answer.status}")
        return self

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def getting(self, path, encoding="identity"):
        return (f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: {encoding}\r\n"
                f"Cookie: {self.cookie()}\r\n\r\n").encode()

    def posting(self, path, form_token, **fields):
        body = urllib.parse.urlencode({"skjema": form_token, **fields})
        return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nSec-Fetch-Site: same-origin\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
                f"Cookie: {self.cookie()}\r\n\r\n{body}").encode()

    def get(self, path, encoding="identity"):
        return self.ask(self.getting(path, encoding))

    def post(self, path, form_token, **fields):
        return self.ask(self.posting(path, form_token, **fields))

    def send(self, request):
        if not self.socket:
            self.connect()
        self.socket.sendall(request)

    def ask(self, request):
        self.send(request)
        while (response := self.receive()) is None:
            pass
        return response

    def receive(self):
        """What has come; the response when it is whole."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("the portal closed the connection")
        self.buffer += piece
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if length and len(body) < int(length.group(1)):
            return None
        chunked = b"transfer-encoding: chunked" in head.lower()
        if chunked and not body.endswith(b"0\r\n\r\n"):
            return None
        response = Response(head, joined(body) if chunked else body, len(self.buffer))
        self.buffer = b""
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r]*)", response.head):
            self.cookies[name] = value
        # A portal that is too busy answers that it is, and closes.
        if response.header("connection").lower() == "close":
            self.hang_up()
        return response


def joined(chunks):
    body = b""
    while chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        body += chunks[:int(size, 16)]
        chunks = chunks[int(size, 16) + 2:]
    return body


def token(page):
    return re.search(r'name="skjema" value="([^"]+)"', page).group(1)


class Reader:
    """Asks for the same page again and again."""

    def __init__(self, browser, path, encoding="identity"):
        self.browser, self.request, self.refused = browser, browser.getting(path, encoding), 0

    def next(self):
        return self.request

    def took(self, response):
        self.refused += response.status != 200

    def __call__(self):
        self.took(self.browser.ask(self.next()))


class Saver:
    """Answers one row and takes it back, in turn, so that there is always something to save."""

    def __init__(self, browser, path):
        page = browser.get(path).text()
        self.browser, self.path, self.token, self.refused = browser, path, token(page), 0
        self.number, self.version, step = re.search(r'value="(\d+):(\d+)\.(\d+):stemmer"', page).groups()
        self.step = int(step)

    def next(self):
        what = "angre" if self.step % 2 else "stemmer"
        return self.browser.posting(self.path, self.token, svar=f"{self.number}:{self.version}.{self.step}:{what}")

    def took(self, response):
        if response.status == 303:
            self.step += 1
        else:
            self.refused += 1

    def __call__(self):
        self.took(self.browser.ask(self.next()))


def crowd(visitors, times, longest=60):
    """All at once, each on its connection, `times` each, for `longest` seconds at most: milliseconds of every request."""
    took, waiting, until = [], selectors.DefaultSelector(), time.perf_counter() + longest

    def ask(visitor, left):
        request, began = visitor.next(), time.perf_counter()
        visitor.browser.send(request)
        waiting.register(visitor.browser.socket, selectors.EVENT_READ, (visitor, left, began))

    for visitor in visitors:
        ask(visitor, times)
    while waiting.get_map():
        for key, _ in waiting.select():
            visitor, left, began = key.data
            response = visitor.browser.receive()
            if response is None:
                continue
            # By its number, since the connection may be closed by now.
            waiting.unregister(key.fd)
            took.append((time.perf_counter() - began) * 1000)
            visitor.took(response)
            if left > 1 and time.perf_counter() < until:
                ask(visitor, left - 1)
    return took


def times_of(times, work, longest=2):
    """Milliseconds of each `work`, one after the other, for `longest` seconds at most."""
    took, until = [], time.perf_counter() + longest
    while len(took) < times and time.perf_counter() < until:
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return took


def percentile(took, part):
    took = sorted(took)
    return took[max(0, min(len(took) - 1, int(len(took) * part)))]
