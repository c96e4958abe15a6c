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

CREATE FUNCTION concern_of_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- For an insert OLD is null, for a delete NEW is: neither finds a row.
    DELETE FROM concern
    WHERE arrangement_id = OLD.arrangement_id AND municipality_id = OLD.municipality_id
    AND NOT EXISTS (SELECT 1 FROM arrangement
                    WHERE id = OLD.arrangement_id AND host_municipality_id = OLD.municipality_id);
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT mapping_id, NEW.municipality_id, id FROM arrangement
    WHERE id = NEW.arrangement_id AND merged_into_id IS NULL AND NEW.municipality_id IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER concern_participant AFTER INSERT OR DELETE ON participant
    FOR EACH ROW EXECUTE FUNCTION concern_of_participant();
CREATE TRIGGER concern_participant_update AFTER UPDATE ON participant
    FOR EACH ROW WHEN (OLD.municipality_id IS DISTINCT FROM NEW.municipality_id
                       OR OLD.arrangement_id <> NEW.arrangement_id)
    EXECUTE FUNCTION concern_of_participant();

CREATE FUNCTION concern_of_arrangement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM concern WHERE arrangement_id = OLD.id;
    INSERT INTO concern (mapping_id, municipality_id, arrangement_id)
    SELECT NEW.mapping_id, municipality_id, NEW.id FROM participant
    WHERE arrangement_id = NEW.id AND municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL
    UNION
    SELECT NEW.mapping_id, NEW.host_municipality_id, NEW.id
    WHERE NEW.host_municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER concern_arrangement_insert AFTER INSERT ON arrangement
    FOR EACH ROW WHEN (NEW.host_municipality_id IS NOT NULL AND NEW.merged_into_id IS NULL)
    EXECUTE FUNCTION concern_of_arrangement();
CREATE TRIGGER concern_arrangement_update AFTER UPDATE ON arrangement
    FOR EACH ROW WHEN (OLD.host_municipality_id IS DISTINCT FROM NEW.host_municipality_id
                       OR OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id OR OLD.mapping_id <> NEW.mapping_id)
    EXECUTE FUNCTION concern_of_arrangement();

-- What is derived from frozen rows is frozen with them.
CREATE TRIGGER concern_frozen BEFORE INSERT OR UPDATE OR DELETE ON concern
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
