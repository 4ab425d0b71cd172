//! Requests that change something.

use super::show::{one_id, resolve_work};
use super::{document, nodes, profile};
use crate::clock;
use crate::library;
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::{StoredRecord, WorkStanding};
use crate::traffic;
use protocol::api::{
    Done, Invitation, Problem, ProblemKind, Request, SCHEMA_VERSION, Secret, Signed, SourceFile,
};
use protocol::authority::Authority;
use protocol::extension::Extensions;
use protocol::id::WorkId;
use protocol::record::{About, Confirmation, Withdrawal, kind};
use protocol::roster::operation::Target;
use protocol::sign::Subject;
use protocol::standing::Standing;
use protocol::time::Day;
use protocol::vocabulary::{self, Vocabulary};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Longest wait for the index.
const AWAIT_MS: u64 = 600_000;

pub(super) async fn act(services: &Services, request: Request) -> Result<Value, Problem> {
    let (folder, admission) = (&services.folder, &services.admission);
    match request {
        Request::Publish { files, dry_run } => publish(services, files, dry_run, None).await,
        Request::Revise { work, file } => {
            let work = revisable(services, &work).await?;
            publish(services, vec![file], false, Some(work)).await
        }
        Request::SetProfile { file, dry_run } => document(profile::set(services, &file, dry_run).await?),
        Request::Confirm { work, review_by } => confirm(services, &work, review_by).await,
        Request::Withdraw { id, level, reason, citation, replacement, passphrase } => {
            let wish = Wish { level, reason, citation, replacement };
            withdraw(services, &id, wish, passphrase).await
        }
        Request::Invite { valid_for_ms } => invite(services, valid_for_ms).await,
        Request::Admit { request, passphrase, budget } => {
            document(admission.admit(folder, &request, &passphrase.0, budget).await?)
        }
        Request::Refuse { request } => {
            let name = admission.refuse(&request).await?;
            done(format!("The request of {name} is refused; whoever asks is told so."))
        }
        Request::Decide { decision, organisation, reason, passphrase } => {
            let reason = code(&vocabulary::REASON, &reason)?;
            document(admission.decide(folder, decision, &organisation, reason, &passphrase.0).await?)
        }
        Request::CoSign { proposal, passphrase } => {
            document(admission.co_sign(folder, &proposal, &passphrase.0).await?)
        }
        Request::Node(request) => nodes::node(services, request).await,
        Request::Renew { passphrase } => document(admission.renew(folder, &passphrase.0).await?),
        Request::Sync => synchronise(services),
        Request::RebuildIndex => {
            services.search.request_rebuild();
            done("The index is being made anew; the old one answers meanwhile.".into())
        }
        Request::AwaitIndex { timeout_ms } => await_index(services, timeout_ms).await,
        Request::Shutdown => {
            services.stop.notify_one();
            done("The node is stopping.".into())
        }
        _ => Err(Problem::new(ProblemKind::Usage, "this request changes nothing")),
    }
}

pub(super) fn done(message: String) -> Result<Value, Problem> {
    document(Done { schema_version: SCHEMA_VERSION, message })
}

/// The authority in force, which signing needs.
pub(super) fn authority(services: &Services) -> Result<Arc<Authority>, Problem> {
    services.governance.authority().ok_or_else(|| {
        Problem::new(ProblemKind::Refused, "this node has not been admitted to its network yet")
            .hint("vicinia status says what it waits for")
    })
}

/// The authority to sign under, once this node may know of all it has signed before.
pub(super) async fn signing(services: &Services) -> Result<Arc<Authority>, Problem> {
    let authority = authority(services)?;
    if let Some(online) = &services.online {
        online.replicate.first_comparison().await;
    }
    Ok(authority)
}

/// The code of a vocabulary's key.
pub(super) fn code(list: &Vocabulary, key: &str) -> Result<u16, Problem> {
    list.code(key).ok_or_else(|| {
        let known: Vec<_> = list.keys().collect();
        Problem::new(ProblemKind::Usage, format!("`{key}` is no {}", list.name))
            .hint(format!("one of: {}", known.join(", ")))
    })
}

async fn publish(
    services: &Services,
    files: Vec<SourceFile>,
    dry_run: bool,
    revises: Option<WorkId>,
) -> Result<Value, Problem> {
    if files.len() > protocol::api::PUBLISH_FILES {
        return Err(Problem::new(ProblemKind::Usage, "too many files in one request"));
    }
    let authority = signing(services).await?;
    let (report, parcels) = services.publisher.publish(&authority, files, dry_run, revises).await?;
    announce(services, parcels).await;
    document(report)
}

pub(super) async fn announce(services: &Services, parcels: Vec<protocol::envelope::Parcel>) {
    if let Some(online) = &services.online
        && !parcels.is_empty()
    {
        online.replicate.announce(parcels).await;
    }
}

async fn confirm(services: &Services, id: &str, review_by: Option<String>) -> Result<Value, Problem> {
    let authority = signing(services).await?;
    let work = resolve_work(services, id).await?;
    let review_by = match review_by {
        Some(typed) => coming(&typed)?,
        None => in_two_years(),
    };
    ours(services, &authority, work).await?;
    let newest = services
        .store
        .read(move |view| library::live(view, work))
        .await
        .map_err(|error| store_problem(&error))?;
    let (_, newest) = newest
        .ok_or_else(|| Problem::new(ProblemKind::Refused, "only a work that is shown can be confirmed"))?;
    let body = Confirmation { version: 1, review_by, extensions: Extensions::NONE };
    let about = Some(About { work, record: newest });
    let subject = Subject { kind: kind::CONFIRMATION, about, ..Subject::default() };
    let (record, parcel) = services.publisher.say(&authority, subject, &body).await?;
    announce(services, vec![parcel]).await;
    let message = format!("Confirmed as still valid; to be looked at again by {review_by}.");
    document(Signed { schema_version: SCHEMA_VERSION, record: record.to_string(), message })
}

/// A day of the calendar that is not over.
fn coming(typed: &str) -> Result<Day, Problem> {
    let wrong = |why: &str| Problem::new(ProblemKind::Usage, format!("{typed}: {why}"));
    let day: Day = typed.parse().map_err(|error: protocol::codec::Broken| wrong(error.0))?;
    if !day.is_real() {
        return Err(wrong("the calendar has no such day"));
    }
    if day.is_over(clock::day_of(clock::now_ms())) {
        return Err(wrong("this day is over; name the one by which somebody looks at it again"));
    }
    Ok(day)
}

fn in_two_years() -> Day {
    let (year, month, day) = clock::day_of(clock::now_ms()).parts();
    Day((year + 2) * 10_000 + month * 100 + day.min(28))
}

/// A work of ours that is shown, so that another text can take the place of the one it has.
async fn revisable(services: &Services, id: &str) -> Result<WorkId, Problem> {
    let authority = authority(services)?;
    let work = resolve_work(services, id).await?;
    ours(services, &authority, work).await?;
    let row =
        services.store.read(move |view| view.work(work)).await.map_err(|error| store_problem(&error))?;
    let refused = |words: String| Err(Problem::new(ProblemKind::Refused, words));
    match row.filter(|row| row.record_kind == kind::PUBLICATION).map(|row| row.standing) {
        Some(WorkStanding::Live) => Ok(work),
        Some(WorkStanding::Withdrawn { .. }) => {
            refused(format!("{} was withdrawn; publish it as a new work", work.short()))
        }
        Some(WorkStanding::Hidden) => refused("only a work that is shown can be revised".into()),
        None => refused(format!("{} is no work with a text", work.short())),
    }
}

/// Acting on another organisation's work would be barred everywhere: say so before it is signed.
async fn ours(services: &Services, authority: &Authority, work: WorkId) -> Result<(), Problem> {
    let first = services.store.read(move |view| view.record(work.into())).await;
    let first = first.map_err(|error| store_problem(&error))?.ok_or_else(|| {
        Problem::new(ProblemKind::Refused, "the beginning of this work has not arrived here yet")
            .hint("vicinia sync asks everyone connected for it")
    })?;
    let owner = first.facts.organisation;
    if authority.roster().answers_for(services.who.organisation, owner) {
        return Ok(());
    }
    let name = authority.organisation(owner).map_or("another organisation", |one| one.name.as_str());
    Err(Problem::new(ProblemKind::Refused, format!("this work belongs to {name}")))
}

struct Wish {
    level: String,
    reason: String,
    citation: String,
    replacement: Option<String>,
}

async fn withdraw(
    services: &Services,
    id: &str,
    wish: Wish,
    passphrase: Option<Secret>,
) -> Result<Value, Problem> {
    let authority = signing(services).await?;
    let level = code(&vocabulary::WITHDRAWAL_LEVEL, &wish.level)?;
    let reason = code(&vocabulary::REASON, &wish.reason)?;
    let replacement = match &wish.replacement {
        Some(id) => Some(resolve_work(services, id).await?),
        None => None,
    };
    let target = one_id(services, id).await?;
    let record =
        services.store.read(move |view| view.record(target)).await.map_err(|error| store_problem(&error))?;
    let record = record
        .ok_or_else(|| Problem::new(ProblemKind::NotFound, format!("{id} is no work or revision here")))?;
    let work = record.facts.work();
    let whole_work = record.facts.subject.is_none();
    ours(services, &authority, work).await?;
    stronger(&record, level, passphrase.is_some())?;
    // The root key is opened before anything is signed: with a wrong passphrase, nothing has happened.
    let paper = match &passphrase {
        Some(secret) => {
            let target = if whole_work { Target::Work(work) } else { Target::Record(record.facts.id) };
            Some(services.papers.withdrawal(target, level, reason, &secret.0).await?)
        }
        None => None,
    };
    let body = Withdrawal {
        version: 1,
        whole_work,
        level,
        reason,
        citation: wish.citation,
        replacement,
        extensions: Extensions::NONE,
    };
    let about = Some(About { work, record: record.facts.id });
    let subject = Subject { kind: kind::WITHDRAWAL, about, ..Subject::default() };
    let (id, parcel) = services.publisher.say(&authority, subject, &body).await?;
    announce(services, vec![parcel]).await;
    let message = match paper {
        None if vocabulary::WITHDRAWAL_LEVEL.key(level) == Some("correct") => {
            "Withdrawn: hidden here now, and on every node as it hears of it."
        }
        None => {
            "Withdrawn: hidden here now, and on every node as it hears of it. Copies are purged after 72 hours."
        }
        Some(paper) => {
            let paper = services.papers.put_in_force(paper).await?;
            nodes::hand_round(services, &paper).await;
            "Withdrawn with the root key: copies are purged as soon as a node hears of it."
        }
    };
    document(Signed { schema_version: SCHEMA_VERSION, record: id.to_string(), message: message.into() })
}

/// What is taken back already is not taken back again, unless more strongly: at a higher level, or with
/// the root key where that is not behind it yet.
fn stronger(record: &StoredRecord, level: u16, with_root: bool) -> Result<(), Problem> {
    match record.standing {
        Standing::Withdrawn { level: now, at_once } if level <= now && (at_once || !with_root) => {
            let word = vocabulary::WITHDRAWAL_LEVEL.key(now).unwrap_or("of a newer version");
            let message = format!("{} is withdrawn already (level: {word})", record.facts.id.short());
            Err(Problem::new(ProblemKind::Refused, message).hint("nothing was signed"))
        }
        _ => Ok(()),
    }
}

async fn invite(services: &Services, valid_for_ms: Option<u64>) -> Result<Value, Problem> {
    document(invitation(services, valid_for_ms).await?)
}

/// An invitation with the addresses of this node and of one other member.
pub(super) async fn invitation(
    services: &Services,
    valid_for_ms: Option<u64>,
) -> Result<Invitation, Problem> {
    let Some(online) = &services.online else {
        return Err(Problem::new(ProblemKind::NotRunning, "the node is not running"));
    };
    let own = crate::net::peer_of(services.who.node.as_bytes());
    let addresses = traffic::own_addresses(services).await;
    let mut all: Vec<String> =
        own.iter().flat_map(|peer| addresses.iter().map(move |one| format!("{one}/p2p/{peer}"))).collect();
    // One other member, for the day this node is off.
    let others = online.net.snapshot().await.map(|status| status.peers).unwrap_or_default();
    let other = others.into_iter().find_map(|one| Some((one.peer, one.link.and(one.last_address)?)));
    all.extend(other.map(|(peer, address)| format!("{address}/p2p/{peer}")));
    let (ticket, addresses) = services.admission.invite(all, valid_for_ms).await?;
    let line = ticket.to_line().map_err(|error| Problem::new(ProblemKind::Failure, error.to_string()))?;
    Ok(Invitation {
        schema_version: SCHEMA_VERSION,
        invitation: line,
        expires_at_ms: ticket.invitation().expires_at_ms,
        addresses,
    })
}

fn synchronise(services: &Services) -> Result<Value, Problem> {
    match &services.online {
        Some(online) => {
            online.replicate.poke_all();
            done("Comparing with everyone connected.".into())
        }
        None => Err(Problem::new(ProblemKind::NotRunning, "the node is not running")),
    }
}

async fn await_index(services: &Services, timeout_ms: u64) -> Result<Value, Problem> {
    let (store, search) = (services.store.clone(), services.search.clone());
    let wait = Duration::from_millis(timeout_ms.min(AWAIT_MS));
    let reached = tokio::task::spawn_blocking(move || {
        let head = store.read_blocking(|view| view.head_seq())?;
        Ok::<_, crate::store::StoreError>(search.wait_for(head, wait))
    })
    .await
    .map_err(|_| Problem::new(ProblemKind::Failure, "waiting failed"))?
    .map_err(|error| store_problem(&error))?;
    if reached {
        return done("Everything stored is searchable.".into());
    }
    Err(Problem::new(ProblemKind::Failure, "the index has not caught up yet")
        .hint("vicinia status shows how far it is"))
}
