-- Everything a node holds. Times are milliseconds since 1970; ids and keys are 32 bytes.
-- Columns that say what a record *is* never change; those below "derived" are recomputed from all rows
-- and the authority, and the code keeps them so that a full recomputation changes nothing.

-- Small single values: the store's id, the pin, one digest a plane, the mark of the authority.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Roster entries with the signatures known so far.
CREATE TABLE entries (
    id      BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;
CREATE INDEX entries_by_version ON entries (version, id);

-- Certificates, revocations and root withdrawals that are held.
CREATE TABLE papers (
    id    BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- What this node signed as a steward: never two entries of one version.
CREATE TABLE signed (
    version INTEGER PRIMARY KEY,
    entry   BLOB NOT NULL
) STRICT;

-- Who signs records. A short number keeps the indexes of records small.
CREATE TABLE signers (
    signer       INTEGER PRIMARY KEY,
    organisation BLOB NOT NULL,
    node         BLOB NOT NULL,
    UNIQUE (organisation, node)
) STRICT;

CREATE TABLE records (
    record          INTEGER PRIMARY KEY,
    id              BLOB NOT NULL UNIQUE,
    header          BLOB NOT NULL,
    signature       BLOB NOT NULL,
    signer          INTEGER NOT NULL REFERENCES signers (signer),
    sequence        INTEGER NOT NULL,
    previous        BLOB,
    kind            INTEGER NOT NULL,
    withdrawal      INTEGER NOT NULL,
    issued_at_ms    INTEGER NOT NULL,
    work            BLOB NOT NULL,     -- its own id in a first revision
    about_work      BLOB,
    about_record    BLOB,
    supersedes      INTEGER NOT NULL,  -- how many rows of supersedes are its
    body_bytes      INTEGER NOT NULL,  -- as the header says, here or not
    first_stored_ms INTEGER NOT NULL,
    -- derived
    in_set          INTEGER NOT NULL,
    standing        INTEGER NOT NULL,  -- 0 live, 1 held, 2 withdrawn, 3 barred
    bar             INTEGER NOT NULL,  -- why barred, else 0
    due_ms          INTEGER,           -- held: when it becomes live
    level           INTEGER NOT NULL,  -- of the strongest withdrawal, 0 none; also of a barred record
    at_once         INTEGER NOT NULL,  -- whether that one purges without delay
    purge_ms        INTEGER,           -- when the body has to go
    body            INTEGER NOT NULL   -- 0 missing, 1 here, 2 purged
) STRICT;
-- Heads, forks and gaps of a node; and, as a covering index, all counts.
CREATE INDEX records_by_signer ON records (signer, sequence, in_set, standing, bar, body, withdrawal);
CREATE INDEX records_by_work ON records (work, id);
CREATE INDEX records_by_about_work ON records (about_work) WHERE about_work IS NOT NULL;
CREATE INDEX records_by_about_record ON records (about_record) WHERE about_record IS NOT NULL;
CREATE INDEX records_by_plane ON records (withdrawal, issued_at_ms, id) WHERE in_set = 1;
CREATE INDEX records_wanted ON records (id) WHERE in_set = 1 AND standing = 0 AND body = 0;
CREATE INDEX records_due ON records (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX records_purge ON records (purge_ms) WHERE purge_ms IS NOT NULL AND body <> 2;

CREATE TABLE supersedes (
    record INTEGER NOT NULL REFERENCES records (record),
    old    BLOB NOT NULL,
    PRIMARY KEY (record, old)
) STRICT, WITHOUT ROWID;
CREATE INDEX supersedes_by_old ON supersedes (old);

-- Salt and encoded body, as received.
CREATE TABLE bodies (
    record INTEGER PRIMARY KEY REFERENCES records (record),
    salted BLOB NOT NULL
) STRICT;

-- What of a withdrawal's body matters for standing. No row: not readable by this version, so no effect.
CREATE TABLE withdrawals (
    record     INTEGER PRIMARY KEY REFERENCES records (record),
    about_work BLOB NOT NULL,
    whole_work INTEGER NOT NULL,
    level      INTEGER NOT NULL,
    reason     INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawals_by_work ON withdrawals (about_work);

-- Documents that a body which is here names.
CREATE TABLE documents (
    record INTEGER NOT NULL REFERENCES records (record),
    hash   BLOB NOT NULL,
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (record, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_hash ON documents (hash);

-- One row a work, wholly derived. change is its place in the change feed: a work that changes again
-- moves to the end, so the feed is never longer than the library.
CREATE TABLE works (
    work          BLOB PRIMARY KEY,
    change        INTEGER NOT NULL,
    record_kind   INTEGER NOT NULL,
    newest        BLOB,               -- absent while no revision counts
    standing      INTEGER NOT NULL,   -- of the newest; 3 barred while there is none
    level         INTEGER NOT NULL,
    at_once       INTEGER NOT NULL,
    organisation  BLOB NOT NULL,
    issued_at_ms  INTEGER NOT NULL,
    body          INTEGER NOT NULL,
    -- from the body, NULL while it is missing, unreadable or purged
    kind          INTEGER,
    language      TEXT,
    title         TEXT,
    summary       TEXT,
    visibility    INTEGER,
    licence       INTEGER,
    country       TEXT,
    review_by     INTEGER
) STRICT;
CREATE UNIQUE INDEX works_by_change ON works (change);
CREATE INDEX works_live ON works (record_kind, issued_at_ms, work) WHERE standing = 0;

-- Other nodes.
CREATE TABLE peers (
    node         BLOB PRIMARY KEY,
    addresses    TEXT NOT NULL,      -- JSON list
    last_seen_ms INTEGER NOT NULL,
    last_sync_ms INTEGER NOT NULL
) STRICT;

-- The newest statement of each node.
CREATE TABLE statements (
    node    BLOB PRIMARY KEY,
    counter INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    at_ms   INTEGER NOT NULL
) STRICT;

-- Work for stewards, passed on by every member.
CREATE TABLE desk (
    hash        BLOB PRIMARY KEY,
    bytes       BLOB NOT NULL,
    received_ms INTEGER NOT NULL
) STRICT;

-- Which record a file of ours became, so that publishing it again does nothing.
CREATE TABLE sources (
    key          TEXT PRIMARY KEY,
    record       INTEGER NOT NULL REFERENCES records (record),
    content_hash BLOB NOT NULL
) STRICT;
CREATE INDEX sources_by_record ON sources (record);

-- What was turned away, by reason.
CREATE TABLE refusals (
    key         TEXT PRIMARY KEY,
    count       INTEGER NOT NULL,
    last_ms     INTEGER NOT NULL,
    last_detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
