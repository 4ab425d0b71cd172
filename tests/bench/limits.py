"""What this machine can do at best, in the same run: the figures beside which ours are read.

Owns: disk and SQLite without any of our code. Refuses to know nodes.
"""

import os
import sqlite3
import time


def rate(number, since):
    return number / (time.monotonic() - since)


def disk(place, megabytes=256):
    """MB/s of one large file, to the disk."""
    block = os.urandom(1 << 20)
    path = place / "block"
    since = time.monotonic()
    with open(path, "wb") as file:
        for _ in range(megabytes):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    speed = rate(megabytes * 1.048576, since)
    path.unlink()
    return speed


def database(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE body (id BLOB PRIMARY KEY, bytes BLOB) WITHOUT ROWID")
    return connection


def commits(place, number=300):
    """Commits/s, one record of 4 KiB each."""
    connection = database(place / "one.db")
    since = time.monotonic()
    for _ in range(number):
        connection.execute("INSERT INTO body VALUES (?, ?)", (os.urandom(32), os.urandom(4096)))
    speed = rate(number, since)
    connection.close()
    return speed


def batches(place, texts, size=256):
    """Records/s, these texts in batches."""
    connection = database(place / "many.db")
    since = time.monotonic()
    for start in range(0, len(texts), size):
        connection.execute("BEGIN IMMEDIATE")
        rows = ((os.urandom(32), text) for text in texts[start:start + size])
        connection.executemany("INSERT INTO body VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    speed = rate(len(texts), since)
    connection.close()
    return speed


def full_text(place, texts, queries):
    """SQLite's own full text: documents/s, and the seconds of each query (ten hits and their number)."""
    connection = sqlite3.connect(place / "words.db", isolation_level=None)
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.OperationalError:
        return None, []
    since = time.monotonic()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO words VALUES (?)", ((text,) for text in texts))
    connection.execute("COMMIT")
    speed, took = rate(len(texts), since), []
    for query in queries:
        match = (" OR ".join(f'"{word}"' for word in query.split()),)
        since = time.monotonic()
        connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", match).fetchone()
        connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10", match).fetchall()
        took.append(time.monotonic() - since)
    connection.close()
    return speed, took
