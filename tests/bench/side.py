"""One build of the portal on one size: what is measured of it, a round at a time."""

import re
import statistics

import sizes
import wrk
from client import Browser, Reader, Saver, crowd, percentile, times_of
from server import Server
from storm import storm

CONNECTIONS = 16


class Side:
    def __init__(self, binary, folder, port):
        self.binary, self.folder, self.port = binary, folder, port
        self.server = None

    def prepare(self):
        sizes.prepare(self.binary, self.folder, self.port)

    def open(self, size):
        """Starts it on a database without statistics but those it makes itself, and lets 16 municipalities and a coordinator in."""
        self.path, self.slug, self.found = self.folder / f"{size}.db", sizes.SIZES[size], {}
        sizes.forget_statistics(self.path)
        self.start()
        self.note(start=self.server.start, idle=self.server.memory())
        chosen = sizes.nearest(self.path, self.slug, CONNECTIONS)
        self.number = chosen[0][0]
        self.note(rows=chosen[0][2])
        self.browsers = [Browser(self.port).log_in(email) for _, email, _ in chosen]
        self.pages = [f"/svar/{self.slug}/{number}/ordninger" for number, _, _ in chosen]
        self.staff = Browser(self.port).log_in("koordinator@demo.invalid")
        page = self.browsers[0].get(self.pages[0])
        self.note(bytes=len(page.body) / 1024)
        self.asset = re.search(r'href="(/static/app-[^"]+)"', page.text()).group(1)

    def start(self):
        self.server = Server(self.binary, self.path, self.port)

    def hang_up(self):
        for browser in (*self.browsers, self.staff):
            browser.hang_up()

    def close(self):
        if self.server:
            self.server.stop()
            self.server = None

    def note(self, **figures):
        """One figure for each round; the table has their median."""
        for name, figure in figures.items():
            self.found.setdefault(name, []).append(figure)

    def figures(self):
        return {name: statistics.median(found) for name, found in self.found.items()}

    def round(self, times, seconds):
        """Everything once. An even number of saves leaves the rows as they were; what takes long is done less often."""
        self.hang_up()
        few, times = max(times // 20, 3), times + times % 2
        cpu_of, register = self.server.cpu_of, f"/kartlegging/{self.slug}/ordninger"
        reader, saver = Reader(self.browsers[0], self.pages[0]), Saver(self.browsers[0], self.pages[0])
        self.note(
            review=cpu_of(times, reader),
            raw=sizes.raw(self.path, self.slug, self.number, times // 4),
            save=cpu_of(times + 1, saver),
            paged=cpu_of(times // 2, Reader(self.staff, register)),
            all=cpu_of(few, Reader(self.staff, f"{register}?antall=alle")),
            static=cpu_of(times * 4, Reader(self.browsers[0], self.asset)),
        )
        self.kept(times)
        self.together(times)
        if wrk.is_here():
            self.together_by_wrk(seconds)

    def kept(self, times):
        """One kept connection, with gzip and without: milliseconds, and bytes on the wire with the head."""
        for name, encoding in (("gzip", "gzip"), ("plain", "identity")):
            took = times_of(times, Reader(self.browsers[0], self.pages[0], encoding))
            size = self.browsers[0].get(self.pages[0], encoding).size
            self.note(**{f"{name}_ms": statistics.median(took), f"{name}_bytes": size / 1024})

    def together(self, times):
        """Sixteen at once: each municipality reads its list, and then saves."""
        each = max(times // 4, 2) // 2 * 2
        for name, kind in (("read", Reader), ("saves", Saver)):
            visitors = [kind(browser, page) for browser, page in zip(self.browsers, self.pages)]
            before = self.server.cpu()
            took = crowd(visitors, each, longest=4)
            cpu = (self.server.cpu() - before) / len(took) * 1000
            self.note(**{f"{name}_cpu": cpu, f"{name}_p50": statistics.median(took),
                         f"{name}_p99": percentile(took, 0.99)})
            self.refuse(sum(visitor.refused for visitor in visitors))

    def together_by_wrk(self, seconds):
        for name, kind, load in (("wrk_read", Reader, wrk.read), ("wrk_save", Saver, wrk.save)):
            visitors = [kind(browser, page) for browser, page in zip(self.browsers, self.pages)]
            found = load(self.server, self.folder, visitors, seconds)
            self.note(**{f"{name}_{key}": found[key] for key in ("p50", "p99", "cpu")})
            self.refuse(found["refused"])

    def refuse(self, count):
        self.found["refused"] = [sum(self.found.get("refused", [])) + count]

    def rest(self):
        """After the rounds."""
        self.note(memory=self.server.memory())

    def log_ins(self, count):
        self.hang_up()
        reader, saving = Reader(self.browsers[0], self.pages[0]), (self.browsers[1], self.pages[1])
        self.note(**storm(self.server, reader, saving, sizes.accounts(self.path), count))

    def analyzed(self, times):
        """The same database with statistics, after a restart."""
        self.close()
        sizes.analyze(self.path)
        self.start()
        self.hang_up()
        reader, saver = Reader(self.browsers[0], self.pages[0]), Saver(self.browsers[0], self.pages[0])
        register = f"/kartlegging/{self.slug}/ordninger"
        self.note(review_after=self.server.cpu_of(times, reader),
                  save_after=self.server.cpu_of(times + 1 - times % 2, saver),
                  paged_after=self.server.cpu_of(times // 2, Reader(self.staff, register)))
