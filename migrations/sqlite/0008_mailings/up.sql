-- Mailings: a letter to many, from its draft until the last of them has left. Not frozen with the mapping: that its
-- results are published is written about after it is closed.

-- The words of a letter where an admin has chosen others than ours.
CREATE TABLE letter_template (
    id INTEGER PRIMARY KEY,
    template TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by BIGINT NOT NULL REFERENCES user_account (id),
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (template, language)
);

CREATE TABLE mailing (
    id INTEGER PRIMARY KEY,
    mapping_id BIGINT NOT NULL REFERENCES mapping (id),
    round_id BIGINT REFERENCES hearing_round (id),
    kind TEXT NOT NULL,
    -- Who signs and where answers go, when it is not the mapping's owner and contact.
    sender TEXT,
    reply_to TEXT,
    -- In which written form those are written to who have chosen none.
    neutral_language TEXT NOT NULL DEFAULT 'nb' CHECK (neutral_language IN ('nb', 'nn')),
    copy_to_postmottak BOOLEAN NOT NULL DEFAULT FALSE,
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'proposed', 'scheduled', 'released', 'paused', 'cancelled')),
    -- When its letters are laid in the outbox, when that is not at once.
    send_at TIMESTAMP,
    -- Until then its letters wait there, to be taken back.
    regret_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    -- Nobody: the reminder plan made it.
    created_by BIGINT REFERENCES user_account (id),
    proposed_by BIGINT REFERENCES user_account (id),
    released_at TIMESTAMP,
    released_by BIGINT REFERENCES user_account (id),
    cancelled_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK (state <> 'scheduled' OR send_at IS NOT NULL),
    CHECK (state NOT IN ('released', 'paused') OR released_at IS NOT NULL)
);
CREATE INDEX mailing_by_mapping ON mailing (mapping_id, id);
CREATE INDEX mailing_by_state ON mailing (state, send_at);
CREATE INDEX mailing_by_round ON mailing (round_id);

CREATE TABLE mailing_text (
    mailing_id BIGINT NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    template TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mailing_id, template, language)
);

CREATE TABLE mailing_recipient (
    id INTEGER PRIMARY KEY,
    mailing_id BIGINT NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    municipality_id BIGINT REFERENCES municipality (id),
    region_id BIGINT REFERENCES region (id),
    -- What became of it when the mailing was released: sent to, or why not.
    outcome TEXT,
    -- What the hearing was, so that a mailing that is taken back has not happened; and its version after.
    state_before TEXT CHECK (state_before IN ('draft', 'sent', 'reminded', 'confirmed')),
    last_reminder_before TIMESTAMP,
    hearing_version BIGINT,
    UNIQUE (mailing_id, municipality_id),
    UNIQUE (mailing_id, region_id),
    CHECK ((municipality_id IS NULL) <> (region_id IS NULL))
);
CREATE INDEX mailing_recipient_by_municipality ON mailing_recipient (municipality_id);
CREATE INDEX mailing_recipient_by_region ON mailing_recipient (region_id);

-- When a round reminds by itself.
CREATE TABLE planned_reminder (
    id INTEGER PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES hearing_round (id),
    at TIMESTAMP NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'skipped')),
    mailing_id BIGINT REFERENCES mailing (id),
    UNIQUE (round_id, at)
);
CREATE INDEX planned_reminder_by_time ON planned_reminder (state, at);

ALTER TABLE outbox_mail ADD COLUMN mailing_id BIGINT REFERENCES mailing (id);
CREATE INDEX outbox_mail_by_mailing ON outbox_mail (mailing_id, state);
