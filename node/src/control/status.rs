//! The state of the node, with one plain sentence of what is going on.

mod concerns;

use super::members::status_key;
use super::{peers, show};
use crate::admission::stored_request;
use crate::clock;
use crate::joining::JoinState;
use crate::node::Services;
use crate::papers::validity;
use crate::problem::store_problem;
use crate::setup;
use crate::store::Summaries;
use crate::traffic;
use protocol::api::{
    CertificateStatus, IndexStatus, LibraryStatus, NetworkLine, OrganisationLine, PeerLine, Problem,
    RefusedLine, SCHEMA_VERSION, Status,
};
use protocol::authority::Authority;
use protocol::codec;
use protocol::join::JoinRequest;
use protocol::roster;

pub(super) async fn status(services: &Services) -> Result<Status, Problem> {
    let authority = services.governance.authority();
    let peers = peers::lines(services).await?;
    let read = services
        .store
        .read(|view| {
            Ok((
                view.counts()?,
                view.refusals()?,
                view.head_seq()?,
                view.forks()?.len() as u64,
                view.summaries()?,
                (view.declined()?, view.bodies_bytes()?),
            ))
        })
        .await;
    let (counts, refusals, head, forks, summaries, texts) = read.map_err(|error| store_problem(&error))?;
    let index = services.search.status();
    let library = LibraryStatus {
        works: counts.works_live,
        records: counts.records,
        searchable: index.works,
        withdrawn: counts.works_withdrawn,
        held: counts.held,
        barred: counts.barred.into_iter().map(|(bar, count)| (bar.key().to_owned(), count)).collect(),
        bodies_missing: counts.bodies_missing,
        bodies_declined: counts.bodies_declined,
        forks,
        fingerprint: fingerprint(&summaries),
    };
    let organisation = organisation(services, authority.as_deref());
    let (declined, texts_bytes) = texts;
    let concerned = concerns::Read { peers: &peers, forks, declined, texts_bytes };
    Ok(Status {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION").into(),
        summary: summary(services, authority.as_deref(), &peers, &library),
        warnings: concerns::concerns(services, authority.as_deref(), &concerned).await,
        network: Some(NetworkLine {
            id: services.who.network.to_string(),
            name: authority.as_ref().map(|one| one.roster().charter.name.clone()).unwrap_or_default(),
        }),
        certificate: authority.as_deref().and_then(|one| certificate(services, one)),
        roster_version: authority.as_ref().map_or(0, |one| one.roster().version),
        organisation: Some(organisation),
        library,
        index: IndexStatus {
            lag: head.saturating_sub(index.indexed_seq),
            rebuilding: index.rebuilding,
            set_aside: index
                .set_aside
                .into_iter()
                .map(|one| (protocol::id::WorkId(one.work).to_string(), one.reason))
                .collect(),
        },
        refused: refusals
            .into_iter()
            .map(|one| RefusedLine {
                reason: one.key,
                count: one.count,
                last_ms: one.last_ms,
                detail: one.last_detail,
            })
            .collect(),
        last_checked_ms: peers.iter().filter_map(|peer| peer.last_sync_ms).max(),
        peers,
        listening: traffic::listening(services).await,
        running: services.online.is_some(),
    })
}

fn certificate(services: &Services, authority: &Authority) -> Option<CertificateStatus> {
    let signer = (services.who.organisation, services.who.node);
    authority.organisation(signer.0)?;
    let validity = validity(authority, signer, clock::now_ms());
    Some(CertificateStatus {
        state: validity.key().into(),
        sentence: format!("This node {validity}."),
        expires_at_ms: validity.expires_at_ms(),
    })
}

/// One short text over everything held: equal here and there means equal libraries.
fn fingerprint(summaries: &Summaries) -> String {
    let all: Vec<u8> =
        summaries.planes.iter().chain([&summaries.bodies]).flat_map(|one| one.digest).collect();
    blake3::hash(&all).to_hex()[..20].to_owned()
}

fn organisation(services: &Services, authority: Option<&Authority>) -> OrganisationLine {
    let id = services.who.organisation;
    let member = authority.and_then(|one| one.organisation(id));
    // Until its certificate is here, too, a newcomer's node can sign nothing.
    let certified = authority.is_some_and(|one| one.knows((id, services.who.node)));
    let standing = member.filter(|one| certified || one.status != roster::Status::Member);
    OrganisationLine {
        id: id.to_string(),
        name: member.map_or_else(|| services.who.identity.name.clone(), |one| one.name.clone()),
        node: services.who.node.to_string(),
        membership: standing.map_or("waiting", |one| status_key(&one.status)).into(),
        steward: authority.is_some_and(|one| one.roster().seat(id).is_some()),
    }
}

fn summary(
    services: &Services,
    authority: Option<&Authority>,
    peers: &[PeerLine],
    library: &LibraryStatus,
) -> String {
    if let Some(outside) = outside(services, authority) {
        return outside;
    }
    let works = show::counted(library.works, "work", "works");
    if services.online.is_none() {
        return format!("{works} in the library. The node is not running.");
    }
    let connected = peers.iter().filter(|peer| peer.connected).count();
    let missing = library.bodies_missing
        + peers.iter().filter(|peer| peer.connected).map(|peer| peer.ahead).max().unwrap_or(0);
    match (connected, peers.len(), missing) {
        (_, 0, _) => format!("{works} in the library. No other organisation has joined yet."),
        (0, _, _) => {
            format!("{works} in the library. Connected to nobody now; searching works all the same.")
        }
        (_, total, 0) => {
            format!("{works} in the library, as complete as at {}.", peers::company(connected, total))
        }
        (_, _, missing) => format!("{works} in the library; {missing} more on their way."),
    }
}

/// Why this organisation takes no part in the network, in a sentence, if it takes none.
pub(super) fn outside(services: &Services, authority: Option<&Authority>) -> Option<String> {
    let member = authority.and_then(|one| one.organisation(services.who.organisation));
    match member.map(|one| &one.status) {
        None => Some(waiting(services)),
        Some(roster::Status::Member) => None,
        Some(roster::Status::Suspended) => Some(
            "Suspended by the stewards: what this organisation published is hidden everywhere, and it can \
             publish nothing until they end the suspension. Ask one of them why."
                .into(),
        ),
        Some(roster::Status::Removed { .. }) => Some(
            "No member any more: what was published until then stays, and this organisation can publish \
             nothing. Ask a steward why."
                .into(),
        ),
    }
}

fn waiting(services: &Services) -> String {
    let read_out = telephone(services).map(|words| format!(" Fingerprint for their telephone call: {words}"));
    let read_out = read_out.unwrap_or_default();
    match &*services.joining.borrow() {
        JoinState::Unreached => format!(
            "Waiting to join: no member of the network has answered yet; they are asked every few seconds.\
             {read_out}"
        ),
        JoinState::Pending => format!(
            "Waiting to join: the stewards have the request. Ask one to run: vicinia members requests.{read_out}"
        ),
        JoinState::Refused(why) => format!("Not admitted: {why}."),
        JoinState::Admitted => "Admitted; the roster is on its way.".into(),
    }
}

/// What the steward who decides compares by telephone; a member's further node needs no such call.
fn telephone(services: &Services) -> Option<String> {
    let joining = services.who.identity.joining.as_ref().filter(|one| one.certificate.is_none())?;
    let signed = stored_request(&joining.request).ok()?;
    let request: JoinRequest = codec::decode(&signed.content).ok()?;
    Some(setup::fingerprint(request.root.as_bytes()))
}
