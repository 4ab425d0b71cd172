-- Saved searches, and what they ask: when did this work, as it is now, come to be shown here?

-- When the revision by which a work is shown was first shown here, and when the work was: numbers of the
-- change feed. Unlike works.change they stay when a work is only described anew. Not derived: what was
-- shown when cannot be told from the records.
CREATE TABLE arrivals (
    work   BLOB PRIMARY KEY,
    record BLOB NOT NULL,
    change INTEGER NOT NULL,
    first  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX arrivals_by_change ON arrivals (change);

-- Publications that are shown by now came when they were last described.
INSERT INTO arrivals
    SELECT work, newest, change, change FROM works
    WHERE record_kind = 1 AND standing = 0 AND newest IS NOT NULL AND title IS NOT NULL;

-- Searches that somebody here saved, and the last change of which all hits were looked at.
CREATE TABLE watches (
    name     TEXT PRIMARY KEY,
    question TEXT NOT NULL,      -- JSON, of no matter here
    seen     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
