"""A storm of log-ins: what it costs in memory, and what somebody who reads a page meanwhile notices of it."""

import multiprocessing
import time

from client import PASSWORD, Browser, Saver, crowd, percentile, token

AT_ONCE = 16


class Knocker:
    """Logs in again and again, as another person each time; every second request is the log-in itself."""

    def __init__(self, port, place, emails):
        # An address of its own: one network may knock five hundred times at once, and no more.
        self.browser, self.emails, self.token, self.refused = Browser(port, f"127.0.1.{place + 1}"), iter(emails), "", 0

    def next(self):
        if not self.token:
            self.browser.cookies.clear()
            return self.browser.getting("/logg-inn")
        return self.browser.posting("/logg-inn", self.token, epost=next(self.emails), passord=PASSWORD)

    def took(self, response):
        if self.token:
            self.refused += response.status != 303
            self.token = ""
        else:
            self.token = token(response.text())


def storm(server, reader, saving, emails, count):
    """`saving` is a browser and its page."""
    each = count // AT_ONCE
    emails = (emails * (count // len(emails) + 1))[:each * AT_ONCE]
    knockers = [Knocker(server.port, place, emails[place::AT_ONCE]) for place in range(AT_ONCE)]
    quiet = Watch(reader, saving)
    time.sleep(3)
    found = {"storm_quiet": percentile(quiet.end()[0], 0.99), "storm_before": server.memory()}
    server.forget_peak()
    watch, began, cpu = Watch(reader, saving), time.perf_counter(), server.cpu()
    crowd(knockers, 2 * each, longest=90)
    took, cpu = time.perf_counter() - began, server.cpu() - cpu
    found |= {"storm_after": server.memory(), "storm_peak": server.peak()}
    pages, refused = watch.end()
    found |= {"storm_p99": percentile(pages, 0.99), "storm_took": took, "storm_cpu": cpu / (each * AT_ONCE) * 1000,
              "storm_refused": refused + sum(knocker.refused for knocker in knockers)}
    for knocker in knockers:
        knocker.browser.hang_up()
    return found


class Watch:
    """Somebody who reads the page and saves, some fifty times a second, in a process that the storm's client does not
    slow down. The times are those of the page; what was refused is told of both."""

    def __init__(self, reader, saving):
        fork = multiprocessing.get_context("fork")
        self.stop, (self.ours, theirs) = fork.Event(), fork.Pipe(duplex=False)
        self.process = fork.Process(target=self.watch, args=(reader, saving, theirs), daemon=True)
        self.process.start()

    def watch(self, reader, saving, pipe):
        saver, took = Saver(*saving), []
        while not self.stop.is_set():
            began = time.perf_counter()
            reader()
            took.append((time.perf_counter() - began) * 1000)
            saver()
            time.sleep(0.01)
        pipe.send((took, reader.refused + saver.refused))

    def end(self):
        self.stop.set()
        told = self.ours.recv()
        self.process.join()
        return told
