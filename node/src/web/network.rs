//! The network as this node sees it: who is connected, how complete, since when, why not, and who
//! decided what.

use super::App;
use super::frame::{Frame, Place, html};
use super::language::Words;
use super::reader::Reader;
use super::trouble::Trouble;
use crate::clock;
use crate::neighbours::{self, OtherNode, Why};
use crate::net::DialFailure;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use protocol::authority::Authority;
use protocol::id::OrganisationId;
use protocol::roster::{Operation, SignedEntry};
use protocol::vocabulary;

/// Entries of the log on one page, newest first.
const ENTRIES: usize = 500;
/// Not heard for longer is worth a word.
const SILENT_MS: u64 = 24 * 60 * 60 * 1000;

/// How complete the library is here, in one honest line. `None` before this node belongs to a network.
pub(super) async fn line(site: &App, w: Words) -> Option<String> {
    site.services.governance.authority()?;
    let nodes = neighbours::nodes(&site.services).await.ok()?;
    if nodes.is_empty() {
        return Some(w.t("line-alone"));
    }
    let now = clock::now_ms();
    let complete = nodes.iter().filter(|node| is_complete(node)).count() as u64;
    let line = w.nn("line-complete", complete + 1, nodes.len() as u64 + 1);
    let silent = nodes
        .iter()
        .filter(|node| node.transport.is_none())
        .filter_map(|node| Some((node.last_seen_ms?, node)))
        .filter(|(seen, _)| now.saturating_sub(*seen) > SILENT_MS)
        .min_by_key(|(seen, _)| *seen);
    Some(match silent {
        Some((seen, node)) => format!("{line} {}", w.ss("line-silent", &node.name, w.ago(seen, now))),
        None => line,
    })
}

/// We hold all that it has, by its last word.
fn is_complete(node: &OtherNode) -> bool {
    node.ahead == 0 && node.last_seen_ms.is_some()
}

/// What is going on with a node, in one plain sentence.
pub(super) fn sentence(w: Words, node: &OtherNode) -> String {
    let again = |next: &Option<u64>| next.map(|s| format!(" {}", w.n("why-again", s))).unwrap_or_default();
    match &node.why {
        Why::Offline => w.t("why-offline"),
        Why::Suspended => w.t("why-suspended"),
        Why::Removed => w.t("why-removed"),
        Why::NoAddress => w.t("why-no-address"),
        Why::ShutOut { minutes } => w.n("why-shut-out", *minutes),
        Why::NotYet { next } => w.t("why-not-yet") + &again(next),
        Why::Unreachable { since_ms, failure, next } => {
            let gone = match since_ms {
                Some(at) => w.about_moment("why-lost", *at),
                None => w.t("why-unreachable"),
            };
            let reason = failure.map(|failure| format!(" {}", w.t(failure_key(failure))));
            gone + &reason.unwrap_or_default() + &again(next)
        }
        Why::Unrecognised => w.t("why-unrecognised"),
        Why::Fetching(count) => w.n("why-fetching", *count),
        Why::Failed(_) => w.t("why-failed"),
        Why::Same => w.t("why-same"),
        Why::Complete => w.t("why-complete"),
        Why::Comparing => w.t("why-comparing"),
    }
}

const fn failure_key(failure: DialFailure) -> &'static str {
    match failure {
        DialFailure::NoAddress | DialFailure::Forbidden => "why-no-address",
        DialFailure::NameNotFound => "why-name",
        DialFailure::NoRoute => "why-route",
        DialFailure::Refused => "why-refused",
        DialFailure::TimedOut => "why-timeout",
        DialFailure::WrongIdentity => "why-identity",
        DialFailure::HandshakeFailed => "why-handshake",
        DialFailure::Unwelcome => "why-unwelcome",
        DialFailure::OwnLimit => "why-limit",
    }
}

/// A node on the page.
struct NodeView {
    name: String,
    address: String,
    connected: bool,
    sentence: String,
    /// When it was last heard; empty while it is connected.
    seen: String,
    /// How much of the library is there; empty where the sentence says it.
    there: String,
}

#[derive(Template)]
#[template(path = "network.html")]
struct Page {
    w: Words,
    frame: Frame,
    name: String,
    purpose: String,
    summary: String,
    facts: Vec<(String, String)>,
    nodes: Vec<NodeView>,
    entries: Vec<EntryView>,
}

/// The page.
pub(super) async fn page(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let counts = site.read(|view| view.counts()).await?;
    let nodes = neighbours::nodes(&site.services).await?;
    let authority = site.services.governance.authority();
    let charter = authority.as_ref().map(|one| one.roster().charter.clone());
    let (name, purpose) = charter.map(|one| (one.name, one.purpose)).unwrap_or_default();
    let mut facts = vec![
        (w.t("network-works"), w.number(counts.works_live)),
        (w.t("network-withdrawn"), w.number(counts.works_withdrawn)),
        (w.t("network-missing"), w.number(counts.bodies_missing)),
    ];
    if let Some(authority) = &authority {
        let roster = authority.roster();
        facts.push((w.t("network-organisations"), w.number(roster.organisations.len() as u64)));
        let seats = roster.stewards.seats.len() as u64;
        facts.push((w.t("network-stewards"), w.nn("network-stewards-of", roster.stewards.threshold, seats)));
        facts.push((w.t("network-expires"), w.date(roster.expires_at_ms)));
    }
    let mut entries = log_of(&site, w).await;
    entries.truncate(5);
    Ok(html(&Page {
        w,
        frame: Frame::new(&site, &reader, Place::Network),
        name,
        purpose,
        summary: summary(w, &nodes),
        facts,
        nodes: nodes.iter().map(|node| view(w, node)).collect(),
        entries,
    }))
}

fn summary(w: Words, nodes: &[OtherNode]) -> String {
    let connected = nodes.iter().filter(|node| node.transport.is_some()).count() as u64;
    match (connected, nodes.len() as u64) {
        (_, 0) => w.t("line-alone"),
        (0, _) => w.t("network-nobody"),
        (connected, total) => w.nn("network-connected", connected, total),
    }
}

fn view(w: Words, node: &OtherNode) -> NodeView {
    let now = clock::now_ms();
    let connected = node.transport.is_some();
    NodeView {
        name: node.name.clone(),
        address: format!("/organisations/{}", node.organisation),
        connected,
        sentence: sentence(w, node),
        seen: match (connected, node.last_seen_ms) {
            (true, _) => String::new(),
            (false, Some(at)) => w.s("seen-last", w.ago(at, now)),
            (false, None) => w.t("seen-never"),
        },
        there: there(w, node, now),
    }
}

/// What a node holds of what is here, and what it has besides, by its last word.
fn there(w: Words, node: &OtherNode, now: u64) -> String {
    let held = match (node.equal_ms, node.behind, node.last_seen_ms) {
        (_, _, None) => return w.t("complete-unknown"),
        (_, 0, _) if node.why == Why::Same => return String::new(),
        (Some(at), 0, _) => w.s("there-all", w.ago(at, now)),
        (_, 0, _) => w.t("there-by-count"),
        (_, behind, _) => w.n("there-behind", behind),
    };
    match node.ahead {
        0 => held,
        ahead => format!("{held} {}", w.n("complete-not", ahead)),
    }
}

/// An entry of the roster, readable.
struct EntryView {
    version: String,
    date: String,
    /// To the minute.
    moment: String,
    sentences: Vec<String>,
    signers: String,
    id: String,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Log {
    w: Words,
    frame: Frame,
    entries: Vec<EntryView>,
}

/// The public log of decisions.
pub(super) async fn log(State(site): State<App>, reader: Reader) -> Result<Response, Trouble> {
    let w = reader.w;
    let entries = log_of(&site, w).await;
    Ok(html(&Log { w, frame: Frame::new(&site, &reader, Place::Network), entries }))
}

async fn log_of(site: &App, w: Words) -> Vec<EntryView> {
    let authority = site.services.governance.authority();
    let branches = site.services.governance.branches().await;
    let places = branches.branch().into_iter().rev().take(ENTRIES);
    let entries = places.filter_map(|place| Some((place, branches.get(&place.id)?)));
    entries
        .filter_map(|(place, signed)| {
            entry(w, authority.as_deref(), (place.version, place.id.to_string()), signed)
        })
        .collect()
}

fn entry(
    w: Words,
    authority: Option<&Authority>,
    (version, id): (u64, String),
    signed: &SignedEntry,
) -> Option<EntryView> {
    let entry = signed.entry().ok()?;
    let mut sentences: Vec<String> = entry
        .operations
        .iter()
        .map(|raw| match Operation::from_raw(raw) {
            Ok(operation) => decision(w, authority, &operation),
            Err(_) => w.t("decision-newer"),
        })
        .collect();
    if sentences.is_empty() {
        sentences.push(w.t("decision-renews"));
    }
    let names: Vec<String> =
        signed.signatures.iter().map(|one| named(w, authority, one.organisation)).collect();
    Some(EntryView {
        version: w.number(version),
        date: w.date(entry.issued_at_ms),
        moment: w.moment(entry.issued_at_ms),
        sentences,
        signers: w.ns("decision-signed", names.len() as u64, names.join(", ")),
        id,
    })
}

fn named(w: Words, authority: Option<&Authority>, id: OrganisationId) -> String {
    let known = authority.and_then(|one| one.organisation(id)).map(|one| one.name.clone());
    known.unwrap_or_else(|| w.s("organisation-unnamed", id.short()))
}

/// What an operation does, in the reader's language.
fn decision(w: Words, authority: Option<&Authority>, operation: &Operation) -> String {
    let name = |id| named(w, authority, id);
    let because = |reason: u16| w.term(&vocabulary::REASON, reason);
    match operation {
        Operation::Charter(op) => w.s("decision-charter", &op.name),
        Operation::SetStewards(op) => w.nn("decision-stewards", op.threshold, op.seats.len() as u64),
        Operation::Admit(op) => {
            let names: Vec<&str> = op.admissions.iter().map(|one| one.name.as_str()).collect();
            w.ns("decision-admit", names.len() as u64, names.join(", "))
        }
        Operation::Suspend(op) => w.ss("decision-suspend", name(op.organisation), because(op.reason)),
        Operation::Reinstate(op) => w.s("decision-reinstate", name(op.organisation)),
        Operation::Remove(op) => w.ss("decision-remove", name(op.organisation), because(op.reason)),
        Operation::RevokeNode(op) => w.s("decision-revoke", name(op.organisation)),
        Operation::RotateRoot(op) => w.s("decision-rotate", name(op.organisation)),
        Operation::SetBudget(op) => w.ns("decision-budget", op.budget, name(op.organisation)),
        Operation::Withdraw(_) => w.t("decision-withdraw"),
        Operation::Succeed(op) => w.ss("decision-succeed", name(op.new), name(op.old)),
        Operation::SetAddresses(op) => w.n("decision-addresses", op.addresses.len() as u64),
    }
}
