"""A build of the portal, started on a database of its own, and what it costs."""

import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from client import times_of


class Server:
    def __init__(self, binary, database, port):
        self.port = port
        command = [binary, "demo", "--national", "--database", f"sqlite://{database}", "--bind", f"127.0.0.1:{port}"]
        started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/helse", timeout=1).read()
                break
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(f"{binary} did not start: is port {port} free?")
                time.sleep(0.002)
        self.start = time.perf_counter() - started

    def cpu(self):
        """Seconds of CPU so far, of all threads, also those that have ended: its clock by clock_getcpuclockid(3)."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def cpu_of(self, times, work):
        """CPU in milliseconds for one `work`."""
        work()
        before = self.cpu()
        done = len(times_of(times, work))
        return (self.cpu() - before) / done * 1000

    def memory(self):
        """Resident, in MB."""
        return self.status("VmRSS")

    def peak(self):
        """The most since `forget_peak`, in MB."""
        return self.status("VmHWM")

    def forget_peak(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def status(self, name):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
