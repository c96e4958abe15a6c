-- The hearing: what municipalities are asked, answer and submit, and what becomes of it.
-- response, correction, proposal and answer are drafts that their municipality edits;
-- submission and the submitted_ tables are what was sent in, and never change.

CREATE TABLE hearing_round (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed')),
    opens_at TIMESTAMP,
    -- Host municipalities may answer before the others.
    hosts_open_at TIMESTAMP,
    deadline TIMESTAMP,
    closes_at TIMESTAMP,
    -- The questions may have more or less time than the list.
    questions_deadline TIMESTAMP,
    closed_at TIMESTAMP,
    quiet_days INTEGER NOT NULL DEFAULT 3 CHECK (quiet_days >= 0),
    max_reminders INTEGER NOT NULL DEFAULT 3 CHECK (max_reminders >= 0),
    -- What municipalities see of each other's submitted answers.
    show_others TEXT NOT NULL DEFAULT 'values' CHECK (show_others IN ('no', 'status', 'values')),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (mapping_id, number),
    CHECK (state = 'draft' OR deadline IS NOT NULL)
);

CREATE TABLE hearing (
    id INTEGER PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES hearing_round (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sent', 'reminded', 'confirmed')),
    -- "We take part in no arrangement": an answer, unlike an empty list.
    nil_return BOOLEAN NOT NULL DEFAULT FALSE,
    sent_at TIMESTAMP,
    reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
    last_reminder_at TIMESTAMP,
    confirmed_at TIMESTAMP,
    extended_to TIMESTAMP,
    on_behalf_source TEXT CHECK (on_behalf_source IN ('phone', 'letter', 'interview')),
    reopened_at TIMESTAMP,
    reopened_reason TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (round_id, municipality_id),
    CHECK (state = 'draft' OR sent_at IS NOT NULL),
    CHECK (state <> 'reminded' OR reminders > 0),
    CHECK ((reminders > 0) = (last_reminder_at IS NOT NULL)),
    CHECK (state <> 'confirmed' OR confirmed_at IS NOT NULL)
);
CREATE INDEX hearing_by_municipality ON hearing (municipality_id, round_id);
CREATE INDEX hearing_by_state ON hearing (round_id, state);

-- The leader of a regionråd is asked the questions only; apart, so that no count of hearings includes it.
CREATE TABLE region_inquiry (
    id INTEGER PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES hearing_round (id),
    region_id BIGINT NOT NULL REFERENCES region (id),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sent', 'reminded', 'confirmed')),
    sent_at TIMESTAMP,
    reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
    last_reminder_at TIMESTAMP,
    confirmed_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (round_id, region_id),
    CHECK (state = 'draft' OR sent_at IS NOT NULL)
);
CREATE INDEX region_inquiry_by_region ON region_inquiry (region_id);

CREATE TABLE response (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id),
    -- What the arrangement was when it was answered; a later version shows as changed since.
    arrangement_version BIGINT NOT NULL,
    -- Nothing yet: a draft that was only commented.
    verdict TEXT CHECK (verdict IN ('confirmed', 'corrected', 'not_participating', 'discontinued', 'unknown')),
    absence TEXT CHECK (absence IN ('never', 'left')),
    left_year INTEGER,
    discontinued_year INTEGER,
    comment TEXT,
    confirmed_as TEXT CHECK (confirmed_as IN ('single', 'bulk')),
    saved_at TIMESTAMP NOT NULL,
    saved_by BIGINT NOT NULL REFERENCES user_account (id),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (hearing_id, arrangement_id),
    CHECK (absence IS NULL OR verdict = 'not_participating'),
    CHECK (left_year IS NULL OR absence = 'left'),
    CHECK (discontinued_year IS NULL OR verdict = 'discontinued')
);
CREATE INDEX response_by_arrangement ON response (arrangement_id, hearing_id);

CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    response_id BIGINT NOT NULL REFERENCES response (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    -- Whom it is about, when it is about a participant: a municipality, or another owner by kind and name.
    municipality_id BIGINT REFERENCES municipality (id),
    party_kind TEXT CHECK (party_kind IN ('county', 'state', 'private', 'other')),
    party_name TEXT,
    from_value TEXT,
    to_value TEXT,
    CHECK ((party_kind IS NULL) = (party_name IS NULL)),
    CHECK (municipality_id IS NULL OR party_kind IS NULL)
);
CREATE INDEX correction_by_response ON correction (response_id, field);
CREATE UNIQUE INDEX correction_of_field ON correction (response_id, field)
    WHERE municipality_id IS NULL AND party_kind IS NULL;
CREATE UNIQUE INDEX correction_of_participant ON correction (response_id, municipality_id)
    WHERE municipality_id IS NOT NULL;
CREATE UNIQUE INDEX correction_of_owner ON correction (response_id, party_kind, party_name)
    WHERE party_kind IS NOT NULL;

CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'participation')),
    -- "We take part in this one too".
    arrangement_id BIGINT REFERENCES arrangement (id),
    name TEXT NOT NULL,
    -- JSON: kommunenummer and names.
    participants TEXT NOT NULL DEFAULT '[]',
    content TEXT,
    established_year INTEGER,
    legal_form TEXT CHECK (legal_form IN (
        'agreement', 'host', 'host_board', 'political_council', 'task_community', 'section_27',
        'joint_municipality', 'iks', 'as', 'ans_da', 'sa', 'foundation', 'other')),
    host TEXT,
    fte_tenths INTEGER CHECK (fte_tenths >= 0),
    sector_id BIGINT REFERENCES sector (id),
    comment TEXT,
    saved_at TIMESTAMP NOT NULL,
    saved_by BIGINT NOT NULL REFERENCES user_account (id),
    -- Taken away again, and still there to be taken back.
    removed_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (hearing_id, arrangement_id),
    CHECK ((kind = 'participation') = (arrangement_id IS NOT NULL))
);
CREATE INDEX proposal_by_arrangement ON proposal (arrangement_id) WHERE arrangement_id IS NOT NULL;

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    nr INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'text' CHECK (kind IN ('text', 'examples', 'scale', 'choice')),
    text_nb TEXT NOT NULL,
    text_nn TEXT NOT NULL,
    -- What may be chosen, one on each line: the points of a scale from the lowest, or the choices.
    options_nb TEXT NOT NULL DEFAULT '',
    options_nn TEXT NOT NULL DEFAULT '',
    -- Leaders of regionråd are asked it as well.
    for_regions BOOLEAN NOT NULL DEFAULT TRUE,
    UNIQUE (mapping_id, nr)
);

CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    hearing_id BIGINT REFERENCES hearing (id),
    region_inquiry_id BIGINT REFERENCES region_inquiry (id),
    text TEXT NOT NULL,
    -- The line of the options that was chosen, from 1.
    choice INTEGER CHECK (choice > 0),
    -- JSON: the arrangement's number, and what is said of it.
    examples TEXT NOT NULL DEFAULT '[]',
    saved_at TIMESTAMP NOT NULL,
    saved_by BIGINT NOT NULL REFERENCES user_account (id),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (hearing_id, question_id),
    UNIQUE (region_inquiry_id, question_id),
    CHECK ((hearing_id IS NULL) <> (region_inquiry_id IS NULL))
);
CREATE INDEX answer_by_question ON answer (question_id);

CREATE TABLE delegation (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    delegated_by BIGINT NOT NULL REFERENCES user_account (id),
    scope TEXT NOT NULL CHECK (scope IN ('all', 'sector', 'questions')),
    sector_id BIGINT REFERENCES sector (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    CHECK ((scope = 'sector') = (sector_id IS NOT NULL)),
    CHECK (user_id <> delegated_by)
);
CREATE INDEX delegation_by_hearing ON delegation (hearing_id);
CREATE INDEX delegation_by_user ON delegation (user_id, revoked_at);

-- Every step of a draft, for the municipality's own eyes: what it was, what it became, who did it for whom. It is what
-- an undo goes back to, and it keeps what one colleague wrote when another wrote over it.
CREATE TABLE draft_step (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    subject TEXT NOT NULL CHECK (subject IN ('response', 'proposal', 'answer', 'nil_return')),
    -- The response's arrangement, the proposal, the answer's question; the hearing for a nil return.
    subject_id BIGINT NOT NULL,
    -- JSON; nothing when there was nothing.
    before TEXT,
    after TEXT,
    -- Steps that were taken, and may be undone, together.
    batch TEXT,
    taken_at TIMESTAMP NOT NULL,
    taken_by BIGINT NOT NULL REFERENCES user_account (id),
    -- On whose behalf, when by a delegate.
    principal_id BIGINT REFERENCES user_account (id)
);
CREATE INDEX draft_step_by_subject ON draft_step (hearing_id, subject, subject_id, id);
CREATE INDEX draft_step_by_batch ON draft_step (hearing_id, batch) WHERE batch IS NOT NULL;

CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    hearing_id BIGINT NOT NULL REFERENCES hearing (id),
    number INTEGER NOT NULL CHECK (number > 0),
    reference TEXT NOT NULL UNIQUE,
    submitted_at TIMESTAMP NOT NULL,
    submitted_by BIGINT NOT NULL REFERENCES user_account (id),
    -- As it was when signing; the account may be given another name.
    signed_name TEXT NOT NULL,
    on_behalf_source TEXT CHECK (on_behalf_source IN ('phone', 'letter', 'interview')),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    canonical_json TEXT NOT NULL,
    UNIQUE (hearing_id, number)
);

CREATE TABLE submitted_response (
    id INTEGER PRIMARY KEY,
    submission_id BIGINT NOT NULL REFERENCES submission (id),
    arrangement_id BIGINT NOT NULL REFERENCES arrangement (id),
    arrangement_version BIGINT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'not_participating', 'discontinued', 'unknown')),
    absence TEXT CHECK (absence IN ('never', 'left')),
    left_year INTEGER,
    discontinued_year INTEGER,
    comment TEXT,
    confirmed_as TEXT NOT NULL CHECK (confirmed_as IN ('single', 'bulk')),
    UNIQUE (submission_id, arrangement_id)
);
CREATE INDEX submitted_response_by_arrangement ON submitted_response (arrangement_id, submission_id);

CREATE TABLE submitted_correction (
    id INTEGER PRIMARY KEY,
    submitted_response_id BIGINT NOT NULL REFERENCES submitted_response (id),
    field TEXT NOT NULL,
    municipality_id BIGINT REFERENCES municipality (id),
    party_kind TEXT,
    party_name TEXT,
    from_value TEXT,
    to_value TEXT
);
CREATE INDEX submitted_correction_by_response ON submitted_correction (submitted_response_id);

CREATE TABLE submitted_proposal (
    id INTEGER PRIMARY KEY,
    submission_id BIGINT NOT NULL REFERENCES submission (id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'participation')),
    arrangement_id BIGINT REFERENCES arrangement (id),
    name TEXT NOT NULL,
    participants TEXT NOT NULL,
    content TEXT,
    established_year INTEGER,
    legal_form TEXT,
    host TEXT,
    fte_tenths INTEGER,
    sector_id BIGINT REFERENCES sector (id),
    comment TEXT,
    CHECK ((kind = 'participation') = (arrangement_id IS NOT NULL))
);
CREATE INDEX submitted_proposal_by_submission ON submitted_proposal (submission_id);

CREATE TABLE submitted_answer (
    id INTEGER PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    submission_id BIGINT REFERENCES submission (id),
    region_inquiry_id BIGINT REFERENCES region_inquiry (id),
    text TEXT NOT NULL,
    choice INTEGER,
    examples TEXT NOT NULL DEFAULT '[]',
    submitted_at TIMESTAMP NOT NULL,
    UNIQUE (submission_id, question_id),
    CHECK ((submission_id IS NULL) <> (region_inquiry_id IS NULL))
);
CREATE INDEX submitted_answer_by_question ON submitted_answer (question_id);
CREATE INDEX submitted_answer_by_region ON submitted_answer (region_inquiry_id, question_id);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    -- Exactly one of these is what was decided on.
    submitted_response_id BIGINT REFERENCES submitted_response (id),
    submitted_correction_id BIGINT REFERENCES submitted_correction (id),
    submitted_proposal_id BIGINT REFERENCES submitted_proposal (id),
    -- What it changed or made.
    arrangement_id BIGINT REFERENCES arrangement (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected', 'superseded')),
    rule TEXT CHECK (rule IN ('own_participation', 'host_authority', 'unanimous')),
    decided_by BIGINT REFERENCES user_account (id),
    reason TEXT,
    decided_at TIMESTAMP NOT NULL,
    -- A decision is never edited: a coordinator overturns it and makes the next.
    overturned_at TIMESTAMP,
    CHECK (CASE WHEN submitted_response_id IS NULL THEN 0 ELSE 1 END
         + CASE WHEN submitted_correction_id IS NULL THEN 0 ELSE 1 END
         + CASE WHEN submitted_proposal_id IS NULL THEN 0 ELSE 1 END = 1),
    CHECK ((rule IS NULL) <> (decided_by IS NULL)),
    CHECK (outcome <> 'rejected' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX decision_on_response ON decision (submitted_response_id) WHERE overturned_at IS NULL;
CREATE UNIQUE INDEX decision_on_correction ON decision (submitted_correction_id) WHERE overturned_at IS NULL;
CREATE UNIQUE INDEX decision_on_proposal ON decision (submitted_proposal_id) WHERE overturned_at IS NULL;
CREATE INDEX decision_by_mapping ON decision (mapping_id, decided_at);
CREATE INDEX decision_by_arrangement ON decision (arrangement_id);

CREATE TABLE theme (
    id INTEGER PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    name_nb TEXT NOT NULL,
    name_nn TEXT NOT NULL,
    UNIQUE (question_id, name_nb)
);

CREATE TABLE answer_theme (
    submitted_answer_id BIGINT NOT NULL REFERENCES submitted_answer (id),
    theme_id BIGINT NOT NULL REFERENCES theme (id) ON DELETE CASCADE,
    PRIMARY KEY (submitted_answer_id, theme_id)
);
CREATE INDEX answer_theme_by_theme ON answer_theme (theme_id);

CREATE TABLE answer_quote (
    id INTEGER PRIMARY KEY,
    submitted_answer_id BIGINT NOT NULL REFERENCES submitted_answer (id),
    text TEXT NOT NULL,
    -- Printed only when the municipality has said yes.
    cleared_at TIMESTAMP,
    picked_by BIGINT NOT NULL REFERENCES user_account (id)
);
CREATE INDEX answer_quote_by_answer ON answer_quote (submitted_answer_id);
