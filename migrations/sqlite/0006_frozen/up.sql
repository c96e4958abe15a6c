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
CREATE TRIGGER mapping_stays_closed BEFORE UPDATE ON mapping
WHEN OLD.status = 'closed' AND NEW.status <> 'open'
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER mapping_is_kept BEFORE DELETE ON mapping
WHEN OLD.status = 'closed'
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- mapping_area
CREATE TRIGGER mapping_area_frozen_insert BEFORE INSERT ON mapping_area
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER mapping_area_frozen_update BEFORE UPDATE ON mapping_area
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER mapping_area_frozen_delete BEFORE DELETE ON mapping_area
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- sector
CREATE TRIGGER sector_frozen_insert BEFORE INSERT ON sector
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER sector_frozen_update BEFORE UPDATE ON sector
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER sector_frozen_delete BEFORE DELETE ON sector
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- task_field
CREATE TRIGGER task_field_frozen_insert BEFORE INSERT ON task_field
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER task_field_frozen_update BEFORE UPDATE ON task_field
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER task_field_frozen_delete BEFORE DELETE ON task_field
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- region
CREATE TRIGGER region_frozen_insert BEFORE INSERT ON region
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_frozen_update BEFORE UPDATE ON region
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_frozen_delete BEFORE DELETE ON region
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- arrangement
CREATE TRIGGER arrangement_frozen_insert BEFORE INSERT ON arrangement
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_frozen_update BEFORE UPDATE ON arrangement
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_frozen_delete BEFORE DELETE ON arrangement
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- municipality_note
CREATE TRIGGER municipality_note_frozen_insert BEFORE INSERT ON municipality_note
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER municipality_note_frozen_update BEFORE UPDATE ON municipality_note
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER municipality_note_frozen_delete BEFORE DELETE ON municipality_note
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- hearing_round
CREATE TRIGGER hearing_round_frozen_insert BEFORE INSERT ON hearing_round
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER hearing_round_frozen_update BEFORE UPDATE ON hearing_round
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER hearing_round_frozen_delete BEFORE DELETE ON hearing_round
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- question
CREATE TRIGGER question_frozen_insert BEFORE INSERT ON question
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER question_frozen_update BEFORE UPDATE ON question
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER question_frozen_delete BEFORE DELETE ON question
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- decision
CREATE TRIGGER decision_frozen_insert BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER decision_frozen_update BEFORE UPDATE ON decision
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id) OR EXISTS (SELECT 1 FROM closed_mapping WHERE id = NEW.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER decision_frozen_delete BEFORE DELETE ON decision
WHEN EXISTS (SELECT 1 FROM closed_mapping WHERE id = OLD.mapping_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- region_member
CREATE TRIGGER region_member_frozen_insert BEFORE INSERT ON region_member
WHEN EXISTS (SELECT 1 FROM closed_region WHERE id = NEW.region_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_member_frozen_update BEFORE UPDATE ON region_member
WHEN EXISTS (SELECT 1 FROM closed_region WHERE id = OLD.region_id) OR EXISTS (SELECT 1 FROM closed_region WHERE id = NEW.region_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_member_frozen_delete BEFORE DELETE ON region_member
WHEN EXISTS (SELECT 1 FROM closed_region WHERE id = OLD.region_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- arrangement_detail
CREATE TRIGGER arrangement_detail_frozen_insert BEFORE INSERT ON arrangement_detail
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_detail_frozen_update BEFORE UPDATE ON arrangement_detail
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id) OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_detail_frozen_delete BEFORE DELETE ON arrangement_detail
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- arrangement_task_field
CREATE TRIGGER arrangement_task_field_frozen_insert BEFORE INSERT ON arrangement_task_field
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_task_field_frozen_update BEFORE UPDATE ON arrangement_task_field
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id) OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_task_field_frozen_delete BEFORE DELETE ON arrangement_task_field
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- participant
CREATE TRIGGER participant_frozen_insert BEFORE INSERT ON participant
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER participant_frozen_update BEFORE UPDATE ON participant
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id) OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER participant_frozen_delete BEFORE DELETE ON participant
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- arrangement_origin
CREATE TRIGGER arrangement_origin_frozen_insert BEFORE INSERT ON arrangement_origin
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_origin_frozen_update BEFORE UPDATE ON arrangement_origin
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id) OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_origin_frozen_delete BEFORE DELETE ON arrangement_origin
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- arrangement_change
CREATE TRIGGER arrangement_change_frozen_insert BEFORE INSERT ON arrangement_change
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_change_frozen_update BEFORE UPDATE ON arrangement_change
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id) OR EXISTS (SELECT 1 FROM closed_arrangement WHERE id = NEW.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER arrangement_change_frozen_delete BEFORE DELETE ON arrangement_change
WHEN EXISTS (SELECT 1 FROM closed_arrangement WHERE id = OLD.arrangement_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- hearing
CREATE TRIGGER hearing_frozen_insert BEFORE INSERT ON hearing
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = NEW.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER hearing_frozen_update BEFORE UPDATE ON hearing
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = OLD.round_id) OR EXISTS (SELECT 1 FROM closed_round WHERE id = NEW.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER hearing_frozen_delete BEFORE DELETE ON hearing
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = OLD.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- region_inquiry
CREATE TRIGGER region_inquiry_frozen_insert BEFORE INSERT ON region_inquiry
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = NEW.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_inquiry_frozen_update BEFORE UPDATE ON region_inquiry
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = OLD.round_id) OR EXISTS (SELECT 1 FROM closed_round WHERE id = NEW.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER region_inquiry_frozen_delete BEFORE DELETE ON region_inquiry
WHEN EXISTS (SELECT 1 FROM closed_round WHERE id = OLD.round_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- response
CREATE TRIGGER response_frozen_insert BEFORE INSERT ON response
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER response_frozen_update BEFORE UPDATE ON response
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER response_frozen_delete BEFORE DELETE ON response
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- proposal
CREATE TRIGGER proposal_frozen_insert BEFORE INSERT ON proposal
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER proposal_frozen_update BEFORE UPDATE ON proposal
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER proposal_frozen_delete BEFORE DELETE ON proposal
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- delegation
CREATE TRIGGER delegation_frozen_insert BEFORE INSERT ON delegation
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER delegation_frozen_update BEFORE UPDATE ON delegation
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER delegation_frozen_delete BEFORE DELETE ON delegation
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- draft_step
CREATE TRIGGER draft_step_frozen_insert BEFORE INSERT ON draft_step
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER draft_step_frozen_update BEFORE UPDATE ON draft_step
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER draft_step_frozen_delete BEFORE DELETE ON draft_step
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- submission
CREATE TRIGGER submission_frozen_insert BEFORE INSERT ON submission
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submission_frozen_update BEFORE UPDATE ON submission
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submission_frozen_delete BEFORE DELETE ON submission
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- correction
CREATE TRIGGER correction_frozen_insert BEFORE INSERT ON correction
WHEN EXISTS (SELECT 1 FROM closed_response WHERE id = NEW.response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER correction_frozen_update BEFORE UPDATE ON correction
WHEN EXISTS (SELECT 1 FROM closed_response WHERE id = OLD.response_id) OR EXISTS (SELECT 1 FROM closed_response WHERE id = NEW.response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER correction_frozen_delete BEFORE DELETE ON correction
WHEN EXISTS (SELECT 1 FROM closed_response WHERE id = OLD.response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- submitted_response
CREATE TRIGGER submitted_response_frozen_insert BEFORE INSERT ON submitted_response
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_response_frozen_update BEFORE UPDATE ON submitted_response
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = OLD.submission_id) OR EXISTS (SELECT 1 FROM closed_submission WHERE id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_response_frozen_delete BEFORE DELETE ON submitted_response
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = OLD.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- submitted_proposal
CREATE TRIGGER submitted_proposal_frozen_insert BEFORE INSERT ON submitted_proposal
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_proposal_frozen_update BEFORE UPDATE ON submitted_proposal
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = OLD.submission_id) OR EXISTS (SELECT 1 FROM closed_submission WHERE id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_proposal_frozen_delete BEFORE DELETE ON submitted_proposal
WHEN EXISTS (SELECT 1 FROM closed_submission WHERE id = OLD.submission_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- submitted_correction
CREATE TRIGGER submitted_correction_frozen_insert BEFORE INSERT ON submitted_correction
WHEN EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = NEW.submitted_response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_correction_frozen_update BEFORE UPDATE ON submitted_correction
WHEN EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = OLD.submitted_response_id) OR EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = NEW.submitted_response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_correction_frozen_delete BEFORE DELETE ON submitted_correction
WHEN EXISTS (SELECT 1 FROM closed_submitted_response WHERE id = OLD.submitted_response_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- answer
CREATE TRIGGER answer_frozen_insert BEFORE INSERT ON answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_frozen_update BEFORE UPDATE ON answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id) OR EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_frozen_delete BEFORE DELETE ON answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- submitted_answer
CREATE TRIGGER submitted_answer_frozen_insert BEFORE INSERT ON submitted_answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_answer_frozen_update BEFORE UPDATE ON submitted_answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id) OR EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER submitted_answer_frozen_delete BEFORE DELETE ON submitted_answer
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- theme
CREATE TRIGGER theme_frozen_insert BEFORE INSERT ON theme
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER theme_frozen_update BEFORE UPDATE ON theme
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id) OR EXISTS (SELECT 1 FROM closed_question WHERE id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER theme_frozen_delete BEFORE DELETE ON theme
WHEN EXISTS (SELECT 1 FROM closed_question WHERE id = OLD.question_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- answer_theme
CREATE TRIGGER answer_theme_frozen_insert BEFORE INSERT ON answer_theme
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = NEW.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_theme_frozen_update BEFORE UPDATE ON answer_theme
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = OLD.submitted_answer_id) OR EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = NEW.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_theme_frozen_delete BEFORE DELETE ON answer_theme
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = OLD.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- answer_quote
CREATE TRIGGER answer_quote_frozen_insert BEFORE INSERT ON answer_quote
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = NEW.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_quote_frozen_update BEFORE UPDATE ON answer_quote
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = OLD.submitted_answer_id) OR EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = NEW.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER answer_quote_frozen_delete BEFORE DELETE ON answer_quote
WHEN EXISTS (SELECT 1 FROM closed_submitted_answer WHERE id = OLD.submitted_answer_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

-- Municipalities of closed mappings
CREATE TRIGGER municipality_frozen BEFORE UPDATE ON municipality
WHEN (OLD.number <> NEW.number OR OLD.name <> NEW.name OR OLD.county_number <> NEW.county_number OR OLD.county <> NEW.county)
    AND EXISTS (SELECT 1 FROM closed_municipality WHERE id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ordna: municipality belongs to a closed mapping'); END;

-- A closed mapping shows the newest population up to its year: what another hides from it may come and go.
CREATE TRIGGER municipality_population_frozen_insert BEFORE INSERT ON municipality_population
WHEN EXISTS (SELECT 1 FROM closed_municipality c WHERE c.id = NEW.municipality_id AND c.year >= NEW.year
        AND NOT EXISTS (SELECT 1 FROM municipality_population p
            WHERE p.municipality_id = c.id AND p.year > NEW.year AND p.year <= c.year))
BEGIN SELECT RAISE(ABORT, 'ordna: municipality belongs to a closed mapping'); END;

CREATE TRIGGER municipality_population_frozen_update BEFORE UPDATE ON municipality_population
WHEN (OLD.municipality_id <> NEW.municipality_id OR OLD.year <> NEW.year OR OLD.population <> NEW.population)
    AND (EXISTS (SELECT 1 FROM closed_municipality c WHERE c.id = OLD.municipality_id AND c.year >= OLD.year
        AND NOT EXISTS (SELECT 1 FROM municipality_population p
            WHERE p.municipality_id = c.id AND p.year > OLD.year AND p.year <= c.year))
    OR EXISTS (SELECT 1 FROM closed_municipality c WHERE c.id = NEW.municipality_id AND c.year >= NEW.year
        AND NOT EXISTS (SELECT 1 FROM municipality_population p
            WHERE p.municipality_id = c.id AND p.year > NEW.year AND p.year <= c.year)))
BEGIN SELECT RAISE(ABORT, 'ordna: municipality belongs to a closed mapping'); END;

CREATE TRIGGER municipality_population_frozen_delete BEFORE DELETE ON municipality_population
WHEN EXISTS (SELECT 1 FROM closed_municipality c WHERE c.id = OLD.municipality_id AND c.year >= OLD.year
        AND NOT EXISTS (SELECT 1 FROM municipality_population p
            WHERE p.municipality_id = c.id AND p.year > OLD.year AND p.year <= c.year))
BEGIN SELECT RAISE(ABORT, 'ordna: municipality belongs to a closed mapping'); END;

-- What was sent in, and what happened, is never changed
CREATE TRIGGER submission_final_update BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submission_final_delete BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_response_final_update BEFORE UPDATE ON submitted_response
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_response_final_delete BEFORE DELETE ON submitted_response
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_correction_final_update BEFORE UPDATE ON submitted_correction
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_correction_final_delete BEFORE DELETE ON submitted_correction
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_proposal_final_update BEFORE UPDATE ON submitted_proposal
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_proposal_final_delete BEFORE DELETE ON submitted_proposal
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_answer_final_update BEFORE UPDATE ON submitted_answer
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER submitted_answer_final_delete BEFORE DELETE ON submitted_answer
BEGIN SELECT RAISE(ABORT, 'ordna: submission is final'); END;

CREATE TRIGGER audit_event_final_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'ordna: audit log only grows'); END;

CREATE TRIGGER audit_event_final_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'ordna: audit log only grows'); END;
