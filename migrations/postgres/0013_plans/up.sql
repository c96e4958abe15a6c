-- An index with all its keys for whose right to answer a hearing it is, which was looked for from the hearing or from
-- the person, as statistics had it.

DROP INDEX delegation_by_user;
CREATE INDEX delegation_by_user ON delegation (user_id, revoked_at, hearing_id);
DROP INDEX deputy_by_user;
CREATE INDEX deputy_by_user ON deputy (user_id, ended_at, hearing_id);
