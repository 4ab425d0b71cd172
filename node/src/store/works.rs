//! Works: one row each, derived from its revisions, and the change feed.
//!
//! Owns: the table `works`. Which revision is newest is the rule of [`protocol::standing::Judge::newest`]
//! said in SQL over the derived columns; a test compares the two.
//! Refuses to search: it lists. Neighbour: `crate::search` follows the feed.

use super::error::StoreError;
use super::library::{BARRED, LIVE};
use super::reader::View;
use super::row::{BodyMark, all, int, nat, one, only};
use super::watches;
use super::writer::Hand;
use protocol::codec;
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::limits;
use protocol::record::{Confirmation, Profile, Publication, kind};
use protocol::time::{Day, Millis};
use rusqlite::{Connection, Row, named_params};
use std::collections::BTreeMap;

/// What lists show of a work's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Kind of work, a code of [`protocol::vocabulary::WORK_KIND`]; of an organisation in a profile.
    pub kind: u16,
    /// BCP 47.
    pub language: String,
    /// Title, or an organisation's first name.
    pub title: String,
    /// Summary; empty in a profile.
    pub summary: String,
    /// Code of [`protocol::vocabulary::VISIBILITY`].
    pub visibility: u16,
    /// Code of [`protocol::vocabulary::LICENCE`]; 0 in a profile.
    pub licence: u16,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// The day by which it is to be looked at again, confirmations counted in.
    pub review_by: Option<Day>,
}

/// What became of a work's body here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyHere {
    /// It has not come yet.
    Missing,
    /// It is here.
    Here,
    /// It was erased here.
    Purged,
}

impl From<BodyMark> for BodyHere {
    fn from(mark: BodyMark) -> Self {
        match mark {
            BodyMark::Missing | BodyMark::Declined => Self::Missing,
            BodyMark::Here => Self::Here,
            BodyMark::Purged => Self::Purged,
        }
    }
}

/// How a work stands: as its newest revision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkStanding {
    /// Shown.
    Live,
    /// Taken back.
    Withdrawn {
        /// Code of [`protocol::vocabulary::WITHDRAWAL_LEVEL`].
        level: u16,
        /// Whether the root key or the stewards stand behind it.
        at_once: bool,
    },
    /// No revision counts yet, or none any more.
    Hidden,
}

/// A work as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// The work.
    pub work: WorkId,
    /// Its place in the change feed.
    pub change: u64,
    /// Kind of its records, see [`protocol::record::kind`].
    pub record_kind: u16,
    /// Its newest revision, if any counts.
    pub newest: Option<RecordId>,
    /// How it stands.
    pub standing: WorkStanding,
    /// Who published the newest revision.
    pub organisation: OrganisationId,
    /// When, by its own word.
    pub issued_at_ms: Millis,
    /// Whether the newest revision's body is here.
    pub body: BodyHere,
    /// What the body says, if it is live, here and readable.
    pub headline: Option<Headline>,
}

/// Which live works to list. Empty fields do not filter.
#[derive(Debug, Clone, Default)]
pub struct WorkFilter {
    /// Kind of record; publications if not said.
    pub record_kind: Option<u16>,
    /// Kind of work.
    pub kind: Option<u16>,
    /// Language.
    pub language: Option<String>,
    /// Publisher.
    pub organisation: Option<OrganisationId>,
    /// Country of its territory.
    pub country: Option<String>,
    /// Only works whose body says that everyone may see them.
    pub public_only: bool,
    /// Only works to be looked at again before this day.
    pub review_before: Option<Day>,
}

/// A page of a list: newest first.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The last row of the page before: its `issued_at_ms` and `work`.
    pub after: Option<(Millis, WorkId)>,
    /// Rows at most.
    pub limit: u32,
}

/// The last number of the change feed.
pub(super) fn head(conn: &Connection) -> Result<u64, StoreError> {
    only(conn, "SELECT coalesce(max(change), 0) FROM works", (), |row| nat(row, 0))
}

/// Writes the row of a work anew, at the end of the change feed. A work without any revision here, or
/// whose revisions only act on others, has no row.
pub(super) fn describe(hand: &mut Hand<'_>, work: WorkId) -> Result<(), StoreError> {
    let Some(shown) = shown(hand.conn, work)? else { return Ok(()) };
    let live = shown.newest.is_some() && shown.standing == LIVE;
    let headline = if live { headline(hand.conn, &shown)? } else { None };
    let (organisation, _) = hand.signers.get(hand.conn, shown.signer)?;
    hand.memory.head += 1;
    let change = hand.memory.head;
    if let (kind::PUBLICATION, Some(newest), Some(_)) = (shown.kind, shown.newest, &headline) {
        watches::arrived(hand, work, RecordId(newest), change)?;
    }
    write(hand.conn, (work, change), &shown, organisation, headline.as_ref())
}

fn write(
    conn: &Connection,
    (work, change): (WorkId, u64),
    shown: &Shown,
    organisation: OrganisationId,
    headline: Option<&Headline>,
) -> Result<(), StoreError> {
    let mut upsert = conn.prepare_cached(
        "INSERT OR REPLACE INTO works VALUES (:work, :change, :record_kind, :newest, :standing,
             :level, :at_once, :organisation, :issued_at_ms, :body, :kind, :language, :title,
             :summary, :visibility, :licence, :country, :review_by)",
    )?;
    upsert.execute(named_params! {
        ":work": work.0,
        ":change": int(change),
        ":record_kind": shown.kind,
        ":newest": shown.newest,
        ":standing": shown.standing,
        ":level": shown.level,
        ":at_once": shown.at_once,
        ":organisation": organisation.0,
        ":issued_at_ms": shown.issued_at_ms,
        ":body": shown.body.shown() as i64,
        ":kind": headline.map(|one| one.kind),
        ":language": headline.map(|one| &one.language),
        ":title": headline.map(|one| &one.title),
        ":summary": headline.map(|one| &one.summary),
        ":visibility": headline.map(|one| one.visibility),
        ":licence": headline.map(|one| one.licence),
        ":country": headline.map(|one| &one.country),
        ":review_by": headline.and_then(|one| one.review_by).map(|day| day.0),
    })?;
    Ok(())
}

/// The revision a work is shown by.
struct Shown {
    record: i64,
    newest: Option<[u8; 32]>,
    kind: u16,
    signer: i64,
    issued_at_ms: i64,
    standing: i64,
    level: i64,
    at_once: bool,
    body: BodyMark,
}

/// The newest revision; while none counts, the one with the lowest id stands for the work. CROSS keeps
/// the look-up of successors first: a work with thousands of revisions must not cost their square.
const NEWEST: &str =
    "SELECT record, id, kind, signer, issued_at_ms, standing, level, at_once, body FROM records AS r
     WHERE work = ?1 AND kind NOT IN (2, 10) AND in_set = 1 AND standing IN (0, 2) AND NOT EXISTS (
         SELECT 1 FROM supersedes CROSS JOIN records AS later USING (record)
         WHERE old = r.id AND later.work = ?1 AND later.in_set = 1 AND later.standing IN (0, 2))
     ORDER BY id LIMIT 1";
const ANY: &str = "SELECT record, NULL, kind, signer, issued_at_ms, 3, 0, 0, 0 FROM records
     WHERE work = ?1 AND kind NOT IN (2, 10) ORDER BY id LIMIT 1";

fn shown(conn: &Connection, work: WorkId) -> Result<Option<Shown>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(Shown {
            record: row.get(0)?,
            newest: row.get(1)?,
            kind: row.get(2)?,
            signer: row.get(3)?,
            issued_at_ms: row.get(4)?,
            standing: row.get(5)?,
            level: row.get(6)?,
            at_once: row.get(7)?,
            body: BodyMark::read(row, 8)?,
        })
    };
    match one(conn, NEWEST, [work.0], read)? {
        Some(shown) => Ok(Some(shown)),
        None => one(conn, ANY, [work.0], read),
    }
}

/// What the body says, if it is here and this version can read it.
fn headline(conn: &Connection, shown: &Shown) -> Result<Option<Headline>, StoreError> {
    let Some(body) = body(conn, shown.record)? else { return Ok(None) };
    let headline = match shown.kind {
        kind::PUBLICATION => codec::decode(&body).ok().map(of_publication),
        kind::PROFILE => codec::decode(&body).ok().and_then(of_profile),
        _ => None,
    };
    let Some(mut headline) = headline else { return Ok(None) };
    if let Some(newest) = shown.newest {
        headline.review_by = headline.review_by.max(confirmed(conn, newest)?);
    }
    Ok(Some(headline))
}

/// A body without its salt.
fn body(conn: &Connection, record: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT substr(salted, ?2) FROM bodies WHERE record = ?1";
    one(conn, sql, (record, int(limits::SALT_BYTES as u64 + 1)), |row| row.get(0))
}

fn of_publication(body: Publication) -> Headline {
    Headline {
        kind: body.kind,
        language: body.language,
        title: body.title,
        summary: body.summary,
        visibility: body.visibility,
        licence: body.licence,
        country: body.territory.country,
        review_by: body.review_by,
    }
}

fn of_profile(body: Profile) -> Option<Headline> {
    let name = body.names.into_iter().next()?;
    Some(Headline {
        kind: body.kind,
        language: name.language,
        title: name.text,
        summary: String::new(),
        visibility: protocol::record::publication::PUBLIC,
        licence: 0,
        country: body.territory.country,
        review_by: None,
    })
}

/// The last day to which a live confirmation moved the review.
fn confirmed(conn: &Connection, newest: [u8; 32]) -> Result<Option<Day>, StoreError> {
    let bodies: Vec<Vec<u8>> = all(
        conn,
        "SELECT substr(salted, ?2) FROM records JOIN bodies USING (record)
         WHERE about_record = ?1 AND kind = 10 AND standing = 0 AND in_set = 1",
        (newest, int(limits::SALT_BYTES as u64 + 1)),
        |row| row.get(0),
    )?;
    let days = bodies.iter().filter_map(|body| codec::decode::<Confirmation>(body).ok());
    Ok(days.map(|one| one.review_by).max())
}

/// Columns of [`WorkRow`].
const COLUMNS: &str = "work, change, record_kind, newest, standing, level, at_once, organisation, \
     issued_at_ms, body, kind, language, title, summary, visibility, licence, country, review_by";

fn work_row(row: &Row<'_>) -> rusqlite::Result<WorkRow> {
    let standing = match row.get::<_, i64>(4)? {
        LIVE => WorkStanding::Live,
        BARRED => WorkStanding::Hidden,
        _ => WorkStanding::Withdrawn { level: row.get(5)?, at_once: row.get(6)? },
    };
    let headline = match row.get::<_, Option<u16>>(10)? {
        None => None,
        Some(kind) => Some(Headline {
            kind,
            language: row.get(11)?,
            title: row.get(12)?,
            summary: row.get(13)?,
            visibility: row.get(14)?,
            licence: row.get(15)?,
            country: row.get(16)?,
            review_by: row.get::<_, Option<u32>>(17)?.map(Day),
        }),
    };
    Ok(WorkRow {
        work: WorkId(row.get(0)?),
        change: nat(row, 1)?,
        record_kind: row.get(2)?,
        newest: row.get::<_, Option<_>>(3)?.map(RecordId),
        standing,
        organisation: OrganisationId(row.get(7)?),
        issued_at_ms: nat(row, 8)?,
        body: BodyMark::read(row, 9)?.into(),
        headline,
    })
}

impl View<'_> {
    /// A work.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn work(&self, work: WorkId) -> Result<Option<WorkRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM works WHERE work = ?1");
        one(self.conn, &sql, [work.0], work_row)
    }

    /// The newest revision of a work, if any counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn newest(&self, work: WorkId) -> Result<Option<RecordId>, StoreError> {
        let sql = "SELECT newest FROM works WHERE work = ?1 AND newest IS NOT NULL";
        one(self.conn, sql, [work.0], |row| Ok(RecordId(row.get(0)?)))
    }

    /// A page of live works, the last issued first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn works(&self, filter: &WorkFilter, page: Page) -> Result<Vec<WorkRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM works INDEXED BY works_live
             WHERE standing = 0 AND record_kind = :record_kind
               AND (issued_at_ms, work) < (:before, :work)
               AND (:kind IS NULL OR kind = :kind)
               AND (:language IS NULL OR language = :language)
               AND (:organisation IS NULL OR organisation = :organisation)
               AND (:country IS NULL OR country = :country)
               AND (NOT :public_only OR visibility = 1)
               AND (:review IS NULL OR review_by < :review)
             ORDER BY issued_at_ms DESC, work DESC LIMIT :limit"
        );
        // Beyond every time there is, so that the first page needs no statement of its own.
        let (before, work) = page.after.map_or((i64::MAX, [0; 32]), |(at, work)| (int(at), work.0));
        let params = named_params! {
            ":record_kind": filter.record_kind.unwrap_or(kind::PUBLICATION),
            ":before": before,
            ":work": work,
            ":kind": filter.kind,
            ":language": filter.language,
            ":organisation": filter.organisation.map(|id| id.0),
            ":country": filter.country,
            ":public_only": filter.public_only,
            ":review": filter.review_before.map(|day| day.0),
            ":limit": page.limit,
        };
        all(self.conn, &sql, params, work_row)
    }

    /// How many live works each organisation has, those for members of the network counted in or not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn works_by_organisation(
        &self,
        public_only: bool,
    ) -> Result<BTreeMap<OrganisationId, u64>, StoreError> {
        let sql = "SELECT organisation, count(*) FROM works
                   WHERE standing = 0 AND record_kind = ?1 AND (NOT ?2 OR visibility = 1) GROUP BY organisation";
        let rows: Vec<_> = all(self.conn, sql, (kind::PUBLICATION, public_only), |row| {
            Ok((OrganisationId(row.get(0)?), nat(row, 1)?))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// At most `limit` works that changed after this number of the feed, the earliest first. A work
    /// that changed several times comes once, with its last number: a follower who starts at 0 sees
    /// every work once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn changes(&self, after: u64, limit: u32) -> Result<Vec<(u64, WorkId)>, StoreError> {
        let sql = "SELECT change, work FROM works WHERE change > ?1 ORDER BY change LIMIT ?2";
        all(self.conn, sql, (int(after), limit), |row| Ok((nat(row, 0)?, WorkId(row.get(1)?))))
    }

    /// The last number of the change feed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn head_seq(&self) -> Result<u64, StoreError> {
        head(self.conn)
    }
}
