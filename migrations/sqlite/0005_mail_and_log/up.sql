-- What leaves the portal, what happened in it, and what it does by the clock.

CREATE TABLE outbox_mail (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    -- Made before the first attempt and the same on every retry.
    message_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_name TEXT,
    -- Recipient, name and subject, folded: what the mailbox is searched by.
    search_key TEXT NOT NULL,
    reply_to TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    subject TEXT NOT NULL,
    -- A letter that carries a link or code is sealed: whoever copies the database cannot use it.
    body_text TEXT,
    body_html TEXT,
    sealed_body BLOB,
    in_reply_to TEXT,
    auto_submitted BOOLEAN NOT NULL DEFAULT FALSE,
    -- Lower goes first: a password letter does not wait behind 357 hearing letters.
    priority INTEGER NOT NULL DEFAULT 5,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'sending', 'sent', 'kept', 'unknown', 'failed', 'bounced', 'held', 'paused',
            'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TIMESTAMP NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP,
    last_error TEXT,
    server_reply TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    -- The same act enqueues the same letter once.
    dedupe_key TEXT UNIQUE,
    user_id BIGINT REFERENCES user_account (id),
    municipality_id BIGINT REFERENCES municipality (id),
    hearing_id BIGINT REFERENCES hearing (id),
    region_inquiry_id BIGINT REFERENCES region_inquiry (id),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK ((body_text IS NULL) <> (sealed_body IS NULL)),
    CHECK (state NOT IN ('sent', 'kept') OR sent_at IS NOT NULL)
);
CREATE INDEX outbox_mail_due ON outbox_mail (state, priority, next_attempt_at);
CREATE INDEX outbox_mail_by_recipient ON outbox_mail (recipient, priority, id);
CREATE INDEX outbox_mail_by_state ON outbox_mail (state, id);
CREATE INDEX outbox_mail_by_user ON outbox_mail (user_id);
CREATE INDEX outbox_mail_by_municipality ON outbox_mail (municipality_id);
CREATE INDEX outbox_mail_by_hearing ON outbox_mail (hearing_id);
CREATE INDEX outbox_mail_by_region ON outbox_mail (region_inquiry_id);

CREATE TABLE outbox_event (
    id INTEGER PRIMARY KEY,
    mail_id BIGINT NOT NULL REFERENCES outbox_mail (id),
    at TIMESTAMP NOT NULL,
    what TEXT NOT NULL CHECK (what IN (
        'queued', 'attempt', 'accepted', 'kept', 'deferred', 'failed', 'unknown', 'bounced', 'held', 'released',
        'retried', 'paused', 'resumed', 'cancelled', 'opened', 'delayed', 'auto_replied')),
    text TEXT
);
CREATE INDEX outbox_event_by_mail ON outbox_event (mail_id, id);

-- Append-only and chained. It holds ids: names live elsewhere, so that erasing one does not break the chain.
CREATE TABLE audit_event (
    id INTEGER PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor_id BIGINT REFERENCES user_account (id),
    -- On whose behalf, when the actor is a delegate.
    principal_id BIGINT REFERENCES user_account (id),
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT,
    mapping_id BIGINT REFERENCES mapping (id),
    municipality_id BIGINT REFERENCES municipality (id),
    -- JSON: from what, to what.
    details TEXT NOT NULL DEFAULT '{}',
    request_id TEXT,
    previous_hash TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE
);
CREATE INDEX audit_event_by_actor ON audit_event (actor_id, id);
CREATE INDEX audit_event_by_principal ON audit_event (principal_id, id);
CREATE INDEX audit_event_by_action ON audit_event (action, id);
CREATE INDEX audit_event_by_subject ON audit_event (subject_kind, subject_id, id);
CREATE INDEX audit_event_by_mapping ON audit_event (mapping_id, id);
CREATE INDEX audit_event_by_municipality ON audit_event (municipality_id, id);
CREATE INDEX audit_event_by_time ON audit_event (at, id);

-- Facts about this database: who made it, whether its outbox is held, versions that memory follows.
-- Under PostgreSQL its lock is also the turn that writers wait for: see db::write.
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE scheduled_job (
    name TEXT NOT NULL PRIMARY KEY,
    due_at TIMESTAMP NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP,
    last_run_at TIMESTAMP,
    last_error TEXT,
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
);
