-- Whose list an arrangement is on: those who take part in it or are host for it, unless it was merged into another.
-- «Host or participant» is asked of two tables, and no single index answers it; this is what every page of a
-- municipality's own list goes along. Triggers keep it, whoever writes: an import and its undo, a copy, a merger.
CREATE TABLE concern (
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id) ON DELETE CASCADE,
    PRIMARY KEY (mapping_id, municipality_id, arrangement_id)
);
CREATE INDEX concern_by_arrangement ON concern (arrangement_id);

INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT a.mapping_id, p.municipality_id, a.id
    FROM arrangement a JOIN participant p ON p.arrangement_id = a.id
    WHERE p.municipality_id IS NOT NULL AND a.merged_into_id IS NULL
    UNION
    SELECT mapping_id, host_municipality_id, id FROM arrangement
    WHERE host_municipality_id IS NOT NULL AND merged_into_id IS NULL;

CREATE TRIGGER concern_participant_insert AFTER INSERT ON participant
WHEN NEW.municipality_id IS NOT NULL
BEGIN
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT mapping_id, NEW.municipality_id, id FROM arrangement
    WHERE id = NEW.arrangement_id AND merged_into_id IS NULL
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER concern_participant_delete AFTER DELETE ON participant
WHEN OLD.municipality_id IS NOT NULL
BEGIN
    DELETE FROM concern
    WHERE arrangement_id = OLD.arrangement_id AND municipality_id = OLD.municipality_id
    AND NOT EXISTS (SELECT 1 FROM arrangement
                    WHERE id = OLD.arrangement_id AND host_municipality_id = OLD.municipality_id);
END;

CREATE TRIGGER concern_participant_update AFTER UPDATE ON participant
WHEN OLD.municipality_id IS NOT NEW.municipality_id OR OLD.arrangement_id <> NEW.arrangement_id
BEGIN
    DELETE FROM concern
    WHERE arrangement_id = OLD.arrangement_id AND municipality_id = OLD.municipality_id
    AND NOT EXISTS (SELECT 1 FROM arrangement
                    WHERE id = OLD.arrangement_id AND host_municipality_id = OLD.municipality_id);
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT mapping_id, NEW.municipality_id, id FROM arrangement
    WHERE id = NEW.arrangement_id AND merged_into_id IS NULL AND NEW.municipality_id IS NOT NULL
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER concern_arrangement_insert AFTER INSERT ON arrangement
WHEN NEW.host_municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL
BEGIN
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    VALUES (NEW.mapping_id, NEW.host_municipality_id, NEW.id)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER concern_arrangement_update AFTER UPDATE ON arrangement
WHEN OLD.host_municipality_id IS NOT NEW.host_municipality_id OR OLD.merged_into_id IS NOT NEW.merged_into_id
    OR OLD.mapping_id <> NEW.mapping_id
BEGIN
    DELETE FROM concern WHERE arrangement_id = NEW.id;
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT NEW.mapping_id, municipality_id, NEW.id FROM participant
    WHERE arrangement_id = NEW.id AND municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL
    UNION
    SELECT NEW.mapping_id, NEW.host_municipality_id, NEW.id
    WHERE NEW.host_municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL;
END;

-- What is derived from frozen rows is frozen with them.
CREATE TRIGGER concern_frozen_insert BEFORE INSERT ON concern
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER concern_frozen_update BEFORE UPDATE ON concern
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER concern_frozen_delete BEFORE DELETE ON concern
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;
