"""A mail server for the tests: takes what it is sent, and fails as the receiver's address tells it to.

Prints the port it listens on, then one line of JSON for each message that it took.
    greylisted@…  451 the first time for each sender, then 250      unknown@…  550 to RCPT
    full@…        552 to RCPT                                       policy@…   554 after the message
    silent@…      no answer after the message                       drops@…    hangs up after the message
    later@…       452 the first time, then 250                      relay@…    554 to RCPT: it relays for nobody
    slow@…        takes half a second after the message

`crowd` is how many letters to the same domain were under way at once, at most; `lines` how many connections there were.
"""

import argparse
import asyncio
import email
import email.policy
import json
import sys
import time
from collections import Counter

from aiosmtpd.smtp import SMTP


def defects(message):
    found = [repr(defect) for part in message.walk() for defect in part.defects]
    for part in message.walk():
        for name, value in part.items():
            found += [f"{name}: {defect!r}" for defect in getattr(value, "defects", [])]
    return found


def content(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else None


def whole(text):
    """Python keeps the bytes of a header that is not ASCII as half characters."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8")


class Sink:
    def __init__(self, limit, plain):
        self.limit = limit
        self.plain = plain
        self.greylist = set()
        self.delayed = set()
        self.under_way = Counter()
        self.crowd = 0
        self.lines = set()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        session.mails = 0
        self.lines.add(session.peer)
        # All commands of a letter in one packet (RFC 2920): aiosmtpd takes them, and does not say so.
        return responses if self.plain else ["250-PIPELINING", *responses]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.limit and session.mails >= self.limit:
            asyncio.get_running_loop().call_later(0.05, server.transport.close)
            return "421 4.7.0 Too many messages on this connection"
        session.mails += 1
        envelope.mail_from = address
        session.options = options
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "greylisted" and envelope.mail_from not in self.greylist:
            self.greylist.add(envelope.mail_from)
            return "451 4.7.1 Greylisted, please come back"
        if name == "unknown":
            return "550 5.1.1 No such user here"
        if name == "later" and address not in self.delayed:
            self.delayed.add(address)
            return "452 4.2.2 Over quota just now"
        if name == "relay":
            return "554 5.7.1 Relay access denied"
        if name == "full":
            return "552 5.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        name, domain = envelope.rcpt_tos[0].split("@")
        self.under_way[domain] += 1
        self.crowd = max(self.crowd, self.under_way[domain])
        try:
            return await self.take(server, session, envelope, name)
        finally:
            self.under_way[domain] -= 1

    async def take(self, server, session, envelope, name):
        if name == "slow":
            await asyncio.sleep(0.5)
        if name == "policy":
            return "554 5.7.1 Refused by policy"
        if name == "silent":
            await asyncio.sleep(3600)
        if name == "drops":
            server.transport.abort()
            return "250 never heard"
        report(session, envelope, self)
        return "250 2.0.0 OK: queued as 4711"


def report(session, envelope, sink):
    raw = envelope.content
    line = {
        "at": time.monotonic(),
        "hello": session.host_name,
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "is_ascii": raw.isascii(),
        "options": session.options,
        "crowd": sink.crowd,
        "lines": len(sink.lines),
    }
    try:
        message = email.message_from_bytes(raw, policy=email.policy.SMTP.clone(raise_on_defect=True))
        line["headers"] = [[name, whole(str(value))] for name, value in message.items()]
        line["address"] = whole(message["To"].addresses[0].addr_spec)
        line["text"] = content(message, "plain")
        line["html"] = content(message, "html")
        line["defects"] = defects(message)
    except Exception as error:
        line["defects"] = [repr(error)]
    print(json.dumps(line), flush=True)


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--limit", type=int, default=0)
    arguments.add_argument("--plain", action="store_true")
    arguments.add_argument("--ascii", action="store_true")
    given = arguments.parse_args()
    sink = Sink(given.limit, given.plain)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(sink, hostname="sink.example.no", enable_SMTPUTF8=not given.ascii), given.host, given.port
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    # The test ends the sink by closing its standard input, also when it dies.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
