//! Organisations: who they are, what they published, what they know and seek, how complete they are here.

use super::App;
use super::contact::ContactView;
use super::frame::{Frame, Place, html};
use super::language::{Words, is_right_to_left};
use super::map::{self, Dot, Thing};
use super::markdown::web_address;
use super::network;
use super::reader::Reader;
use super::search::HitView;
use super::search::query::Query;
use super::trouble::Trouble;
use crate::finding::Audience;
use crate::neighbours::{self, OtherNode};
use crate::store::{OrganisationCounts, StoreError, View, WorkFilter, WorkRow};
use crate::{profiles, reading};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use protocol::api::{Filter, Hit};
use protocol::id::OrganisationId;
use protocol::record::profile::Localised;
use protocol::roster::{Organisation, Status};
use protocol::vocabulary;

/// Works shown on a profile; the search has them all.
const WORKS: usize = 50;
/// Organisations whose works are looked at to find out where they are; others stand in the middle of their country.
const LOOKED_FOR: usize = 500;

/// An organisation on the list.
pub(super) struct Line {
    pub(super) id: OrganisationId,
    pub(super) address: String,
    pub(super) name: String,
    pub(super) kind: String,
    /// Its place, in its own language, and its country.
    pub(super) place: String,
    pub(super) country: String,
    pub(super) works: String,
    /// How it takes part, if there is something to say.
    pub(super) status: String,
    pub(super) steward: bool,
    /// How it stands to this node, a sentence.
    pub(super) state: String,
    pub(super) ours: bool,
}

#[derive(Template)]
#[template(path = "organisations.html")]
struct Page {
    w: Words,
    frame: Frame,
    count: String,
    lines: Vec<Line>,
    dots: Vec<Dot>,
}

/// The list.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let mut shown = lines(&site, w).await?;
    let dots = dots(&site, w, &shown).await?;
    for line in &mut shown {
        line.country = if line.country.is_empty() { String::new() } else { w.country(&line.country) };
    }
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Organisations),
        count: w.n("organisations-count", shown.len() as u64),
        lines: shown,
        dots,
    }))
}

/// A dot for each organisation, or for several that are near each other.
async fn dots(site: &App, w: Words, lines: &[Line]) -> Result<Vec<Dot>, Trouble> {
    let admitted: Vec<(OrganisationId, String, String)> =
        lines.iter().map(|one| (one.id, one.country.clone(), one.place.clone())).collect();
    let audience = site.audience;
    let read = move |view: &View<'_>| {
        admitted
            .iter()
            .enumerate()
            .map(|(at, (id, country, place))| {
                position(view, *id, (country, place), audience, at < LOOKED_FOR)
            })
            .collect::<Result<Vec<_>, _>>()
    };
    let positions = site.read(read).await?;
    let things: Vec<Thing<'_>> = lines
        .iter()
        .zip(positions)
        .map(|(line, position_milli)| Thing { position_milli, country: &line.country, place: &line.place })
        .collect();
    let (spots, _) = map::spots(w, &things);
    let dot = |spot: &map::Spot| {
        let names: Vec<&str> = spot.members.iter().map(|at| lines[*at].name.as_str()).collect();
        let label = format!("{} – {}", names.join(", "), spot.name);
        match spot.members.as_slice() {
            [one] => spot.dot(label, lines[*one].address.clone()),
            several => spot.dot(label, format!("#org-{}", lines[several[0]].id)),
        }
    };
    Ok(spots.iter().map(dot).collect())
}

/// Where an organisation is: as its profile says, else where most of its works are.
fn position(
    view: &View<'_>,
    id: OrganisationId,
    (country, place): (&str, &str),
    audience: Audience,
    looked: bool,
) -> Result<Option<(i32, i32)>, StoreError> {
    if let Some(at) = profiles::newest(view, id)?.1.and_then(|profile| profile.territory.place) {
        return Ok(Some((at.latitude_milli, at.longitude_milli)));
    }
    if !looked {
        return Ok(None);
    }
    let country = Some(country.to_owned()).filter(|code| !code.is_empty());
    let filter = WorkFilter { organisation: Some(id), country, ..WorkFilter::default() };
    reading::whereabouts(view, &filter, place, audience)
}

/// All of the roster, by name, with the country's code.
async fn lines(site: &App, w: Words) -> Result<Vec<Line>, Trouble> {
    let Some(authority) = site.services.governance.authority() else { return Ok(Vec::new()) };
    let counts = site.read(|view| view.counts_by_organisation()).await?;
    let nodes = neighbours::nodes(&site.services).await?;
    let public_only = site.audience == Audience::Everyone;
    let works = site.read(move |view| view.works_by_organisation(public_only)).await?;
    let roster = authority.roster();
    let line = |(id, one): (&OrganisationId, &Organisation)| {
        let (country, place) = territory(&one.territory);
        Line {
            id: *id,
            address: format!("/organisations/{id}"),
            name: one.name.clone(),
            kind: w.term(&vocabulary::ORGANISATION_KIND, one.kind),
            place,
            country,
            works: w.n("works-count", works.get(id).copied().unwrap_or(0)),
            status: status(w, &one.status),
            steward: roster.seat(*id).is_some(),
            state: state(site, w, *id, &nodes, counts.get(id)),
            ours: *id == site.services.who.organisation,
        }
    };
    let mut lines: Vec<Line> = roster.organisations.iter().map(line).collect();
    lines.sort_by_key(|line| line.name.to_lowercase());
    Ok(lines)
}

/// Country and place as admitted: `IT Prato`.
pub(super) fn territory(text: &str) -> (String, String) {
    match text.split_once(' ') {
        Some((country, place)) => (country.to_owned(), place.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

fn status(w: Words, status: &Status) -> String {
    match status {
        Status::Member => String::new(),
        Status::Suspended => w.t("member-suspended"),
        Status::Removed { .. } => w.t("member-removed"),
    }
}

fn state(
    site: &App,
    w: Words,
    id: OrganisationId,
    nodes: &[OtherNode],
    counts: Option<&OrganisationCounts>,
) -> String {
    if id == site.services.who.organisation {
        return w.t("organisation-here");
    }
    if let Some(missing) = counts.map(|one| one.bodies_missing).filter(|missing| *missing > 0) {
        return w.n("organisation-missing", missing);
    }
    match nodes.iter().find(|node| node.organisation == id) {
        Some(node) => network::sentence(w, node),
        None => w.t("organisation-no-node"),
    }
}

/// A list of texts in languages, the reader's first.
struct Told {
    language: String,
    rtl: bool,
    text: String,
}

#[derive(Template)]
#[template(path = "organisation.html")]
struct Profile {
    w: Words,
    frame: Frame,
    line: Line,
    /// How many of its works are here; empty where that goes without saying.
    complete: String,
    id: String,
    admitted: String,
    about: Vec<Told>,
    knows: Vec<Told>,
    seeks: Vec<Told>,
    languages: String,
    website: Option<String>,
    /// What each is for, and how to reach it.
    contacts: Vec<(String, ContactView)>,
    hits: Vec<HitView>,
    feed: String,
    /// All its works, by search.
    all: String,
}

/// One organisation.
pub(super) async fn profile(
    State(site): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let id: OrganisationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let w = reader.w;
    let authority = site.services.governance.authority().ok_or(Trouble::NotFound)?;
    let member = authority.organisation(id).ok_or(Trouble::NotFound)?.clone();
    let mut line = lines(&site, w).await?.into_iter().find(|one| one.id == id).ok_or(Trouble::NotFound)?;
    line.country = if line.country.is_empty() { String::new() } else { w.country(&line.country) };
    let audience = site.audience;
    let filter = WorkFilter { organisation: Some(id), ..WorkFilter::default() };
    let read = move |view: &View<'_>| {
        let missing = view.counts_by_organisation()?.get(&id).map_or(0, |one| one.bodies_missing);
        let all = view.works_by_organisation(false)?.get(&id).copied().unwrap_or(0);
        let shown =
            view.works_by_organisation(audience == Audience::Everyone)?.get(&id).copied().unwrap_or(0);
        // Of what has not arrived it is not known who may read it.
        let total = if audience == Audience::Everyone { shown + missing.min(all - shown) } else { shown };
        let here = total - missing.min(total);
        let rows = reading::list(view, &filter, audience, WORKS)?;
        Ok((profiles::newest(view, id)?.1, rows, (here, total)))
    };
    let (profile, rows, (here, total)) = site.read(read).await?;
    let told = |list: &[Localised]| told(w, list);
    let profile = profile.as_ref();
    let spoken = profile.map(|one| one.languages.iter().map(|tag| w.language(tag)).collect::<Vec<_>>());
    let contacts = profile.map(|one| one.contacts.iter().filter_map(contact).collect());
    let by = Filter { field: "by".into(), values: vec![line.name.clone()] };
    let published = Query { filters: vec![by], ..Query::default() };
    Ok(html(&Profile {
        w,
        frame: Frame::new(&site, &reader, Place::Organisations),
        complete: if line.ours || total == 0 {
            String::new()
        } else {
            w.nn("organisation-works-here", here, total)
        },
        id: id.to_string(),
        admitted: match member.admitted_version {
            0 => w.t("organisation-founder"),
            version => w.n("organisation-admitted", version),
        },
        about: profile.map(|one| told(&one.about)).unwrap_or_default(),
        knows: profile.map(|one| told(&one.knows)).unwrap_or_default(),
        seeks: profile.map(|one| told(&one.seeks)).unwrap_or_default(),
        languages: spoken.unwrap_or_default().join(", "),
        website: profile.and_then(|one| web_address(one.website.as_deref()?)),
        contacts: contacts.unwrap_or_default(),
        hits: rows.into_iter().filter_map(|row| hit(w, row, &line.name)).collect(),
        feed: published.address("/feed.atom"),
        all: published.address("/"),
        line,
    }))
}

fn contact(one: &protocol::record::profile::RoleContact) -> Option<(String, ContactView)> {
    ContactView::of(&one.contact).map(|contact| (one.role.clone(), contact))
}

fn told(w: Words, list: &[Localised]) -> Vec<Told> {
    let mut told: Vec<Told> = list
        .iter()
        .map(|one| Told {
            language: one.language.clone(),
            rtl: is_right_to_left(&one.language),
            text: one.text.clone(),
        })
        .collect();
    told.sort_by_key(|one| !one.language.starts_with(w.code()));
    told
}

fn hit(w: Words, row: WorkRow, publisher: &str) -> Option<HitView> {
    let headline = row.headline?;
    let hit = Hit {
        id: row.work.to_string(),
        title: headline.title,
        publisher: publisher.to_owned(),
        kind: vocabulary::WORK_KIND.key(headline.kind).unwrap_or("other").into(),
        language: headline.language,
        country: headline.country,
        snippet: headline.summary,
        issued_at_ms: row.issued_at_ms,
        network_only: headline.visibility != protocol::record::publication::PUBLIC,
        ..Hit::default()
    };
    Some(HitView::new(w, hit, &[]))
}
