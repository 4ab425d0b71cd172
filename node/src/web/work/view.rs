//! A live work as its page shows it.

use super::super::citation::sentence;
use super::super::contact::ContactView;
use super::super::language::{Words, is_right_to_left, size};
use super::super::markdown::{Html, html, web_address};
use super::super::reader::Reader;
use super::super::shortlist;
use super::super::town::Town;
use super::blocks::{self, Body};
use super::facts::{Group, facts, grouped, place};
use super::fit::{self, Fit};
use super::head::Head;
use super::provenance::Provenance;
use crate::clock;
use crate::reading::{Reading, Revision, Source};
use protocol::record::licence;
use protocol::record::publication::{Details, NETWORK_ONLY, Publication, RelationTarget, Section};
use protocol::vocabulary;

/// Roles of sections that a reader must not miss.
const WARNING: [&str; 2] = ["what-did-not-work", "side-effects"];
const NEEDED: [&str; 1] = ["preconditions"];
/// Sections on one page; a text with more is not for reading.
const SECTIONS: usize = 400;

/// A part of the page.
pub(super) struct PartView {
    pub(super) anchor: String,
    pub(super) heading: String,
    /// The heading is in the work's language.
    pub(super) own: bool,
    /// Language of the text.
    pub(super) language: String,
    pub(super) rtl: bool,
    /// `warning`, `needed` or empty.
    pub(super) tone: &'static str,
    pub(super) tone_label: String,
    pub(super) body: Body,
}

/// A link to another work.
pub(super) struct WorkLink {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) label: String,
    pub(super) behind: String,
}

/// A line of the history.
pub(super) struct RevisionView {
    pub(super) address: String,
    /// Its number, in words.
    pub(super) name: String,
    pub(super) date: String,
    pub(super) state: String,
    pub(super) here: bool,
    /// What changed since the one before.
    pub(super) changes: Option<String>,
}

/// A document that belongs to the work.
pub(super) struct DocumentView {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) size: String,
    pub(super) language: String,
    pub(super) description: String,
}

/// Everything on the page.
pub(super) struct View {
    pub(super) id: String,
    pub(super) head: Head,
    pub(super) kind: &'static str,
    pub(super) kind_label: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) language_label: String,
    pub(super) rtl: bool,
    pub(super) summary: String,
    pub(super) plain: Option<(String, String, bool, String)>,
    pub(super) date: String,
    pub(super) place: String,
    pub(super) country: String,
    pub(super) network_only: bool,
    /// A newer revision is the one to read.
    pub(super) newer: Option<String>,
    pub(super) fresh: Option<String>,
    pub(super) stale: Option<String>,
    pub(super) facts: Vec<Group>,
    pub(super) parts: Vec<PartView>,
    pub(super) fit: Option<Fit>,
    pub(super) town: String,
    pub(super) source: Option<WorkLink>,
    pub(super) translations: Vec<WorkLink>,
    pub(super) relations: Vec<WorkLink>,
    pub(super) links: Vec<(String, String)>,
    pub(super) documents: Vec<DocumentView>,
    pub(super) contributors: Vec<(String, String)>,
    pub(super) contact: Option<ContactView>,
    pub(super) licence: String,
    pub(super) permissions: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) provenance: Provenance,
    pub(super) revisions: Vec<RevisionView>,
    pub(super) revision_count: String,
    pub(super) citation: String,
    pub(super) collected: bool,
    pub(super) here: String,
    /// The details could not be read by this version.
    pub(super) unread_details: bool,
    /// An agreement is no legal advice.
    pub(super) agreement: bool,
}

impl View {
    /// For a reading that is live.
    pub(super) fn new(
        reader: &Reader,
        reading: &Reading,
        provenance: Provenance,
        town: Option<&Town>,
    ) -> Option<Self> {
        let w = reader.w;
        let it = reading.publication.as_ref()?;
        let details = it.details();
        let unread_details = matches!(details, Err(_) | Ok(Details::Unknown(_)));
        let details = details.ok();
        let cited = super::cited(reading, provenance.publisher.clone())?;
        let kind = vocabulary::WORK_KIND.key(it.kind).unwrap_or("other");
        let id = reading.work.to_string();
        let (fresh, stale) = freshness(w, reading);
        Some(Self {
            head: Head::new(w, &cited, it),
            kind,
            kind_label: w.key(&vocabulary::WORK_KIND, kind),
            title: it.title.clone(),
            rtl: is_right_to_left(&it.language),
            language_label: w.language(&it.language),
            language: it.language.clone(),
            summary: it.summary.clone(),
            plain: plain_summary(w, it),
            date: w.date(reading.issued_at_ms),
            place: place(&it.territory),
            country: if it.territory.country.is_empty() {
                String::new()
            } else {
                w.country(&it.territory.country)
            },
            network_only: it.visibility == NETWORK_ONLY,
            newer: newer(reading),
            fresh,
            stale,
            facts: grouped(w, facts(w, it, details.as_ref())),
            parts: parts(w, it, details.as_ref()),
            fit: town.map(|town| fit::compare(w, town, it)),
            town: town.map(|town| town.name(w)).unwrap_or_default(),
            source: reading.source.as_ref().map(|source| source_link(w, source)),
            translations: reading.translations.iter().map(|one| source_link(w, one)).collect(),
            relations: relations(w, it, reading),
            links: links(it),
            documents: documents(w, it),
            contributors: contributors(w, it),
            contact: contact(it, details.as_ref()),
            licence: w.term(&vocabulary::LICENCE, it.licence),
            permissions: permissions(w, it.licence),
            keywords: it.keywords.clone(),
            revisions: revisions(w, reading),
            revision_count: w.n("revisions", reading.revisions.len() as u64),
            citation: sentence(&cited, w),
            collected: shortlist::collected(reader).contains(&id),
            here: reader.here(),
            agreement: kind == "agreement",
            unread_details,
            provenance,
            id,
        })
    }
}

fn plain_summary(w: Words, it: &Publication) -> Option<(String, String, bool, String)> {
    let plain = it.plain_summary.as_ref()?;
    let rtl = is_right_to_left(&plain.language);
    Some((plain.text.clone(), plain.language.clone(), rtl, w.language(&plain.language)))
}

fn newer(reading: &Reading) -> Option<String> {
    let newest = reading.newest?;
    (newest != reading.record).then(|| format!("/w/{}", reading.work))
}

fn freshness(w: Words, reading: &Reading) -> (Option<String>, Option<String>) {
    let Some(day) = reading.review_by else { return (None, None) };
    if day < clock::day_of(clock::now_ms()) {
        return (None, Some(w.about_day("stale", day)));
    }
    let key = if reading.confirmed { "fresh-confirmed" } else { "fresh" };
    (Some(w.about_day(key, day)), None)
}

/// Sections as they were written, then what follows from the details.
fn parts(w: Words, it: &Publication, details: Option<&Details>) -> Vec<PartView> {
    let mut parts: Vec<PartView> = (1..)
        .zip(it.sections.iter().take(SECTIONS))
        .map(|(number, one)| section(w, it, number, one))
        .collect();
    for (key, body) in blocks::parts(w, it, details) {
        parts.push(PartView {
            anchor: key.to_owned(),
            heading: w.t(key),
            own: false,
            language: it.language.clone(),
            rtl: is_right_to_left(&it.language),
            tone: "",
            tone_label: String::new(),
            body,
        });
    }
    parts
}

fn section(w: Words, it: &Publication, number: u32, one: &Section) -> PartView {
    let role = vocabulary::SECTION_ROLE.key(one.role).unwrap_or("text");
    let (tone, tone_label) = match role {
        role if WARNING.contains(&role) => ("warning", w.t("tone-warning")),
        role if NEEDED.contains(&role) => ("needed", w.t("tone-needed")),
        _ => ("", String::new()),
    };
    let language = one.language.clone().unwrap_or_else(|| it.language.clone());
    let named = !one.heading.trim().is_empty();
    let heading = match (named, role) {
        (true, _) => one.heading.clone(),
        (false, "text") => w.t("part-introduction"),
        (false, _) => w.term(&vocabulary::SECTION_ROLE, one.role),
    };
    PartView {
        anchor: format!("s-{number}"),
        heading,
        own: named,
        rtl: is_right_to_left(&language),
        language,
        tone,
        tone_label,
        body: Body::Text(html(&one.text)),
    }
}

/// The text of all sections with a role, for comparing.
pub(in crate::web) fn role_text(publication: &Publication, role: &str) -> Html {
    let with_role = |one: &&Section| vocabulary::SECTION_ROLE.key(one.role) == Some(role);
    let texts: Vec<&str> =
        publication.sections.iter().filter(with_role).map(|one| one.text.as_str()).collect();
    if texts.is_empty() { Html::default() } else { html(&texts.join("\n\n")) }
}

fn source_link(w: Words, source: &Source) -> WorkLink {
    let other = &source.of;
    WorkLink {
        address: format!("/w/{}", other.work),
        title: if other.title.is_empty() { other.work.short() } else { other.title.clone() },
        label: if other.language.is_empty() { String::new() } else { w.language(&other.language) },
        language: other.language.clone(),
        behind: if source.behind > 0 { w.n("translation-behind", source.behind) } else { String::new() },
    }
}

fn relations(w: Words, it: &Publication, reading: &Reading) -> Vec<WorkLink> {
    let link = |one: &protocol::record::publication::Relation| {
        let (address, title) = match &one.target {
            RelationTarget::Work(work) => {
                let known = reading.related.iter().find(|one| one.work == *work && !one.title.is_empty());
                let title = known.map_or_else(|| w.s("relation-work", work.short()), |one| one.title.clone());
                (format!("/w/{work}"), title)
            }
            RelationTarget::Url(url) => (web_address(url)?, url.clone()),
        };
        let label = w.term(&vocabulary::RELATION, one.relation);
        Some(WorkLink { address, title, language: String::new(), label, behind: String::new() })
    };
    it.relations.iter().filter_map(link).collect()
}

fn links(it: &Publication) -> Vec<(String, String)> {
    let link = |one: &protocol::record::publication::Link| {
        let address = web_address(&one.url)?;
        let title = if one.title.trim().is_empty() { address.clone() } else { one.title.clone() };
        Some((address, title))
    };
    it.links.iter().filter_map(link).collect()
}

fn documents(w: Words, it: &Publication) -> Vec<DocumentView> {
    let view = |one: &protocol::record::publication::Document| DocumentView {
        name: one.name.clone(),
        role: w.term(&vocabulary::DOCUMENT_ROLE, one.role),
        size: size(one.bytes),
        language: if one.language.is_empty() { String::new() } else { w.language(&one.language) },
        description: one.description.clone(),
    };
    it.documents.iter().map(view).collect()
}

fn contributors(w: Words, it: &Publication) -> Vec<(String, String)> {
    let role = |code: u16| w.term(&vocabulary::CONTRIBUTOR_ROLE, code);
    it.contributors.iter().map(|one| (one.name.clone(), role(one.role))).collect()
}

/// The office to ask: a service's own, else the work's.
pub(in crate::web) fn contact(it: &Publication, details: Option<&Details>) -> Option<ContactView> {
    let own = match details {
        Some(Details::Resource(resource)) => resource.contact.as_ref(),
        _ => None,
    };
    ContactView::of(own.or(it.contact.as_ref())?)
}

fn permissions(w: Words, code: u16) -> Vec<String> {
    let may = licence::permissions(code);
    [
        (may.redistribute, "may-share", "may-not-share"),
        (may.translate, "may-translate", "may-not-translate"),
        (may.adapt, "may-adapt", "may-not-adapt"),
        (may.commercial, "may-sell", "may-not-sell"),
    ]
    .into_iter()
    .map(|(is, yes, no)| w.t(if is { yes } else { no }))
    .chain(may.share_alike.then(|| w.t("must-share-alike")))
    .collect()
}

fn revisions(w: Words, reading: &Reading) -> Vec<RevisionView> {
    use protocol::standing::Standing;
    let view = |(position, one): (usize, &Revision)| {
        let before = reading.revisions.get(position + 1).filter(|before| before.readable && one.readable);
        let state = match one.standing {
            Standing::Live => "revision-live",
            Standing::Held { .. } => "revision-held",
            Standing::Withdrawn { .. } => "revision-withdrawn",
            Standing::Barred(_) => "revision-barred",
        };
        RevisionView {
            address: format!("/i/{}", one.record),
            // They come newest first.
            name: w.n("revision-number", (reading.revisions.len() - position) as u64),
            date: w.date(one.issued_at_ms),
            state: w.t(if reading.newest == Some(one.record) { "revision-newest" } else { state }),
            here: one.record == reading.record,
            changes: before.map(|before| {
                format!("/w/{}/changes?from={}&to={}", reading.work, before.record, one.record)
            }),
        }
    };
    reading.revisions.iter().enumerate().map(view).collect()
}
