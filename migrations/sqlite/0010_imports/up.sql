-- Imports: a file from its upload until it is applied or dropped, and what it changed until that is undone.

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    -- Nothing: it is about the whole portal.
    mapping_id BIGINT REFERENCES mapping (id),
    what TEXT NOT NULL CHECK (what IN
        ('municipalities', 'changes', 'arrangements', 'participants', 'contacts', 'history', 'questions')),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    -- Sealed, and gone as soon as it has been applied or dropped.
    content BLOB,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'dropped', 'undone')),
    uploaded_at TIMESTAMP NOT NULL,
    uploaded_by BIGINT NOT NULL REFERENCES user_account (id),
    new_rows INTEGER NOT NULL DEFAULT 0,
    changed_rows INTEGER NOT NULL DEFAULT 0,
    unchanged_rows INTEGER NOT NULL DEFAULT 0,
    -- Rows of the file that were wrong and left out on purpose.
    left_out_rows INTEGER NOT NULL DEFAULT 0,
    applied_at TIMESTAMP,
    applied_by BIGINT REFERENCES user_account (id),
    undone_at TIMESTAMP,
    undone_by BIGINT REFERENCES user_account (id),
    CHECK ((state = 'waiting') = (content IS NOT NULL)),
    CHECK (state NOT IN ('applied', 'undone') OR applied_at IS NOT NULL),
    CHECK (state <> 'undone' OR undone_at IS NOT NULL)
);
CREATE INDEX import_run_by_mapping ON import_run (mapping_id, id);
CREATE INDEX import_run_by_state ON import_run (state, uploaded_at);

-- Each row of the register that an import touched, as it was before and after: that is what an undo goes back to.
CREATE TABLE import_change (
    id INTEGER PRIMARY KEY,
    import_id BIGINT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    -- JSON; nothing when there was no such row.
    before TEXT,
    after TEXT,
    UNIQUE (import_id, table_name, row_key),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);
