-- One row in every table that belongs to a mapping, however far down; the same text on both databases.
INSERT INTO municipality (id, number, name, county_number, county, language_form, search_key, sort_key) VALUES
    (1, '5054', 'Indre Fosen', '50', 'Trøndelag', 'bokmal', 'indre fosen', '01'),
    (2, '5057', 'Ørland', '50', 'Trøndelag', 'neutral', 'orland', '02');
INSERT INTO municipality_population (municipality_id, year, population) VALUES (1, 2020, 10084);
INSERT INTO user_account (id, email, name, created_at, search_key, sort_key) VALUES
    (1, 'leder@example.no', 'Leder', '2020-01-01 00:00:00', 'leder', '01'),
    (2, 'kollega@example.no', 'Kollega', '2020-01-01 00:00:00', 'kollega', '02');
INSERT INTO mapping (id, slug, name, year, status, created_at) VALUES
    (1, 'fosen-2020', 'Fosen 2020', 2020, 'open', '2020-01-01 00:00:00');
INSERT INTO mapping_area (mapping_id, municipality_id) VALUES (1, 1), (1, 2);
INSERT INTO sector (id, mapping_id, nr, name_nb, name_nn) VALUES (1, 1, 1, 'Kultur', 'Kultur');
INSERT INTO task_field (id, mapping_id, nr, name_nb, name_nn) VALUES (1, 1, 1, 'IKT', 'IKT');
INSERT INTO region (id, mapping_id, nr, name) VALUES (1, 1, 1, 'Fosen');
INSERT INTO region_member (region_id, municipality_id) VALUES (1, 1);
INSERT INTO arrangement (id, mapping_id, number, lineage, name, sector_id, level, search_key, sort_key, changed_at) VALUES
    (1, 1, 1, 'a', 'Fosen IKT', 1, 'local', 'fosen ikt', '01', '2020-01-01 00:00:00'),
    (2, 1, 2, 'b', 'Fosen Lønn', 1, 'local', 'fosen lonn', '02', '2020-01-01 00:00:00');
INSERT INTO arrangement_detail (arrangement_id) VALUES (1);
INSERT INTO arrangement_task_field (arrangement_id, task_field_id) VALUES (1, 1);
INSERT INTO arrangement_origin (arrangement_id, origin_id, kind) VALUES (1, 2, 'split');
INSERT INTO arrangement_change (id, arrangement_id, arrangement_version, field, source, changed_at) VALUES
    (1, 1, 2, 'name', 'edit', '2020-01-01 00:00:00');
INSERT INTO participant (id, arrangement_id, kind, municipality_id) VALUES (1, 1, 'municipality', 1);
INSERT INTO municipality_note (id, mapping_id, municipality_id, text, written_at, written_by) VALUES
    (1, 1, 1, 'Ringte', '2020-01-01 00:00:00', 1);
INSERT INTO hearing_round (id, mapping_id, number, state, deadline) VALUES (1, 1, 1, 'open', '2020-02-01 00:00:00');
INSERT INTO hearing (id, round_id, municipality_id) VALUES (1, 1, 1);
INSERT INTO region_inquiry (id, round_id, region_id) VALUES (1, 1, 1);
INSERT INTO response (id, hearing_id, arrangement_id, arrangement_version, verdict, saved_at, saved_by) VALUES
    (1, 1, 1, 1, 'corrected', '2020-01-02 00:00:00', 1);
INSERT INTO correction (id, response_id, field, from_value, to_value) VALUES (1, 1, 'fte', '10', '12,5');
INSERT INTO proposal (id, hearing_id, kind, name, saved_at, saved_by) VALUES (1, 1, 'new', 'Fosen Brann', '2020-01-02 00:00:00', 1);
INSERT INTO question (id, mapping_id, nr, text_nb, text_nn) VALUES (1, 1, 1, 'Hva?', 'Kva?');
INSERT INTO answer (id, question_id, hearing_id, text, saved_at, saved_by) VALUES (1, 1, 1, 'Mye', '2020-01-02 00:00:00', 1);
INSERT INTO delegation (id, hearing_id, user_id, delegated_by, scope, created_at, expires_at) VALUES
    (1, 1, 2, 1, 'all', '2020-01-02 00:00:00', '2020-02-01 00:00:00');
INSERT INTO draft_step (id, hearing_id, subject, subject_id, taken_at, taken_by) VALUES
    (1, 1, 'response', 1, '2020-01-02 00:00:00', 1);
INSERT INTO submission (id, hearing_id, number, reference, submitted_at, submitted_by, signed_name, sha256, canonical_json) VALUES
    (1, 1, 1, '2020-5054-7F3K', '2020-01-03 00:00:00', 1, 'Leder',
     '0000000000000000000000000000000000000000000000000000000000000000', '{}');
INSERT INTO deputy (id, hearing_id, user_id, source, told_by, reason, created_at, expires_at) VALUES
    (1, 1, 2, 'phone', 'Leder', 'Ringte', '2020-01-03 00:00:00', '2020-02-01 00:00:00');
INSERT INTO submitted_response (id, submission_id, arrangement_id, arrangement_version, verdict, confirmed_as) VALUES
    (1, 1, 1, 1, 'corrected', 'single');
INSERT INTO submitted_correction (id, submitted_response_id, field, from_value, to_value) VALUES (1, 1, 'fte', '10', '12,5');
INSERT INTO submitted_proposal (id, submission_id, kind, name, participants) VALUES (1, 1, 'new', 'Fosen Brann', '[]');
INSERT INTO submitted_answer (id, question_id, submission_id, text, submitted_at) VALUES (1, 1, 1, 'Mye', '2020-01-03 00:00:00');
INSERT INTO decision (id, mapping_id, submitted_correction_id, outcome, rule, decided_at) VALUES
    (1, 1, 1, 'accepted', 'host_authority', '2020-01-04 00:00:00');
INSERT INTO theme (id, question_id, name_nb, name_nn) VALUES (1, 1, 'Økonomi', 'Økonomi');
INSERT INTO answer_theme (submitted_answer_id, theme_id) VALUES (1, 1);
INSERT INTO answer_quote (id, submitted_answer_id, text, picked_by) VALUES (1, 1, 'Mye', 1);
INSERT INTO audit_event (id, at, action, subject_kind, previous_hash, hash) VALUES
    (1, '2020-01-01 00:00:00', 'mapping_created', 'mapping', '', 'a');
INSERT INTO import_run (id, mapping_id, what, file_name, sha256, state, uploaded_at, uploaded_by, applied_at) VALUES
    (1, 1, 'questions', 'a.csv', '0000000000000000000000000000000000000000000000000000000000000000', 'applied',
     '2020-01-01 00:00:00', 1, '2020-01-01 00:00:00');
INSERT INTO import_change (id, import_id, table_name, row_key, after) VALUES (1, 1, 'question', '1', '{}');
