"""The databases: the nation, Trøndelag in it, and the nation ten times; and the same statements without the portal."""

import contextlib
import shutil
import sqlite3
import time

from client import times_of
from server import Server

# First signs of the numbers that are made up: no digit, so that none is taken.
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIZES = {"38": "trondelag-2026", "357": "norge-2026", "3570": "norge-2026"}


def prepare(binary, folder, port):
    """One database for each size, with a round that is open for all, and what the server said first."""
    folder.mkdir()
    first = folder / "357.db"
    Server(binary, first, port).stop()
    open_round(first)
    with contextlib.closing(sqlite3.connect(first)) as db:
        # What the server and we have written lies in the file beside it until then.
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copy(first, folder / "38.db")
    shutil.copy(first, folder / "3570.db")
    clone(folder / "3570.db")


def open_round(path):
    with sqlite3.connect(path) as db:
        mapping = db.execute("SELECT id FROM mapping WHERE slug = 'norge-2026'").fetchone()[0]
        round_id = db.execute(
            "INSERT INTO hearing_round (mapping_id, number, state, deadline) VALUES (?, 1, 'open', '2099-01-01 00:00:00')"
            " RETURNING id", (mapping,)).fetchone()[0]
        db.execute("INSERT INTO hearing (round_id, municipality_id, state, sent_at) SELECT ?, municipality_id, 'sent',"
                   " '2026-11-01 00:00:00' FROM mapping_area WHERE mapping_id = ?", (round_id, mapping))


def clone(path, times=9):
    """The nation nine times more: its municipalities, its arrangements and who takes part in them."""
    with sqlite3.connect(path) as db:
        mapping = db.execute("SELECT id FROM mapping WHERE slug = 'norge-2026'").fetchone()[0]
        area = [row[0] for row in db.execute("SELECT municipality_id FROM mapping_area WHERE mapping_id = ?", (mapping,))]
        marks = ",".join("?" * len(area))
        top = db.execute("SELECT MAX(id) FROM municipality").fetchone()[0]
        top_arrangement = db.execute("SELECT MAX(id) FROM arrangement").fetchone()[0]
        for time_ in range(1, times + 1):
            shift, moved = top * time_, top_arrangement * time_
            db.execute(
                f"INSERT INTO municipality (id, number, name, official_name, county_number, county, language_form,"
                f" search_key, sort_key) SELECT id + {shift},"
                f" substr('{SIGNS}', (instr('01345', substr(number, 1, 1)) - 1) * 9 + {time_}, 1) || substr(number, 2),"
                f" name || ' {time_}', official_name, county_number, county, language_form, search_key || ' {time_}',"
                f" sort_key || '{time_}' FROM municipality WHERE id IN ({marks})", area)
            db.execute(f"INSERT INTO mapping_area SELECT mapping_id, municipality_id + {shift} FROM mapping_area"
                       f" WHERE mapping_id = ? AND municipality_id <= {top}", (mapping,))
            columns = [row[1] for row in db.execute("PRAGMA table_info(arrangement)")]
            change = {"id": f"id + {moved}", "number": f"number + {3000 * time_}", "lineage": f"lineage || '-{time_}'",
                      "name": f"name || ' {time_}'", "sort_key": f"sort_key || '{time_}'",
                      "host_municipality_id": f"host_municipality_id + {shift}"}
            select = ", ".join(change.get(column, column) for column in columns)
            db.execute(f"INSERT INTO arrangement ({', '.join(columns)}) SELECT {select} FROM arrangement"
                       f" WHERE mapping_id = ? AND id <= {top_arrangement}", (mapping,))
            db.execute(f"INSERT INTO participant (arrangement_id, kind, municipality_id, name, county_number,"
                       f" share_hundredths) SELECT arrangement_id + {moved}, kind, municipality_id + {shift}, name,"
                       f" county_number, share_hundredths FROM participant WHERE arrangement_id IN (SELECT id FROM"
                       f" arrangement WHERE mapping_id = ? AND id <= {top_arrangement})", (mapping,))
        db.execute("UPDATE mapping SET register_version = register_version + 1 WHERE id = ?", (mapping,))
        db.execute("UPDATE setting SET value = CAST(value AS INTEGER) + 1 WHERE key = 'municipalities_version'")


def analyze(path):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ANALYZE")


def forget_statistics(path):
    """As a database is that nobody has analyzed."""
    with sqlite3.connect(path) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat_'").fetchall():
            db.execute(f"DELETE FROM {table}")


def nearest(path, slug, many, rows=35):
    """The municipalities that have answered nothing yet and whose lists are nearest to 35 rows: number, account and
    rows of each."""
    with sqlite3.connect(path) as db:
        return db.execute(
            "SELECT m.number, MIN(u.email), COUNT(DISTINCT r.id) AS listed FROM municipality m"
            " JOIN mapping_area a ON a.municipality_id = m.id JOIN mapping g ON g.id = a.mapping_id AND g.slug = ?"
            " JOIN hearing_round d ON d.mapping_id = g.id AND d.state = 'open'"
            " JOIN hearing h ON h.round_id = d.id AND h.municipality_id = m.id AND h.state IN ('sent', 'reminded')"
            " AND NOT EXISTS (SELECT 1 FROM response s WHERE s.hearing_id = h.id)"
            " JOIN participant p ON p.municipality_id = m.id"
            " JOIN arrangement r ON r.id = p.arrangement_id AND r.mapping_id = g.id"
            " AND r.life <> 'discontinued' AND r.definition_status <> 'excluded'"
            " JOIN user_role o ON o.municipality_id = m.id AND o.role = 'respondent'"
            " JOIN user_account u ON u.id = o.user_id"
            " GROUP BY m.number ORDER BY ABS(listed - ?), m.number LIMIT ?", (slug, rows, many)).fetchall()


def accounts(path):
    """The addresses of all who may answer."""
    with sqlite3.connect(path) as db:
        return [row[0] for row in db.execute(
            "SELECT DISTINCT u.email FROM user_account u JOIN user_role o ON o.user_id = u.id"
            " WHERE o.role = 'respondent' ORDER BY u.email")]


# As the page asks them: first its hearing, then its rows, then who takes part.
HEARING = (
    "SELECT h.*, r.*, m.* FROM hearing h JOIN hearing_round r ON r.id = h.round_id JOIN mapping m ON m.id = r.mapping_id"
    " JOIN municipality k ON k.id = h.municipality_id WHERE m.slug = :slug AND k.number = :number")
ANSWERS = (
    " LEFT JOIN arrangement_detail d ON d.arrangement_id = a.id"
    " LEFT JOIN response s ON s.arrangement_id = a.id AND s.hearing_id = :hearing"
    " LEFT JOIN correction c ON c.response_id = s.id WHERE a.merged_into_id IS NULL")
RAW = [
    HEARING,
    "SELECT a.*, d.*, s.*, c.* FROM concern k JOIN arrangement a ON a.id = k.arrangement_id" + ANSWERS
    + " AND k.mapping_id = :mapping AND k.municipality_id = :own",
    "SELECT p.* FROM concern k JOIN participant p ON p.arrangement_id = k.arrangement_id"
    " WHERE k.mapping_id = :mapping AND k.municipality_id = :own",
]
# Of a build that does not yet keep a table of whose list an arrangement is on.
RAW_BEFORE_CONCERN = [
    HEARING,
    "SELECT a.*, d.*, s.*, c.* FROM arrangement a" + ANSWERS + " AND a.mapping_id = :mapping"
    " AND (a.host_municipality_id = :own OR a.id IN (SELECT arrangement_id FROM participant WHERE municipality_id = :own))",
    "SELECT * FROM participant WHERE arrangement_id IN (SELECT a.id FROM arrangement a WHERE a.mapping_id = :mapping AND"
    " (a.host_municipality_id = :own OR a.id IN (SELECT arrangement_id FROM participant WHERE municipality_id = :own)))",
]


def raw(path, slug, number, times):
    """CPU of the page's own statements, without the portal."""
    with sqlite3.connect(path) as db:
        hearing, mapping, own = db.execute(
            "SELECT h.id, r.mapping_id, h.municipality_id FROM hearing h JOIN hearing_round r ON r.id = h.round_id"
            " JOIN mapping m ON m.id = r.mapping_id JOIN municipality k ON k.id = h.municipality_id"
            " WHERE m.slug = ? AND k.number = ?", (slug, number)).fetchone()
        has_concern = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'concern'").fetchone()
        statements = RAW if has_concern else RAW_BEFORE_CONCERN
        values = {"slug": slug, "number": number, "hearing": hearing, "mapping": mapping, "own": own}

        def ask():
            for statement in statements:
                db.execute(statement, values).fetchall()

        ask()
        before = time.process_time()
        done = len(times_of(times, ask))
        return (time.process_time() - before) / done * 1000
