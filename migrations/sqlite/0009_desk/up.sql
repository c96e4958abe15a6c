-- What coordinators keep at their desk, and the right to enter a reply that came by phone, letter or interview.

-- A filter of the list of municipalities, as its address says it: a person's own.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (user_id, mapping_id, name)
);
CREATE INDEX saved_view_by_mapping ON saved_view (mapping_id);

-- A coordinator answers in a municipality's name for a while. The role goes with it, and is worth nothing without it.
CREATE TABLE deputy (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    source TEXT NOT NULL CHECK (source IN ('phone', 'letter', 'interview')),
    -- Who said it, as it stands beside the signature.
    told_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- There was a draft that was not sent in, and the municipality asked for this all the same.
    was_asked BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    -- What came of it; nothing when it was ended without.
    submission_id BIGINT REFERENCES submission (id)
);
CREATE INDEX deputy_by_hearing ON deputy (hearing_id, ended_at);
CREATE INDEX deputy_by_user ON deputy (user_id, ended_at);
CREATE INDEX deputy_by_submission ON deputy (submission_id);

-- Opened again for the sake of this one arrangement.
ALTER TABLE hearing ADD COLUMN reopened_arrangement_id BIGINT REFERENCES arrangement (id);
CREATE INDEX hearing_by_reopened_arrangement ON hearing (reopened_arrangement_id)
    WHERE reopened_arrangement_id IS NOT NULL;

-- The newest step of a hearing says when its municipality was last at work.
CREATE INDEX draft_step_by_hearing ON draft_step (hearing_id, id);

-- A note is its writer's to mend.
ALTER TABLE municipality_note ADD COLUMN changed_at TIMESTAMP;
ALTER TABLE municipality_note ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

CREATE TRIGGER deputy_frozen_insert BEFORE INSERT ON deputy
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER deputy_frozen_update BEFORE UPDATE ON deputy
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id) OR EXISTS (SELECT 1 FROM closed_hearing WHERE id = NEW.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;

CREATE TRIGGER deputy_frozen_delete BEFORE DELETE ON deputy
WHEN EXISTS (SELECT 1 FROM closed_hearing WHERE id = OLD.hearing_id)
BEGIN SELECT RAISE(ABORT, 'ordna: mapping is closed'); END;
