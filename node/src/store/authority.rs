//! Authority: roster entries and papers, and what their change means for every record.
//!
//! Owns: the tables `entries`, `papers` and `signed`, the pin. Refuses to fold: the caller did.
//! Neighbour: [`super::standing`], which judges again what the change may concern.

use super::error::StoreError;
use super::loose::LooseEnds;
use super::meta;
use super::reader::View;
use super::room;
use super::row::{all, int, one, run};
use super::standing::{self, Agenda};
use super::writer::Hand;
use protocol::authority::{Authority, Paper};
use protocol::codec::{self, Wire};
use protocol::id::{EntryId, OrganisationId, RecordId};
use protocol::roster::branch::Pin;
use protocol::roster::operation::Target;
use protocol::roster::{SignedEntry, State};
use protocol::sync::Plane;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Raised when this program judges by other rules than the release before: the first start then judges
/// everything again.
const RULES: u8 = 1;

/// Records judged again between two looks at the memory they take.
const CHUNK: u32 = 2048;

/// A new authority: what to store of it and what to judge by.
#[derive(Debug, Clone)]
pub struct AuthorityChange {
    /// The rules from now on. Its papers are the ones that are held; others are dropped.
    pub authority: Arc<Authority>,
    /// Entries that are new or have new signatures; those known stay.
    pub entries: Vec<SignedEntry>,
    /// The roster's pin.
    pub pin: Option<Pin>,
}

/// What a steward's node remembers about a version when it has signed an entry, which nobody else has yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignMemory {
    /// Nothing was signed for it; this entry is noted now, on the disk.
    Noted,
    /// This very entry was.
    Same,
    /// Another entry was: giving this one away would be a double sign.
    Other(EntryId),
}

/// Which records a change may concern.
enum Concerned {
    All,
    Some { organisations: BTreeSet<OrganisationId>, targets: BTreeSet<Target> },
}

/// Stores entries, papers and pin, and brings every standing up to date, in one transaction.
pub(super) fn set(hand: &mut Hand<'_>, change: &AuthorityChange, now_ms: u64) -> Result<(), StoreError> {
    for entry in &change.entries {
        add_entry(hand, entry)?;
    }
    store_papers(hand, &change.authority)?;
    if let Some(pin) = change.pin {
        let bytes = [pin.version.to_be_bytes().as_slice(), &pin.id.0].concat();
        meta::set(hand.conn, meta::PIN, &bytes)?;
    }
    let mark = mark(&change.authority);
    let before = hand.memory.authority.replace(change.authority.clone());
    // Budgets, or this node's own bounds, may have grown.
    room::readmit(hand)?;
    let same = meta::get(hand.conn, meta::AUTHORITY)?.as_deref() == Some(&mark);
    if before.is_none() || !same {
        let loose = LooseEnds::find(hand.conn, hand.signers, &change.authority)?;
        hand.memory.loose = Arc::new(loose);
    }
    if same {
        return Ok(());
    }
    judge_again(hand, &concerned(before.as_deref(), &change.authority), now_ms)?;
    meta::set(hand.conn, meta::AUTHORITY, &mark)
}

/// Stores an entry; signatures of a known one unite.
pub(super) fn add_entry(hand: &mut Hand<'_>, entry: &SignedEntry) -> Result<bool, StoreError> {
    let id = entry.id();
    let known =
        one(hand.conn, "SELECT bytes FROM entries WHERE id = ?1", [id.0], |row| row.get::<_, Vec<u8>>(0))?;
    let mut united = entry.clone();
    if let Some(bytes) = &known {
        united = decode::<SignedEntry>(bytes)?;
        united.unite(entry.signatures.iter().copied());
    }
    let bytes = encode(&united)?;
    if known.as_ref() == Some(&bytes) {
        return Ok(false);
    }
    let version = united.entry().map_err(|error| StoreError::Damaged(error.to_string()))?.version;
    run(
        hand.conn,
        "INSERT INTO entries VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET bytes = ?3",
        (id.0, int(version), &bytes),
    )?;
    if known.is_none() {
        hand.memory.planes.insert(Plane::Roster, &id.0);
    }
    Ok(true)
}

/// Notes what a steward has signed, unless another entry of the version was noted. The entry is kept with
/// the note: it carries the time, so nobody could write it a second time.
pub(super) fn note_signing(hand: &Hand<'_>, entry: &SignedEntry) -> Result<SignMemory, StoreError> {
    let version = entry.entry().map_err(|error| StoreError::Damaged(error.to_string()))?.version;
    let id = entry.id();
    let sql = "SELECT entry FROM signed WHERE version = ?1";
    let memory = match one(hand.conn, sql, [int(version)], |row| Ok(EntryId(row.get(0)?)))? {
        Some(noted) if noted != id => return Ok(SignMemory::Other(noted)),
        Some(_) => SignMemory::Same,
        None => {
            run(hand.conn, "INSERT INTO signed VALUES (?1, ?2)", (int(version), id.0))?;
            SignMemory::Noted
        }
    };
    meta::set(hand.conn, meta::SIGNING, &encode(entry)?)?;
    Ok(memory)
}

/// Makes the stored papers those that the authority holds.
fn store_papers(hand: &mut Hand<'_>, authority: &Authority) -> Result<(), StoreError> {
    let stored: BTreeSet<[u8; 32]> =
        all(hand.conn, "SELECT id FROM papers", (), |row| row.get::<_, [u8; 32]>(0))?;
    let held: BTreeMap<[u8; 32], &Paper> = authority.papers().collect();
    for id in stored.iter().filter(|id| !held.contains_key(*id)) {
        run(hand.conn, "DELETE FROM papers WHERE id = ?1", [id])?;
        hand.memory.planes.remove(Plane::Papers, id);
    }
    for (id, paper) in held.iter().filter(|(id, _)| !stored.contains(*id)) {
        run(hand.conn, "INSERT INTO papers VALUES (?1, ?2)", (id, encode(*paper)?))?;
        hand.memory.planes.insert(Plane::Papers, id);
    }
    Ok(())
}

/// Names an authority: equal marks give equal standings. The roster's state and the papers are all it is.
fn mark(authority: &Authority) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("vicinia store authority v1");
    hasher.update(&[RULES]).update(&authority.roster().hash());
    for (id, _) in authority.papers() {
        hasher.update(&id);
    }
    *hasher.finalize().as_bytes()
}

fn concerned(before: Option<&Authority>, after: &Authority) -> Concerned {
    let Some(before) = before else { return Concerned::All };
    let successors = |state: &State| -> BTreeMap<OrganisationId, OrganisationId> {
        let all = state.organisations.iter();
        all.filter_map(|(id, one)| one.successor.map(|successor| (*id, successor))).collect()
    };
    if successors(before.roster()) != successors(after.roster()) {
        return Concerned::All;
    }
    let mut organisations = BTreeSet::new();
    for id in before.roster().organisations.keys().chain(after.roster().organisations.keys()) {
        if before.organisation(*id) != after.organisation(*id) {
            organisations.insert(*id);
        }
    }
    for signer in before.signers().chain(after.signers()) {
        let same = before.knows(signer) == after.knows(signer)
            && before.periods(signer) == after.periods(signer)
            && before.cuts(signer) == after.cuts(signer);
        if !same {
            organisations.insert(signer.0);
        }
    }
    let targets = before.ordered_targets().chain(after.ordered_targets());
    let targets = targets.filter(|target| before.orders(target) != after.orders(target));
    Concerned::Some { organisations, targets: targets.copied().collect() }
}

fn judge_again(hand: &mut Hand<'_>, concerned: &Concerned, now_ms: u64) -> Result<(), StoreError> {
    match concerned {
        Concerned::All => judge_rows(hand, "SELECT record, id FROM records", None, now_ms),
        Concerned::Some { organisations, targets } => {
            for organisation in organisations {
                let sql = "SELECT record, id FROM records JOIN signers USING (signer)
                           WHERE organisation = ?3";
                judge_rows(hand, sql, Some(organisation.0), now_ms)?;
            }
            judge_targets(hand, targets, now_ms)
        }
    }
}

fn judge_rows(
    hand: &mut Hand<'_>,
    which: &str,
    key: Option<[u8; 32]>,
    now_ms: u64,
) -> Result<(), StoreError> {
    let joint = if key.is_some() { "AND" } else { "WHERE" };
    let sql = format!("{which} {joint} record > ?1 ORDER BY record LIMIT ?2");
    let mut last = 0_i64;
    loop {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, RecordId(row.get(1)?)));
        let rows: Vec<(i64, RecordId)> = match key {
            Some(key) => all(hand.conn, &sql, (last, CHUNK, key), read)?,
            None => all(hand.conn, &sql, (last, CHUNK), read)?,
        };
        let Some((record, _)) = rows.last() else { return Ok(()) };
        last = *record;
        let again = rows.into_iter().map(|(_, id)| id).collect();
        standing::settle(hand, Agenda { again, ..Agenda::default() }, now_ms)?;
    }
}

fn judge_targets(hand: &mut Hand<'_>, targets: &BTreeSet<Target>, now_ms: u64) -> Result<(), StoreError> {
    let mut again = BTreeSet::new();
    for target in targets {
        match target {
            Target::Work(work) => {
                let sql = "SELECT id FROM records WHERE work = ?1";
                let revisions: Vec<_> = all(hand.conn, sql, [work.0], |row| Ok(RecordId(row.get(0)?)))?;
                again.extend(revisions);
            }
            Target::Record(record) => again.extend([*record]),
            // A document's order concerns files, not standings.
            Target::Document(_) => {}
        }
    }
    standing::settle(hand, Agenda { again, ..Agenda::default() }, now_ms)
}

fn encode<T: Wire>(value: &T) -> Result<Vec<u8>, StoreError> {
    codec::encode(value).map_err(|error| StoreError::Damaged(format!("not writable: {error}")))
}

fn decode<T: Wire>(bytes: &[u8]) -> Result<T, StoreError> {
    codec::decode(bytes).map_err(|error| StoreError::Damaged(format!("not readable: {error}")))
}

impl View<'_> {
    /// All roster entries, by version and id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn entries(&self) -> Result<Vec<SignedEntry>, StoreError> {
        let sql = "SELECT bytes FROM entries ORDER BY version, id";
        read_all(self.conn, sql)
    }

    /// All papers, by id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn papers(&self) -> Result<Vec<Paper>, StoreError> {
        read_all(self.conn, "SELECT bytes FROM papers ORDER BY id")
    }

    /// The roster's pin.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn pin(&self) -> Result<Option<Pin>, StoreError> {
        let Some(bytes) = meta::get(self.conn, meta::PIN)? else { return Ok(None) };
        let split = bytes.split_first_chunk::<8>();
        let parts = split.and_then(|(version, id)| Some((*version, <[u8; 32]>::try_from(id).ok()?)));
        let (version, id) =
            parts.ok_or_else(|| StoreError::Damaged(format!("a pin of {} bytes", bytes.len())))?;
        Ok(Some(Pin { version: u64::from_be_bytes(version), id: EntryId(id) }))
    }

    /// The entry that was signed here last as a steward, if any, with the signature.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn signing(&self) -> Result<Option<SignedEntry>, StoreError> {
        meta::get(self.conn, meta::SIGNING)?.map(|bytes| decode(&bytes)).transpose()
    }
}

fn read_all<T: Wire>(conn: &Connection, sql: &str) -> Result<Vec<T>, StoreError> {
    let bytes: Vec<Vec<u8>> = all(conn, sql, (), |row| row.get(0))?;
    bytes.iter().map(|bytes| decode(bytes)).collect()
}
