"""The figures as a table: a column for each size, and for each size the other build and the ratio to it."""

# What is told, its figure, how it is written. A heading has no figure.
LINES = [
    ("The list page of a municipality", None, ""),
    ("rows of the list", "rows", "{:.0f}"), ("KB of HTML", "bytes", "{:.0f}"),
    ("CPU ms", "review", "{:.3f}"), ("  the same after ANALYZE", "review_after", "{:.3f}"),
    ("  raw queries alone, CPU ms", "raw", "{:.3f}"),
    ("one kept connection, gzip: median ms", "gzip_ms", "{:.2f}"), ("  KB on the wire", "gzip_bytes", "{:.1f}"),
    ("one kept connection, plain: median ms", "plain_ms", "{:.2f}"), ("  KB on the wire", "plain_bytes", "{:.1f}"),
    ("16 at once, by Python: CPU ms", "read_cpu", "{:.3f}"), ("  median ms", "read_p50", "{:.1f}"),
    ("  99th percentile ms", "read_p99", "{:.1f}"),
    ("16 at once, by wrk: CPU ms", "wrk_read_cpu", "{:.3f}"), ("  median ms", "wrk_read_p50", "{:.1f}"),
    ("  99th percentile ms", "wrk_read_p99", "{:.1f}"),
    ("Saving one answer", None, ""),
    ("one saver: CPU ms", "save", "{:.3f}"), ("  the same after ANALYZE", "save_after", "{:.3f}"),
    ("16 savers, by Python: CPU ms", "saves_cpu", "{:.3f}"), ("  median ms", "saves_p50", "{:.1f}"),
    ("  99th percentile ms", "saves_p99", "{:.1f}"),
    ("16 savers, by wrk: CPU ms", "wrk_save_cpu", "{:.3f}"), ("  median ms", "wrk_save_p50", "{:.1f}"),
    ("  99th percentile ms", "wrk_save_p99", "{:.1f}"),
    ("refused, of all pages and saves (wanted: 0)", "refused", "{:.0f}"),
    ("The register", None, ""),
    ("a page of it: CPU ms", "paged", "{:.3f}"), ("  the same after ANALYZE", "paged_after", "{:.3f}"),
    ("the whole of it: CPU ms", "all", "{:.2f}"), ("a file from memory: CPU ms", "static", "{:.3f}"),
    ("Memory and start", None, ""),
    ("start to the first answer, s", "start", "{:.3f}"), ("MB idle", "idle", "{:.0f}"),
    ("MB after the load above", "memory", "{:.0f}"),
    ("A storm of log-ins, 16 at a time", None, ""),
    ("MB before", "storm_before", "{:.0f}"), ("  at the peak", "storm_peak", "{:.0f}"),
    ("  after", "storm_after", "{:.0f}"), ("CPU ms of a log-in", "storm_cpu", "{:.1f}"),
    ("seconds for all", "storm_took", "{:.1f}"), ("list page before: 99th percentile ms", "storm_quiet", "{:.1f}"),
    ("  meanwhile", "storm_p99", "{:.1f}"), ("refused meanwhile (wanted: 0)", "storm_refused", "{:.0f}"),
]
# Of one run and one build: what is divided, and by what.
RATIOS = [
    ("list page to its raw queries", "review", "raw"), ("list page after ANALYZE to before", "review_after", "review"),
    ("save after ANALYZE to before", "save_after", "save"), ("whole register to a page of it", "all", "paged"),
    ("gzip to plain on a kept connection, ms", "gzip_ms", "plain_ms"),
    ("list page in a storm to before, 99th", "storm_p99", "storm_quiet"),
]
GROWTH = [("list page", "review"), ("save", "save"), ("page of the register", "paged"), ("whole register", "all")]
NAME, WIDTH = 46, 10


def show(ours, others):
    """`ours` and `others` are figures by size; `others` is empty without another build."""
    heads = []
    for size in ours:
        heads += [size] + (["the other", "ratio"] if others else [])
    row("municipalities", heads)
    for text, key, form in LINES:
        if key is None:
            print(f"\n{text}")
        elif any(key in figures for figures in ours.values()):
            compare(text, lambda figures: figures.get(key), form, ours, others)
    print("\nRatios of each build to itself")
    for text, above, below in RATIOS:
        compare(text, lambda figures: quotient(figures.get(above), figures.get(below)), "{:.2f} x", ours, others)
    for text, key in GROWTH:
        cells = []
        for size in ours:
            for figures in [ours] + ([others] if others else []):
                first = next(iter(figures.values()))
                cells.append(written("{:.2f} x", quotient(figures[size][key], first[key])))
            cells += [""] if others else []
        row(f"growth of the {text}", cells)


def compare(text, figure, form, ours, others):
    cells = []
    for size, figures in ours.items():
        here = figure(figures)
        cells.append(written(form, here))
        if others:
            there = figure(others[size])
            cells += [written(form, there), written("{:.2f} x", quotient(here, there))]
    row(text, cells)


def quotient(above, below):
    return above / below if above is not None and below else None


def written(form, figure):
    return "-" if figure is None else form.format(figure)


def row(text, cells):
    print(f"{text:<{NAME}}" + "".join(f"{cell:>{WIDTH}}" for cell in cells), flush=True)
