-- Room for bodies is shared out: an organisation has its part, and all together have a bound.

-- Bytes of the bodies that are here, by who signed their records.
CREATE TABLE weights (
    signer INTEGER PRIMARY KEY REFERENCES signers (signer),
    bytes  INTEGER NOT NULL
) STRICT;
INSERT INTO weights
    SELECT signer, sum(length(salted)) FROM bodies JOIN records USING (record) GROUP BY signer;

-- From here on records.body may be 3: declined, because there was no room.
CREATE INDEX records_declined ON records (signer, record) WHERE body = 3;
