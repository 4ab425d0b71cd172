//! What deserves attention, one sentence each, with what to do about it.
//!
//! Owns: when to warn, and the words. Neighbour: [`super`], which gathers the state.

use super::super::show;
use crate::clock;
use crate::node::Services;
use crate::papers::validity;
use protocol::api::PeerLine;
use protocol::authority::Authority;
use protocol::id::OrganisationId;
use protocol::limits;
use std::collections::BTreeMap;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// So many other organisations are to be heard in so long a time.
const COMPANY: usize = 2;
const COMPANY_MS: u64 = 10 * 60 * 1000;
/// Organisations that a sentence names.
const NAMED: usize = 3;

/// What was read for them.
pub(super) struct Read<'a> {
    pub(super) peers: &'a [PeerLine],
    pub(super) forks: u64,
    /// Live records whose texts were declined.
    pub(super) declined: BTreeMap<OrganisationId, u64>,
    pub(super) texts_bytes: u64,
}

/// All of them.
pub(super) async fn concerns(
    services: &Services,
    authority: Option<&Authority>,
    read: &Read<'_>,
) -> Vec<String> {
    let of_here = of_the_disk(services).into_iter().chain(of_the_room(services, read));
    let mut all: Vec<String> = of_here.collect();
    if let Some(authority) = authority {
        all.extend(of_the_company(services, authority, read.peers));
        all.extend(of_the_network(services, authority, read.forks).await);
    }
    all
}

/// What keeps this node from writing.
fn of_the_disk(services: &Services) -> Option<String> {
    if let Some(why) = services.store.stopped() {
        return Some(format!(
            "Nothing is written any more ({why}). Start the node again; if that does not help, look at the disk."
        ));
    }
    let sentence = "The disk is full but for its reserve: nothing new is taken in until there is room on it. Reading, \
                    withdrawing and erasing go on.";
    services.store.is_short_of_space().then(|| sentence.to_owned())
}

/// Whose texts are not kept, and what would change that.
fn of_the_room(services: &Services, read: &Read<'_>) -> Option<String> {
    let declined = &read.declined;
    let names: Vec<String> = declined.keys().take(NAMED).map(|id| services.governance.name_of(*id)).collect();
    let more = declined.len().checked_sub(NAMED).filter(|more| *more > 0);
    let more = more.map_or_else(String::new, |more| format!(" and {more} more"));
    let texts = show::counted(declined.values().sum(), "text", "texts");
    let why = if read.texts_bytes + limits::BODY_BYTES as u64 > services.store.bounds().all_bytes {
        "all the room for texts is taken: `texts_gib` in vicinia.toml gives more"
    } else {
        "more of one organisation is kept only when the stewards raise its budget"
    };
    let sentence = || format!("Not kept here: {texts} of {}{more}; {why}.", names.join(", "));
    (!declined.is_empty()).then(sentence)
}

/// Who hears only one other may be shown whatever that one pleases, or nothing new at all.
fn of_the_company(services: &Services, authority: &Authority, peers: &[PeerLine]) -> Option<String> {
    let now = clock::now_ms();
    let online = services.online.as_ref()?;
    let own = services.who.organisation;
    let others = authority.roster().organisations.keys();
    let others = others.filter(|id| **id != own && authority.roster().is_member(**id)).count();
    let lately = |at_ms: u64| now.saturating_sub(at_ms) < COMPANY_MS;
    if lately(online.since_ms) || others < COMPANY {
        return None;
    }
    let answered = peers.iter().filter(|peer| peer.last_sync_ms.is_some_and(lately));
    let answered: BTreeMap<_, _> =
        answered.map(|peer| (&peer.organisation_id, peer.organisation.as_str())).collect();
    let who = answered.values().next().map_or("nobody".to_owned(), |name| format!("only {name}"));
    let sentence = || {
        format!(
            "In the last ten minutes {who} of {others} other organisations has answered, so what is new may not be \
             here; why, says: vicinia peers"
        )
    };
    (answered.len() < COMPANY).then(sentence)
}

async fn of_the_network(services: &Services, authority: &Authority, forks: u64) -> Vec<String> {
    let now = clock::now_ms();
    let mut warnings = Vec::new();
    let left = |at_ms: u64| at_ms.saturating_sub(now) / DAY_MS;
    let expires = authority.roster().expires_at_ms;
    if expires < now + limits::ROSTER_WARNING_MS {
        warnings.push(format!(
            "The roster expires in {} days; a steward renews it with: vicinia members renew",
            left(expires)
        ));
    }
    let signer = (services.who.organisation, services.who.node);
    let validity = validity(authority, signer, now);
    if validity.is_urgent() && authority.organisation(signer.0).is_some() {
        warnings.push(format!("This node {validity}."));
    }
    if forks > 0 {
        warnings.push(format!(
            "{forks} places in somebody's sequence of records exist twice: a copied key or a restored backup."
        ));
    }
    let branches = services.governance.branches().await;
    for proof in branches.proofs() {
        warnings.push(format!("Stewards signed two different entries of roster version {}.", proof.version));
    }
    if branches.stalled().is_some() {
        warnings.push("The roster uses something this version does not know: update Vicinia.".into());
    }
    if let Some(online) = &services.online
        && let Ok(net) = online.net.snapshot().await
        && net.restarts > 0
    {
        let times = show::counted(net.restarts.into(), "time", "times");
        warnings.push(format!(
            "The network part of this node broke down {times} since the start and was started again; the log says why."
        ));
    }
    if let Some(error) = services.search.status().last_error {
        warnings.push(format!("The index does not follow: {error}"));
    }
    warnings
}
