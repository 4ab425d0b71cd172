-- What other nodes have signed about what they hold: the last word of each about each thing.
CREATE TABLE attestations (
    node      BLOB NOT NULL,
    about     BLOB NOT NULL,     -- an organisation, for all of its live records, or one record
    at_ms     INTEGER NOT NULL,  -- by the node's clock
    state     INTEGER NOT NULL,
    agreed_ms INTEGER NOT NULL,  -- of an organisation: when the same was held here, by our clock
    bytes     BLOB NOT NULL,     -- the word as it travels
    PRIMARY KEY (node, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX attestations_by_about ON attestations (about, node);
