//! Reading the library: typed bodies and what belongs together, over one picture of the store.
//!
//! Owns: from rows to the words of the domain. Refuses to know SQL and how anything is shown.

use crate::store::{BodyState, StoreError, StoredRecord, View, WorkRow, WorkStanding};
use protocol::codec::{self, Wire};
use protocol::id::{RecordId, WorkId};
use protocol::limits::SALT_BYTES;
use protocol::record::{Confirmation, Publication, Withdrawal, kind};
use protocol::standing::{Bar, Standing};
use protocol::time::Day;

/// The body of a record, if it is here and what its kind asks for.
///
/// # Errors
/// When the store cannot be read.
pub fn body<T: Wire>(view: &View<'_>, record: RecordId) -> Result<Option<T>, StoreError> {
    Ok(match view.body(record)? {
        BodyState::Here(salted) => codec::decode(salted.get(SALT_BYTES..).unwrap_or_default()).ok(),
        BodyState::Purged | BodyState::Missing => None,
    })
}

/// The text of a revision, if it is here and of a version that is understood.
///
/// # Errors
/// When the store cannot be read.
pub fn publication(view: &View<'_>, record: RecordId) -> Result<Option<Publication>, StoreError> {
    body(view, record)
}

/// The row of a work that is shown now, with its newest revision.
///
/// # Errors
/// When the store cannot be read.
pub fn live(view: &View<'_>, work: WorkId) -> Result<Option<(WorkRow, RecordId)>, StoreError> {
    let row = view.work(work)?.filter(|row| row.standing == WorkStanding::Live);
    Ok(row.and_then(|row| row.newest.map(|newest| (row, newest))))
}

/// Revisions of a work that nothing here replaces: what a new revision supersedes.
///
/// # Errors
/// When the store cannot be read.
pub fn heads(view: &View<'_>, work: WorkId) -> Result<Vec<RecordId>, StoreError> {
    let counting: Vec<StoredRecord> = view
        .revisions(work)?
        .into_iter()
        .filter(|one| matches!(one.standing, Standing::Live | Standing::Withdrawn { .. }))
        .collect();
    let replaced = |id: &RecordId| counting.iter().any(|one| one.facts.supersedes.contains(id));
    let mut heads: Vec<RecordId> =
        counting.iter().map(|one| one.facts.id).filter(|id| !replaced(id)).collect();
    heads.sort_unstable();
    heads.truncate(protocol::limits::SUPERSEDES);
    Ok(heads)
}

/// Whether a record is part of the work it names, and not what an organisation has signed that does not
/// answer for that work.
#[must_use]
pub fn is_part(record: &StoredRecord) -> bool {
    record.standing != Standing::Barred(Bar::NotYours)
}

/// What the newest withdrawal of a work says to read instead.
///
/// # Errors
/// When the store cannot be read.
pub fn replacement(view: &View<'_>, work: WorkId) -> Result<Option<WorkId>, StoreError> {
    for record in of_kind(&replies(view, work)?, kind::WITHDRAWAL) {
        if let Some(Withdrawal { replacement: Some(other), .. }) = body(view, record.facts.id)? {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// The latest day to which a confirmation among the replies to a work moved its review.
///
/// # Errors
/// When the store cannot be read.
pub fn confirmed_until(view: &View<'_>, replies: &[StoredRecord]) -> Result<Option<Day>, StoreError> {
    let mut latest = None;
    for record in of_kind(replies, kind::CONFIRMATION) {
        let confirmed = body::<Confirmation>(view, record.facts.id)?.map(|one| one.review_by);
        latest = latest.max(confirmed);
    }
    Ok(latest)
}

/// The work that a revision of another says it translates.
///
/// # Errors
/// When the store cannot be read.
pub fn original(
    view: &View<'_>,
    record: RecordId,
    publication: &Publication,
) -> Result<Option<WorkId>, StoreError> {
    if publication.translation.is_none() {
        return Ok(None);
    }
    Ok(view.record(record)?.and_then(|record| record.facts.about).map(|about| about.work))
}

/// Works that translate the one these are the replies to, with their newest revision.
///
/// # Errors
/// When the store cannot be read.
pub fn translations(
    view: &View<'_>,
    replies: &[StoredRecord],
) -> Result<Vec<(WorkId, RecordId)>, StoreError> {
    let mut works: Vec<WorkId> = of_kind(replies, kind::PUBLICATION).map(|one| one.facts.work()).collect();
    works.sort_unstable();
    works.dedup();
    let mut translations = Vec::new();
    for work in works {
        translations.extend(live(view, work)?.map(|(_, record)| (work, record)));
    }
    Ok(translations)
}

/// How many revisions of a work came after the given one.
///
/// # Errors
/// When the store cannot be read.
pub fn revisions_after(view: &View<'_>, work: WorkId, record: RecordId) -> Result<u64, StoreError> {
    let all: Vec<StoredRecord> = view.revisions(work)?.into_iter().filter(is_part).collect();
    let mut after = 0;
    let mut frontier = vec![record];
    let mut seen = Vec::new();
    while let Some(id) = frontier.pop() {
        let next = all.iter().filter(|one| one.facts.supersedes.contains(&id)).map(|one| one.facts.id);
        for id in next {
            if !seen.contains(&id) {
                seen.push(id);
                frontier.push(id);
                after += 1;
            }
        }
    }
    Ok(after)
}

/// Live records that speak of a work: what confirms it, translates it, takes it back.
///
/// # Errors
/// When the store cannot be read.
pub fn replies(view: &View<'_>, work: WorkId) -> Result<Vec<StoredRecord>, StoreError> {
    let all = view.about(work)?.into_iter();
    Ok(all.filter(|one| one.standing == Standing::Live).collect())
}

fn of_kind(replies: &[StoredRecord], kind: u16) -> impl Iterator<Item = &StoredRecord> {
    replies.iter().filter(move |one| one.facts.kind == kind)
}
