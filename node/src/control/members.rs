//! The roster, readable.

use super::acts::authority;
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::OrganisationCounts;
use protocol::api::{MemberLine, Members, NetworkLine, Problem, SCHEMA_VERSION};
use protocol::authority::Authority;
use protocol::id::OrganisationId;
use protocol::join::DeskItem;
use protocol::roster::{Operation, Organisation, SignedEntry, Status};
use protocol::vocabulary;
use std::collections::BTreeMap;

pub(super) async fn members(services: &Services) -> Result<Members, Problem> {
    let authority = authority(services)?;
    let read = services.store.read(|view| Ok((view.counts_by_organisation()?, view.desk()?))).await;
    let (counts, desk) = read.map_err(|error| store_problem(&error))?;
    let roster = authority.roster();
    let members = roster.organisations.iter().map(|(id, one)| line(&authority, *id, one, &counts)).collect();
    let proposals = desk
        .iter()
        .filter_map(|row| match &row.item {
            DeskItem::Proposal(entry) => Some(proposal(entry, roster.stewards.threshold)),
            DeskItem::Request(_) | DeskItem::Refusal(_) => None,
        })
        .collect();
    Ok(Members {
        schema_version: SCHEMA_VERSION,
        network: NetworkLine { id: roster.network.to_string(), name: roster.charter.name.clone() },
        roster_version: roster.version,
        expires_at_ms: roster.expires_at_ms,
        threshold: roster.stewards.threshold,
        members,
        proposals,
    })
}

fn line(
    authority: &Authority,
    id: OrganisationId,
    one: &Organisation,
    counts: &BTreeMap<OrganisationId, OrganisationCounts>,
) -> MemberLine {
    let nodes = authority
        .signers()
        .filter(|signer| signer.0 == id && authority.is_certified(*signer))
        .map(|(_, node)| node.to_string());
    MemberLine {
        id: id.to_string(),
        name: one.name.clone(),
        kind: vocabulary::ORGANISATION_KIND.key(one.kind).unwrap_or("other").into(),
        territory: one.territory.clone(),
        status: status_key(&one.status).into(),
        steward: authority.roster().seat(id).is_some(),
        nodes: nodes.collect(),
        records: counts.get(&id).map_or(0, |counts| counts.records),
        budget: one.budget,
        since_version: one.admitted_version,
    }
}

/// The key of a membership.
pub(super) const fn status_key(status: &Status) -> &'static str {
    match status {
        Status::Member => "member",
        Status::Suspended => "suspended",
        Status::Removed { .. } => "removed",
    }
}

fn proposal(entry: &SignedEntry, threshold: u16) -> (String, String, u16, u16) {
    let operations = entry.entry().map(|entry| entry.operations).unwrap_or_default();
    let words: Vec<String> = operations
        .iter()
        .map(|raw| Operation::from_raw(raw).map_or_else(|error| error.to_string(), |op| sentence(&op)))
        .collect();
    let words = if words.is_empty() { "renews the roster".into() } else { words.join("; ") };
    let signatures = u16::try_from(entry.signatures.len()).unwrap_or(u16::MAX);
    (entry.id().to_string(), words, signatures, threshold)
}

/// What an operation does, for people.
pub(super) fn sentence(operation: &Operation) -> String {
    match operation {
        Operation::Charter(op) => format!("names the network “{}”", op.name),
        Operation::SetStewards(op) => {
            format!("sets {} stewards, {} of whom decide", op.seats.len(), op.threshold)
        }
        Operation::Admit(op) => {
            let names: Vec<_> = op.admissions.iter().map(|one| one.name.as_str()).collect();
            format!("admits {}", names.join(", "))
        }
        Operation::Suspend(op) => format!("suspends {}", op.organisation.short()),
        Operation::Reinstate(op) => format!("reinstates {}", op.organisation.short()),
        Operation::Remove(op) => format!("removes {}", op.organisation.short()),
        Operation::RevokeNode(op) => format!("revokes the node {}", op.node.short()),
        Operation::RotateRoot(op) => format!("gives {} a new root key", op.organisation.short()),
        Operation::SetBudget(op) => {
            format!("sets the budget of {} to {}", op.organisation.short(), op.budget)
        }
        Operation::Withdraw(_) => "withdraws a work".into(),
        Operation::Succeed(op) => format!("lets {} take over from {}", op.new.short(), op.old.short()),
        Operation::SetAddresses(op) => format!("names {} addresses of the network", op.addresses.len()),
    }
}
