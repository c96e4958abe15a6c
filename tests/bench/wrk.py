"""The same load by wrk, which is not Python: 16 connections in two threads, each answered by the next in line."""

import json
import math
import shutil
import subprocess
import urllib.parse

CONNECTIONS = 16

# Each thread has a state of its own, and its share of the visitors.
FRAME = """
local threads, started = {}, 0
function setup(thread) thread:set("id", started) table.insert(threads, thread) started = started + 1 end
function done(summary, latency)
  local refused, errors = 0, summary.errors
  for _, thread in ipairs(threads) do refused = refused + thread:get("refused") end
  refused = refused + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format('{"p50": %f, "p99": %f, "requests": %d, "refused": %d}', latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, refused))
end
refused = 0
"""

READ = FRAME + """
local requests, turn = {REQUESTS}, 0
function init() turn = id * 8 end
function request() turn = turn % #requests + 1 return requests[turn] end
function response(status) if status ~= 200 then refused = refused + 1 end end
"""

# wrk does not say on which connection an answer came; its Location does, by the municipality.
SAVE = FRAME + """
local savers, idle, mine, asked = {SAVERS}, {}, {}, false
function init()
  for i, saver in ipairs(savers) do
    if i % 2 == id then table.insert(idle, saver) mine[saver.place] = saver end
  end
end
function request()
  -- The first one of the first thread wrk only looks at.
  local saver = (asked or id > 0) and table.remove(idle, 1)
  asked = true
  if not saver then return wrk.format("GET", "/helse") end
  local what = saver.step % 2 == 1 and "angre" or "stemmer"
  local headers = {["Sec-Fetch-Site"] = "same-origin", ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = saver.cookie}
  return wrk.format("POST", saver.path, headers, saver.fields .. saver.step .. "%3A" .. what)
end
function response(status, headers)
  local location = headers["location"] or headers["Location"]
  local saver = status == 303 and location and mine[location:match("^/svar/[^/]+/[^/?#]+")]
  if saver then saver.step = saver.step + 1 table.insert(idle, saver)
  elseif status ~= 200 then refused = refused + 1 end
end
"""


def is_here():
    return shutil.which("wrk") is not None


def read(server, folder, readers, seconds):
    requests = ",".join(json.dumps(reader.next().decode()) for reader in readers)
    return run(server, folder, READ.replace("REQUESTS", requests), seconds)


def save(server, folder, savers, seconds):
    told = []
    for saver in savers:
        fields = urllib.parse.urlencode({"skjema": saver.token, "svar": f"{saver.number}:{saver.version}."})
        place = saver.path.rsplit("/", 1)[0]
        told.append(f"{{path={json.dumps(saver.path)}, place={json.dumps(place)}, fields={json.dumps(fields)},"
                    f" cookie={json.dumps(saver.browser.cookie())}, step={saver.step}}}")
    return run(server, folder, SAVE.replace("SAVERS", ",".join(told)), seconds)


def run(server, folder, script, seconds):
    """What wrk found, and the server's CPU in milliseconds for each request."""
    path = folder / "wrk.lua"
    path.write_text(script)
    before = server.cpu()
    said = subprocess.run(["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", path,
                           f"http://127.0.0.1:{server.port}"], capture_output=True, text=True, timeout=seconds + 30)
    spent = server.cpu() - before
    if said.returncode:
        raise SystemExit(f"wrk: {said.stderr}")
    found = json.loads(said.stdout.strip().splitlines()[-1])
    if not found["requests"]:
        # All were still on their way: no figure, and not the 0 that wrk says.
        return {"p50": math.nan, "p99": math.nan, "cpu": math.nan, "refused": found["refused"]}
    return {**found, "cpu": spent / found["requests"] * 1000}
