-- The country's municipalities, apart from any mapping, and the numbers of mappings made before the portal.

CREATE TABLE municipality (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL CHECK (length(number) = 4),
    name TEXT NOT NULL,
    official_name TEXT,
    name_sami TEXT,
    sami_language TEXT,
    name_kven TEXT,
    organisation_number TEXT CHECK (length(organisation_number) = 9),
    county_number TEXT NOT NULL CHECK (length(county_number) = 2),
    county TEXT NOT NULL,
    language_form TEXT NOT NULL CHECK (language_form IN ('bokmal', 'nynorsk', 'neutral')),
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    -- No date means: as far back, or forward, as the register knows.
    valid_from DATE,
    valid_to DATE,
    search_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    UNIQUE (number, valid_from),
    CHECK (valid_from < valid_to)
);
-- A number may be given away again, but only one municipality bears it at a time.
CREATE UNIQUE INDEX municipality_number_today ON municipality (number) WHERE valid_to IS NULL;
CREATE INDEX municipality_by_name ON municipality (sort_key, id);

CREATE TABLE municipality_population (
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    year INTEGER NOT NULL,
    population INTEGER NOT NULL CHECK (population >= 0),
    PRIMARY KEY (municipality_id, year)
);

-- By number and name, not by key: predecessors long gone are no rows of municipality.
CREATE TABLE municipality_change (
    id INTEGER PRIMARY KEY,
    old_number TEXT NOT NULL CHECK (length(old_number) = 4),
    old_name TEXT NOT NULL,
    old_county TEXT NOT NULL,
    new_number TEXT NOT NULL CHECK (length(new_number) = 4),
    new_name TEXT NOT NULL,
    new_county TEXT NOT NULL,
    valid_from DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'renumber', 'county_transfer')),
    UNIQUE (old_number, new_number, valid_from)
);
CREATE INDEX municipality_change_by_new ON municipality_change (new_number, valid_from);

CREATE TABLE municipality_contact (
    id INTEGER PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    name TEXT,
    title TEXT,
    email TEXT,
    phone TEXT,
    -- The municipality's own mailroom, which gets a copy of every letter.
    is_postmottak BOOLEAN NOT NULL DEFAULT FALSE,
    bounced_at TIMESTAMP,
    valid_from DATE,
    valid_to DATE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX municipality_contact_by_municipality ON municipality_contact (municipality_id, valid_to);

CREATE TABLE history_count (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL,
    year INTEGER NOT NULL,
    dimension TEXT NOT NULL CHECK (dimension IN ('level', 'sector', 'task_field', 'legal_form')),
    -- A level, 'total', or the name of a sector, task field or form as the source has it.
    code TEXT NOT NULL,
    count INTEGER,
    share_percent INTEGER,
    source TEXT NOT NULL,
    note TEXT,
    UNIQUE (county, year, dimension, code, source),
    CHECK (count IS NOT NULL OR share_percent IS NOT NULL)
);

CREATE TABLE history_municipality_count (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- By name: most of these municipalities are merged since.
    municipality TEXT NOT NULL,
    higher INTEGER,
    regional INTEGER,
    local INTEGER,
    sum INTEGER,
    source TEXT NOT NULL,
    UNIQUE (county, year, municipality)
);
