//! Reading works: everything a page about one shows, gathered in one picture of the store.
//!
//! Owns: who may read what, and what belongs together. Refuses to know how it is shown.
//! Neighbours: [`crate::library`] reads bodies, [`crate::finding`] finds works.

use crate::finding::Audience;
use crate::library;
use crate::store::{BodyState, Page, StoreError, StoredRecord, View, WorkFilter, WorkRow};
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::key::PublicKey;
use protocol::limits::SALT_BYTES;
use protocol::record::publication::{PUBLIC, RelationTarget};
use protocol::record::{Publication, Withdrawal, kind};
use protocol::standing::{Bar, Standing};
use protocol::time::{Day, Millis};
use std::collections::BTreeMap;

/// Related works of one that are looked up.
const RELATED: usize = 64;
/// Works that are looked at to find out where an organisation is.
const PLACED: usize = 5;
/// Rows of one page of the store.
const PAGE: u32 = 200;

/// Why a work is shown, or what is shown instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is read as it is.
    Live,
    /// Its text has not arrived.
    Missing,
    /// Its text is here, but of a format that this version does not know, or damaged.
    Unreadable,
    /// Dated ahead.
    Held(Millis),
    /// Taken back.
    Withdrawn(Box<Tombstone>),
    /// Kept, not shown.
    Barred(Bar),
}

/// What remains of a work that was taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tombstone {
    /// Code of [`protocol::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// By the root key or the stewards.
    pub at_once: bool,
    /// When, if its organisation did it with a record.
    pub at_ms: Option<Millis>,
    /// Code of [`protocol::vocabulary::REASON`]; 0 if not said.
    pub reason: u16,
    /// How it may still be cited; empty unless the reader may know.
    pub citation: String,
    /// What to read instead.
    pub replacement: Option<Neighbour>,
}

/// Another work, as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The work.
    pub work: WorkId,
    /// Its title; empty if it is not here.
    pub title: String,
    /// BCP 47; empty if it is not here.
    pub language: String,
}

/// One revision of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The record.
    pub record: RecordId,
    /// When its signer says it was issued.
    pub issued_at_ms: Millis,
    /// How it stands.
    pub standing: Standing,
    /// Whether its text is here to be read.
    pub readable: bool,
}

/// What a work is a translation of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The work.
    pub of: Neighbour,
    /// Revisions that came after the one translated.
    pub behind: u64,
}

/// A work, or one revision of it, with what belongs to it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The work.
    pub work: WorkId,
    /// The revision.
    pub record: RecordId,
    /// Whether it is the newest one.
    pub newest: Option<RecordId>,
    /// What to show.
    pub state: State,
    /// The text; only where the state is live.
    pub publication: Option<Publication>,
    /// Who published it.
    pub organisation: OrganisationId,
    /// Which node signed it.
    pub node: PublicKey,
    /// When, by its signer's word.
    pub issued_at_ms: Millis,
    /// When it came here; it was checked before.
    pub stored_at_ms: Millis,
    /// The day of the next review, confirmations counted in.
    pub review_by: Option<Day>,
    /// Whether somebody confirmed that it still holds.
    pub confirmed: bool,
    /// All revisions, newest first.
    pub revisions: Vec<Revision>,
    /// Its source, if it is a translation.
    pub source: Option<Source>,
    /// Its translations.
    pub translations: Vec<Source>,
    /// Works it names as related, in its order.
    pub related: Vec<Neighbour>,
}

/// A work by its id.
///
/// # Errors
/// When the store cannot be read. `None`: there is no such work, or it is not for this reader.
pub fn work(view: &View<'_>, id: WorkId, audience: Audience) -> Result<Option<Reading>, StoreError> {
    let revisions = view.revisions(id)?;
    let chosen = match view.newest(id)? {
        Some(newest) => revisions.iter().find(|one| one.facts.id == newest),
        None => revisions.first(),
    };
    match chosen {
        Some(record) => gather(view, record, &revisions, audience),
        None => Ok(None),
    }
}

/// One revision by its id.
///
/// # Errors
/// As [`work`].
pub fn revision(view: &View<'_>, id: RecordId, audience: Audience) -> Result<Option<Reading>, StoreError> {
    let Some(record) = view.record(id)? else { return Ok(None) };
    let revisions = view.revisions(record.facts.work())?;
    gather(view, &record, &revisions, audience)
}

fn gather(
    view: &View<'_>,
    record: &StoredRecord,
    revisions: &[StoredRecord],
    audience: Audience,
) -> Result<Option<Reading>, StoreError> {
    if record.facts.kind != kind::PUBLICATION {
        return Ok(None);
    }
    let work = record.facts.work();
    let (body, here) = text(view, record.facts.id)?;
    let hidden = body.as_ref().is_some_and(|body| !may_read(body, audience));
    if hidden {
        return Ok(None);
    }
    let known_public = audience == Audience::Network || body.is_some();
    let state = state(view, record, (body.is_some(), here), known_public)?;
    let live = state == State::Live;
    let replies = if live { library::replies(view, work)? } else { Vec::new() };
    let confirmed = library::confirmed_until(view, &replies)?;
    let publication = body.filter(|_| live);
    let mut reading = Reading {
        work,
        record: record.facts.id,
        newest: view.newest(work)?,
        state,
        review_by: publication.as_ref().and_then(|body| body.review_by).max(confirmed),
        confirmed: confirmed.is_some(),
        publication,
        organisation: record.facts.organisation,
        node: record.facts.node,
        issued_at_ms: record.facts.issued_at_ms,
        stored_at_ms: record.first_stored_ms,
        revisions: lines(view, revisions)?,
        source: None,
        translations: Vec::new(),
        related: Vec::new(),
    };
    if live {
        reading.related = related(view, reading.publication.as_ref(), audience)?;
        reading.source = source(view, record, audience)?;
        reading.translations = translations(view, work, &replies, audience)?;
    }
    Ok(Some(reading))
}

/// Whether a body is for this reader.
#[must_use]
pub fn may_read(publication: &Publication, audience: Audience) -> bool {
    audience == Audience::Network || publication.visibility == PUBLIC
}

/// The text, and whether any bytes of it are here.
fn text(view: &View<'_>, record: RecordId) -> Result<(Option<Publication>, bool), StoreError> {
    Ok(match view.body(record)? {
        BodyState::Here(salted) => {
            let body = salted.get(SALT_BYTES..).unwrap_or_default();
            (protocol::codec::decode(body).ok(), true)
        }
        BodyState::Purged | BodyState::Missing => (None, false),
    })
}

fn state(
    view: &View<'_>,
    record: &StoredRecord,
    (readable, here): (bool, bool),
    known_public: bool,
) -> Result<State, StoreError> {
    Ok(match record.standing {
        Standing::Live if readable => State::Live,
        Standing::Live if here => State::Unreadable,
        Standing::Live => State::Missing,
        Standing::Held { until_ms } => State::Held(until_ms),
        Standing::Barred(bar) => State::Barred(bar),
        Standing::Withdrawn { level, at_once } => {
            let stone = Tombstone { level, at_once, ..Tombstone::default() };
            State::Withdrawn(Box::new(tombstone(view, record.facts.work(), stone, known_public)?))
        }
    })
}

fn tombstone(
    view: &View<'_>,
    work: WorkId,
    mut stone: Tombstone,
    known_public: bool,
) -> Result<Tombstone, StoreError> {
    let withdrawals = view.about(work)?.into_iter();
    for record in withdrawals.filter(|one| one.facts.kind == kind::WITHDRAWAL) {
        if record.standing != Standing::Live {
            continue;
        }
        stone.at_ms = stone.at_ms.max(Some(record.facts.issued_at_ms));
        let Some(words) = library::body::<Withdrawal>(view, record.facts.id)? else { continue };
        stone.reason = words.reason;
        if known_public {
            stone.citation = words.citation;
        }
        if let Some(other) = words.replacement {
            stone.replacement = Some(neighbour(view, other, known_public)?);
        }
    }
    Ok(stone)
}

fn neighbour(view: &View<'_>, work: WorkId, may_name: bool) -> Result<Neighbour, StoreError> {
    let found = match library::live(view, work)? {
        Some((_, newest)) => library::publication(view, newest)?,
        None => None,
    };
    let named = found.filter(|body| may_name || body.visibility == PUBLIC);
    let (title, language) = named.map(|body| (body.title, body.language)).unwrap_or_default();
    Ok(Neighbour { work, title, language })
}

fn related(
    view: &View<'_>,
    publication: Option<&Publication>,
    audience: Audience,
) -> Result<Vec<Neighbour>, StoreError> {
    let relations = publication.iter().flat_map(|one| &one.relations).take(RELATED);
    let works = relations.filter_map(|one| match one.target {
        RelationTarget::Work(work) => Some(work),
        RelationTarget::Url(_) => None,
    });
    works.map(|work| neighbour(view, work, audience == Audience::Network)).collect()
}

fn lines(view: &View<'_>, revisions: &[StoredRecord]) -> Result<Vec<Revision>, StoreError> {
    let mut lines = Vec::new();
    let of_this_work = |one: &&StoredRecord| one.facts.kind == kind::PUBLICATION && library::is_part(one);
    for one in revisions.iter().filter(of_this_work) {
        // A superseded revision stays live: it can be read, and compared with what replaced it.
        let readable = one.standing == Standing::Live && text(view, one.facts.id)?.0.is_some();
        lines.push(Revision {
            record: one.facts.id,
            issued_at_ms: one.facts.issued_at_ms,
            standing: one.standing,
            readable,
        });
    }
    lines.sort_by_key(|one| std::cmp::Reverse((one.issued_at_ms, one.record)));
    Ok(lines)
}

fn source(view: &View<'_>, record: &StoredRecord, audience: Audience) -> Result<Option<Source>, StoreError> {
    let Some(about) = record.facts.about else { return Ok(None) };
    let of = neighbour(view, about.work, audience == Audience::Network)?;
    Ok(Some(Source { of, behind: library::revisions_after(view, about.work, about.record)? }))
}

fn translations(
    view: &View<'_>,
    work: WorkId,
    replies: &[StoredRecord],
    audience: Audience,
) -> Result<Vec<Source>, StoreError> {
    let mut found = Vec::new();
    for (translation, newest) in library::translations(view, replies)? {
        let Some(body) = library::publication(view, newest)?.filter(|body| may_read(body, audience)) else {
            continue;
        };
        let about = view.record(newest)?.and_then(|record| record.facts.about);
        let behind = match about {
            Some(about) => library::revisions_after(view, work, about.record)?,
            None => 0,
        };
        let of = Neighbour { work: translation, title: body.title, language: body.language };
        found.push(Source { of, behind });
    }
    Ok(found)
}

/// Live works, the last issued first, at most so many.
///
/// # Errors
/// When the store cannot be read.
pub fn list(
    view: &View<'_>,
    filter: &WorkFilter,
    audience: Audience,
    most: usize,
) -> Result<Vec<WorkRow>, StoreError> {
    let filter = WorkFilter { public_only: audience == Audience::Everyone, ..filter.clone() };
    let mut rows: Vec<WorkRow> = Vec::new();
    while rows.len() < most {
        let after = rows.last().map(|row| (row.issued_at_ms, row.work));
        let page = view.works(&filter, Page { after, limit: PAGE })?;
        let whole = page.len() < PAGE as usize;
        rows.extend(page);
        if whole {
            break;
        }
    }
    rows.truncate(most);
    Ok(rows)
}

/// Where most of these works are (thousandths of a degree), of the first few; those count first that name a place.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn whereabouts(
    view: &View<'_>,
    filter: &WorkFilter,
    place: &str,
    audience: Audience,
) -> Result<Option<(i32, i32)>, StoreError> {
    let mut seen: BTreeMap<(i32, i32), (usize, usize)> = BTreeMap::new();
    for row in list(view, filter, audience, PLACED)? {
        let Some(newest) = row.newest else { continue };
        let Some(territory) = library::publication(view, newest)?.map(|one| one.territory) else { continue };
        let Some(at) = territory.place else { continue };
        let (named, all) = seen.entry((at.latitude_milli, at.longitude_milli)).or_default();
        *named += usize::from(!place.is_empty() && territory.name.to_lowercase() == place.to_lowercase());
        *all += 1;
    }
    Ok(seen.into_iter().max_by_key(|(_, counted)| *counted).map(|(at, _)| at))
}
