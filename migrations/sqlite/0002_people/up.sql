-- People and how they come in. Secrets are stored hashed or encrypted, never as they are.

CREATE TABLE user_account (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    name TEXT NOT NULL,
    phone TEXT,
    -- Nothing chosen: the municipality's written form decides.
    language TEXT CHECK (language IN ('nb', 'nn')),
    password_hash TEXT,
    totp_secret BLOB,
    totp_confirmed_at TIMESTAMP,
    -- The last 30-second step that was used, so that a code works once.
    totp_last_step BIGINT,
    failed_count INTEGER NOT NULL DEFAULT 0,
    failed_day DATE,
    locked_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    activated_at TIMESTAMP,
    last_seen_at TIMESTAMP,
    disabled_at TIMESTAMP,
    search_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX user_account_by_name ON user_account (sort_key, id);

CREATE TABLE recovery_code (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    UNIQUE (user_id, code_hash)
);

CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('activation', 'reset', 'login', 'code', 'email_change')),
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    -- The browser session that a mailed code was asked from: the code works nowhere else.
    session_hash TEXT,
    new_email TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    voided_at TIMESTAMP,
    attempts INTEGER NOT NULL DEFAULT 0,
    CHECK ((purpose = 'email_change') = (new_email IS NOT NULL))
);
-- Six digits collide, 128 bits do not.
CREATE UNIQUE INDEX token_hash_of_link ON token (token_hash) WHERE purpose <> 'code';
CREATE INDEX token_by_user ON token (user_id, purpose);
CREATE INDEX token_by_expiry ON token (expires_at);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    -- What still stands between the password and the portal.
    step TEXT NOT NULL CHECK (step IN ('done', 'mailed_code', 'totp', 'enrol_totp')),
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    -- When the person last proved who they are; dangerous acts ask for a fresh one.
    authenticated_at TIMESTAMP NOT NULL,
    user_agent TEXT,
    ip TEXT,
    ended_at TIMESTAMP
);
CREATE INDEX session_by_user ON session (user_id, ended_at);
CREATE INDEX session_by_last_seen ON session (last_seen_at);

CREATE TABLE trusted_browser (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    token_hash TEXT NOT NULL UNIQUE,
    user_agent TEXT,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX trusted_browser_by_user ON trusted_browser (user_id);

-- A form that was posted on a session that had run out; given back, filled, after the next login.
CREATE TABLE kept_form (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT REFERENCES user_account (id),
    path TEXT NOT NULL,
    body BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX kept_form_by_user ON kept_form (user_id);
CREATE INDEX kept_form_by_expiry ON kept_form (expires_at);
