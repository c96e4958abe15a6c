-- Mappings and their register: what a mapping holds, and who may do what in it.

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('planned', 'open', 'closed')),
    definition_nb TEXT NOT NULL DEFAULT '',
    definition_nn TEXT NOT NULL DEFAULT '',
    reference_date DATE,
    copied_from_id BIGINT REFERENCES mapping (id),
    owner TEXT,
    contact_name TEXT,
    contact_email TEXT,
    contact_phone TEXT,
    -- What is accepted by rule; each rule can be switched off.
    rule_own_participation BOOLEAN NOT NULL DEFAULT TRUE,
    rule_host_authority BOOLEAN NOT NULL DEFAULT TRUE,
    rule_unanimous BOOLEAN NOT NULL DEFAULT TRUE,
    -- A mailing that one coordinator made goes out when another has said yes.
    second_person BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL,
    opened_at TIMESTAMP,
    closed_at TIMESTAMP,
    -- Raised by every write to the register, so that what is kept in memory knows when it is old.
    register_version BIGINT NOT NULL DEFAULT 1,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK (status <> 'closed' OR closed_at IS NOT NULL)
);
CREATE INDEX mapping_by_origin ON mapping (copied_from_id);

-- Apart from the mapping, because results are published after it is closed and frozen.
CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    content_hash TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by BIGINT NOT NULL REFERENCES user_account (id),
    withdrawn_at TIMESTAMP
);
CREATE UNIQUE INDEX publication_in_force ON publication (mapping_id) WHERE withdrawn_at IS NULL;

CREATE TABLE mapping_area (
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    PRIMARY KEY (mapping_id, municipality_id)
);
CREATE INDEX mapping_area_by_municipality ON mapping_area (municipality_id, mapping_id);

CREATE TABLE sector (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    nr INTEGER NOT NULL,
    name_nb TEXT NOT NULL,
    name_nn TEXT NOT NULL,
    UNIQUE (mapping_id, nr),
    UNIQUE (mapping_id, name_nb),
    UNIQUE (id, mapping_id)
);

CREATE TABLE task_field (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    nr INTEGER NOT NULL,
    name_nb TEXT NOT NULL,
    name_nn TEXT NOT NULL,
    UNIQUE (mapping_id, nr),
    UNIQUE (mapping_id, name_nb)
);

CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    nr INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (mapping_id, name)
);

CREATE TABLE region_member (
    region_id BIGINT NOT NULL REFERENCES region (id) ON DELETE CASCADE,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    PRIMARY KEY (region_id, municipality_id)
);
CREATE INDEX region_member_by_municipality ON region_member (municipality_id);

-- What lists, filters and tables read. The rest is in arrangement_detail, to keep these rows narrow.
CREATE TABLE arrangement (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    -- The id that people and exports see.
    number INTEGER NOT NULL,
    lineage TEXT NOT NULL,
    name TEXT NOT NULL,
    name_kind TEXT CHECK (name_kind IN ('formal', 'common', 'made')),
    sector_id BIGINT,
    content TEXT,
    established_year INTEGER,
    legal_form TEXT CHECK (legal_form IN (
        'agreement', 'host', 'host_board', 'political_council', 'task_community', 'section_27',
        'joint_municipality', 'iks', 'as', 'ans_da', 'sa', 'foundation', 'other')),
    host_municipality_id BIGINT REFERENCES municipality (id),
    -- A host that is no municipality.
    host_name TEXT,
    fte_tenths INTEGER CHECK (fte_tenths >= 0),
    -- Kept by db::register from the participants and the override, so that lists can filter on it.
    participant_count INTEGER NOT NULL DEFAULT 0,
    level TEXT NOT NULL CHECK (level IN ('local', 'regional', 'higher')),
    level_override TEXT CHECK (level_override IN ('local', 'regional', 'higher')),
    level_reason TEXT,
    definition_status TEXT NOT NULL DEFAULT 'included'
        CHECK (definition_status IN ('included', 'borderline', 'excluded')),
    definition_reason TEXT,
    life TEXT NOT NULL DEFAULT 'active' CHECK (life IN ('active', 'being_established', 'discontinued')),
    ended_year INTEGER,
    ended_reason TEXT,
    -- Merged into another: out of every list, but its answers follow.
    merged_into_id BIGINT REFERENCES arrangement (id),
    search_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (mapping_id, number),
    UNIQUE (mapping_id, lineage),
    FOREIGN KEY (sector_id, mapping_id) REFERENCES sector (id, mapping_id),
    CHECK (host_municipality_id IS NULL OR host_name IS NULL),
    CHECK (merged_into_id <> id)
);
CREATE INDEX arrangement_by_name ON arrangement (mapping_id, sort_key, id);
CREATE INDEX arrangement_by_sector ON arrangement (mapping_id, sector_id, sort_key);
CREATE INDEX arrangement_by_sector_key ON arrangement (sector_id, mapping_id);
CREATE INDEX arrangement_by_host ON arrangement (host_municipality_id, mapping_id);
CREATE INDEX arrangement_by_lineage ON arrangement (lineage, mapping_id);
CREATE INDEX arrangement_by_merger ON arrangement (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE arrangement_detail (
    arrangement_id BIGINT NOT NULL PRIMARY KEY REFERENCES arrangement (id) ON DELETE CASCADE,
    political_organisation TEXT,
    administrative_organisation TEXT,
    ownership TEXT,
    recent_changes TEXT,
    cost_fixed_percent INTEGER CHECK (cost_fixed_percent BETWEEN 0 AND 100),
    cost_population_percent INTEGER CHECK (cost_population_percent BETWEEN 0 AND 100),
    cost_other TEXT,
    agreement_date DATE,
    agreement_link TEXT,
    governor_notified BOOLEAN,
    note TEXT
);

CREATE TABLE arrangement_task_field (
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id) ON DELETE CASCADE,
    task_field_id BIGINT NOT NULL REFERENCES task_field (id),
    PRIMARY KEY (arrangement_id, task_field_id)
);
CREATE INDEX arrangement_task_field_by_task ON arrangement_task_field (task_field_id, arrangement_id);

CREATE TABLE participant (
    id INTEGER PRIMARY KEY,
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'county', 'state', 'private', 'other')),
    municipality_id BIGINT REFERENCES municipality (id),
    -- An owner that is no municipality; a municipality's name is its own.
    name TEXT,
    county_number TEXT CHECK (length(county_number) = 2),
    -- Hundredths of a percent.
    share_hundredths INTEGER CHECK (share_hundredths BETWEEN 0 AND 10000),
    UNIQUE (arrangement_id, municipality_id),
    UNIQUE (arrangement_id, kind, name),
    CHECK ((kind = 'municipality') = (municipality_id IS NOT NULL)),
    CHECK ((kind = 'municipality') = (name IS NULL))
);
CREATE INDEX participant_by_municipality ON participant (municipality_id, arrangement_id);

-- Where an arrangement came from, where lineage alone does not tell.
CREATE TABLE arrangement_origin (
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id) ON DELETE CASCADE,
    origin_id BIGINT NOT NULL REFERENCES arrangement (id),
    kind TEXT NOT NULL CHECK (kind IN ('copied', 'merged', 'split')),
    PRIMARY KEY (arrangement_id, origin_id),
    CHECK (arrangement_id <> origin_id)
);
CREATE INDEX arrangement_origin_by_origin ON arrangement_origin (origin_id);

-- Field by field, for "changed since you confirmed"; the audit log has the acts, this has the values.
CREATE TABLE arrangement_change (
    id INTEGER PRIMARY KEY,
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id) ON DELETE CASCADE,
    -- The arrangement's version after the change.
    arrangement_version BIGINT NOT NULL,
    field TEXT NOT NULL,
    from_value TEXT,
    to_value TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'edit', 'decision', 'copy', 'merge', 'split')),
    changed_at TIMESTAMP NOT NULL,
    changed_by BIGINT REFERENCES user_account (id)
);
CREATE INDEX arrangement_change_by_arrangement ON arrangement_change (arrangement_id, arrangement_version);

CREATE TABLE municipality_note (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    text TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    written_by BIGINT NOT NULL REFERENCES user_account (id)
);
CREATE INDEX municipality_note_by_municipality ON municipality_note (mapping_id, municipality_id, id);

CREATE TABLE user_role (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    role TEXT NOT NULL CHECK (role IN ('respondent', 'editor', 'deputy', 'reader', 'coordinator', 'admin')),
    mapping_id BIGINT REFERENCES mapping (id),
    municipality_id BIGINT REFERENCES municipality (id),
    -- The leader of a regionråd answers questions without having a list.
    region_id BIGINT REFERENCES region (id),
    granted_at TIMESTAMP NOT NULL,
    granted_by BIGINT REFERENCES user_account (id),
    ended_at TIMESTAMP,
    ended_by BIGINT REFERENCES user_account (id),
    CHECK (
        (role = 'respondent' AND (municipality_id IS NULL) <> (region_id IS NULL))
        OR (role = 'editor' AND municipality_id IS NOT NULL AND region_id IS NULL)
        OR (role = 'deputy' AND mapping_id IS NOT NULL AND municipality_id IS NOT NULL AND region_id IS NULL)
        OR (role IN ('reader', 'coordinator')
            AND mapping_id IS NOT NULL AND municipality_id IS NULL AND region_id IS NULL)
        OR (role = 'admin' AND mapping_id IS NULL AND municipality_id IS NULL AND region_id IS NULL))
);
CREATE INDEX user_role_by_user ON user_role (user_id, ended_at);
CREATE INDEX user_role_by_municipality ON user_role (municipality_id, ended_at);
CREATE INDEX user_role_by_mapping ON user_role (mapping_id, ended_at);
CREATE INDEX user_role_by_region ON user_role (region_id);
-- A role is held once at a time; COALESCE because NULLs would all differ.
CREATE UNIQUE INDEX user_role_in_force ON user_role
    (user_id, role, COALESCE(mapping_id, 0), COALESCE(municipality_id, 0), COALESCE(region_id, 0))
    WHERE ended_at IS NULL;
