-- Frozen means frozen in the data layer: a closed mapping takes no write, a submission and the audit log only grow.
-- A row is frozen through the mapping that it belongs to, however far up that is; these views say how far.

CREATE VIEW closed_mapping AS
    SELECT id FROM mapping WHERE status = 'closed';
CREATE VIEW closed_region AS
    SELECT r.id FROM region r JOIN closed_mapping m ON m.id = r.mapping_id;
CREATE VIEW closed_arrangement AS
    SELECT a.id FROM arrangement a JOIN closed_mapping m ON m.id = a.mapping_id;
CREATE VIEW closed_round AS
    SELECT r.id FROM hearing_round r JOIN closed_mapping m ON m.id = r.mapping_id;
CREATE VIEW closed_hearing AS
    SELECT h.id FROM hearing h JOIN closed_round r ON r.id = h.round_id;
CREATE VIEW closed_response AS
    SELECT r.id FROM response r JOIN closed_hearing h ON h.id = r.hearing_id;
CREATE VIEW closed_submission AS
    SELECT s.id FROM submission s JOIN closed_hearing h ON h.id = s.hearing_id;
CREATE VIEW closed_submitted_response AS
    SELECT r.id FROM submitted_response r JOIN closed_submission s ON s.id = r.submission_id;
CREATE VIEW closed_question AS
    SELECT q.id FROM question q JOIN closed_mapping m ON m.id = q.mapping_id;
CREATE VIEW closed_submitted_answer AS
    SELECT a.id FROM submitted_answer a JOIN closed_question q ON q.id = a.question_id;
-- Its exports name these municipalities and give their population, so those facts are frozen with it.
CREATE VIEW closed_municipality AS
    SELECT a.municipality_id AS id, m.year FROM mapping_area a JOIN mapping m ON m.id = a.mapping_id
    WHERE m.status = 'closed'
    UNION ALL
    SELECT p.municipality_id AS id, m.year FROM participant p
    JOIN arrangement a ON a.id = p.arrangement_id JOIN mapping m ON m.id = a.mapping_id
    WHERE m.status = 'closed'
    UNION ALL
    SELECT a.host_municipality_id AS id, m.year FROM arrangement a JOIN mapping m ON m.id = a.mapping_id
    WHERE m.status = 'closed'
    UNION ALL
    SELECT r.municipality_id AS id, m.year FROM region_member r
    JOIN region g ON g.id = r.region_id JOIN mapping m ON m.id = g.mapping_id
    WHERE m.status = 'closed';

-- The mapping itself: out of closed there is one way, and it leads to open.
CREATE FUNCTION refuse_closed_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ordna: mapping is closed';
END $$;

CREATE TRIGGER mapping_stays_closed BEFORE UPDATE ON mapping
    FOR EACH ROW WHEN (OLD.status = 'closed' AND NEW.status <> 'open') EXECUTE FUNCTION refuse_closed_mapping();
CREATE TRIGGER mapping_is_kept BEFORE DELETE ON mapping
    FOR EACH ROW WHEN (OLD.status = 'closed') EXECUTE FUNCTION refuse_closed_mapping();

CREATE FUNCTION frozen_by_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
        OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER mapping_area_frozen BEFORE INSERT OR UPDATE OR DELETE ON mapping_area
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER sector_frozen BEFORE INSERT OR UPDATE OR DELETE ON sector
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER task_field_frozen BEFORE INSERT OR UPDATE OR DELETE ON task_field
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER region_frozen BEFORE INSERT OR UPDATE OR DELETE ON region
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER arrangement_frozen BEFORE INSERT OR UPDATE OR DELETE ON arrangement
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER municipality_note_frozen BEFORE INSERT OR UPDATE OR DELETE ON municipality_note
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER hearing_round_frozen BEFORE INSERT OR UPDATE OR DELETE ON hearing_round
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER question_frozen BEFORE INSERT OR UPDATE OR DELETE ON question
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();
CREATE TRIGGER decision_frozen BEFORE INSERT OR UPDATE OR DELETE ON decision
    FOR EACH ROW EXECUTE FUNCTION frozen_by_mapping();

CREATE FUNCTION frozen_by_region() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_region WHERE id = OLD.region_id)
        OR EXISTS (SELECT 1 FROM closed_region WHERE id = NEW.region_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER region_member_frozen BEFORE INSERT OR UPDATE OR DELETE ON region_member
    FOR EACH ROW EXECUTE FUNCTION frozen_by_region();

CREATE FUNCTION frozen_by_arrangement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
        OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER arrangement_detail_frozen BEFORE INSERT OR UPDATE OR DELETE ON arrangement_detail
    FOR EACH ROW EXECUTE FUNCTION frozen_by_arrangement();
CREATE TRIGGER arrangement_task_field_frozen BEFORE INSERT OR UPDATE OR DELETE ON arrangement_task_field
    FOR EACH ROW EXECUTE FUNCTION frozen_by_arrangement();
CREATE TRIGGER participant_frozen BEFORE INSERT OR UPDATE OR DELETE ON participant
    FOR EACH ROW EXECUTE FUNCTION frozen_by_arrangement();
CREATE TRIGGER arrangement_origin_frozen BEFORE INSERT OR UPDATE OR DELETE ON arrangement_origin
    FOR EACH ROW EXECUTE FUNCTION frozen_by_arrangement();
CREATE TRIGGER arrangement_change_frozen BEFORE INSERT OR UPDATE OR DELETE ON arrangement_change
    FOR EACH ROW EXECUTE FUNCTION frozen_by_arrangement();

CREATE FUNCTION frozen_by_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_round WHERE id = OLD.round_id)
        OR EXISTS (SELECT 1 FROM closed_round WHERE id = NEW.round_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER hearing_frozen BEFORE INSERT OR UPDATE OR DELETE ON hearing
    FOR EACH ROW EXECUTE FUNCTION frozen_by_round();
CREATE TRIGGER region_inquiry_frozen BEFORE INSERT OR UPDATE OR DELETE ON region_inquiry
    FOR EACH ROW EXECUTE FUNCTION frozen_by_round();

CREATE FUNCTION frozen_by_hearing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
        OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER response_frozen BEFORE INSERT OR UPDATE OR DELETE ON response
    FOR EACH ROW EXECUTE FUNCTION frozen_by_hearing();
CREATE TRIGGER proposal_frozen BEFORE INSERT OR UPDATE OR DELETE ON proposal
    FOR EACH ROW EXECUTE FUNCTION frozen_by_hearing();
CREATE TRIGGER delegation_frozen BEFORE INSERT OR UPDATE OR DELETE ON delegation
    FOR EACH ROW EXECUTE FUNCTION frozen_by_hearing();
CREATE TRIGGER draft_step_frozen BEFORE INSERT OR UPDATE OR DELETE ON draft_step
    FOR EACH ROW EXECUTE FUNCTION frozen_by_hearing();
CREATE TRIGGER submission_frozen BEFORE INSERT OR UPDATE OR DELETE ON submission
    FOR EACH ROW EXECUTE FUNCTION frozen_by_hearing();

CREATE FUNCTION frozen_by_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_response WHERE id = OLD.response_id)
        OR EXISTS (SELECT 1 FROM closed_response WHERE id = NEW.response_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER correction_frozen BEFORE INSERT OR UPDATE OR DELETE ON correction
    FOR EACH ROW EXECUTE FUNCTION frozen_by_response();

CREATE FUNCTION frozen_by_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_submission WHERE id = OLD.submission_id)
        OR EXISTS (SELECT 1 FROM closed_submission WHERE id = NEW.submission_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER submitted_response_frozen BEFORE INSERT OR UPDATE OR DELETE ON submitted_response
    FOR EACH ROW EXECUTE FUNCTION frozen_by_submission();
CREATE TRIGGER submitted_proposal_frozen BEFORE INSERT OR UPDATE OR DELETE ON submitted_proposal
    FOR EACH ROW EXECUTE FUNCTION frozen_by_submission();

CREATE FUNCTION frozen_by_submitted_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = OLD.submitted_response_id)
        OR EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = NEW.submitted_response_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER submitted_correction_frozen BEFORE INSERT OR UPDATE OR DELETE ON submitted_correction
    FOR EACH ROW EXECUTE FUNCTION frozen_by_submitted_response();

CREATE FUNCTION frozen_by_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id)
        OR EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER answer_frozen BEFORE INSERT OR UPDATE OR DELETE ON answer
    FOR EACH ROW EXECUTE FUNCTION frozen_by_question();
CREATE TRIGGER submitted_answer_frozen BEFORE INSERT OR UPDATE OR DELETE ON submitted_answer
    FOR EACH ROW EXECUTE FUNCTION frozen_by_question();
CREATE TRIGGER theme_frozen BEFORE INSERT OR UPDATE OR DELETE ON theme
    FOR EACH ROW EXECUTE FUNCTION frozen_by_question();

CREATE FUNCTION frozen_by_submitted_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Before an insert OLD is null, before a delete NEW is: neither finds a row.
    IF EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = OLD.submitted_answer_id)
        OR EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = NEW.submitted_answer_id) THEN
        RAISE EXCEPTION 'ordna: mapping is closed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER answer_theme_frozen BEFORE INSERT OR UPDATE OR DELETE ON answer_theme
    FOR EACH ROW EXECUTE FUNCTION frozen_by_submitted_answer();
CREATE TRIGGER answer_quote_frozen BEFORE INSERT OR UPDATE OR DELETE ON answer_quote
    FOR EACH ROW EXECUTE FUNCTION frozen_by_submitted_answer();

-- Municipalities of closed mappings
CREATE FUNCTION frozen_municipality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.number <> NEW.number OR OLD.name <> NEW.name OR OLD.county_number <> NEW.county_number OR OLD.county <> NEW.county)
        AND EXISTS (SELECT 1 FROM closed_municipality WHERE id = OLD.id) THEN
        RAISE EXCEPTION 'ordna: municipality belongs to a closed mapping';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER municipality_frozen BEFORE UPDATE ON municipality
    FOR EACH ROW EXECUTE FUNCTION frozen_municipality();

-- A closed mapping shows the newest population up to its year: what another hides from it may come and go.
CREATE FUNCTION is_shown_population(municipality BIGINT, of_year INTEGER) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM closed_municipality c WHERE c.id = municipality AND c.year >= of_year
        AND NOT EXISTS (SELECT 1 FROM municipality_population p
            WHERE p.municipality_id = c.id AND p.year > of_year AND p.year <= c.year));
END $$;

CREATE FUNCTION frozen_population() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NOT (OLD.municipality_id <> NEW.municipality_id OR OLD.year <> NEW.year
        OR OLD.population <> NEW.population) THEN
        RETURN NEW;
    END IF;
    -- Before an insert OLD is null, before a delete NEW is: neither is shown.
    IF is_shown_population(OLD.municipality_id, OLD.year) OR is_shown_population(NEW.municipality_id, NEW.year) THEN
        RAISE EXCEPTION 'ordna: municipality belongs to a closed mapping';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER municipality_population_frozen BEFORE INSERT OR UPDATE OR DELETE ON municipality_population
    FOR EACH ROW EXECUTE FUNCTION frozen_population();

-- What was sent in, and what happened, is never changed, nor emptied at one stroke
CREATE FUNCTION submission_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ordna: submission is final';
END $$;

CREATE TRIGGER submission_final BEFORE UPDATE OR DELETE OR TRUNCATE ON submission
    FOR EACH STATEMENT EXECUTE FUNCTION submission_is_final();
CREATE TRIGGER submitted_response_final BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_response
    FOR EACH STATEMENT EXECUTE FUNCTION submission_is_final();
CREATE TRIGGER submitted_correction_final BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_correction
    FOR EACH STATEMENT EXECUTE FUNCTION submission_is_final();
CREATE TRIGGER submitted_proposal_final BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_proposal
    FOR EACH STATEMENT EXECUTE FUNCTION submission_is_final();
CREATE TRIGGER submitted_answer_final BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_answer
    FOR EACH STATEMENT EXECUTE FUNCTION submission_is_final();

CREATE FUNCTION audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ordna: audit log only grows';
END $$;

CREATE TRIGGER audit_event_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_only_grows();
