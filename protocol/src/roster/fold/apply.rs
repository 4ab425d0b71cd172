//! What each operation does to the state, and when it may not.
//!
//! Owns: every operation's rule, and what must hold once an entry is applied.
//! Refuses to know who signed: [`super::counted`] has asked that before.
//! Neighbours: [`super::read`] has checked shapes and bounds.

use super::error::{FoldError, Refusal};
use super::read::Read;
use crate::id::{NetworkId, OrganisationId};
use crate::key::PublicKey;
use crate::roster::operation::{
    Acceptance, Admission, Admit, Charter, Operation, Remove, RotateRoot, SetBudget, SetStewards, Succeed,
    Withdraw,
};
use crate::roster::state::{Organisation, Root, State, Status, Stewards};
use std::collections::{BTreeMap, BTreeSet};

/// The state of a new network: a charter, one founder without invitation, its stewards, its addresses.
pub(crate) fn genesis(read: &Read) -> Result<State, FoldError> {
    if let Some(newer) = read.newer {
        return Err(newer.into());
    }
    let (0, [Operation::Charter(charter), Operation::Admit(admit), rest @ ..], Some(raw)) =
        (read.entry.version, read.operations.as_slice(), read.entry.operations.first())
    else {
        return Err(Refusal::NotGenesis.into());
    };
    let [founder @ Admission { invitation: None, .. }] = admit.admissions.as_slice() else {
        return Err(Refusal::NotGenesis.into());
    };
    let mut state = match rest {
        [Operation::SetStewards(set)] => empty(read, charter, set, &[]),
        [Operation::SetStewards(set), Operation::SetAddresses(reach)] => {
            empty(read, charter, set, &reach.addresses)
        }
        _ => return Err(Refusal::NotGenesis.into()),
    };
    enter(&mut state, founder, &Acceptance::founding(founder.root, &raw.bytes))?;
    holds_together(&state)?;
    Ok(state)
}

/// A network without members.
fn empty(read: &Read, charter: &Charter, set: &SetStewards, addresses: &[String]) -> State {
    State {
        network: NetworkId::from(read.id),
        version: 0,
        tip: read.id,
        issued_at_ms: read.entry.issued_at_ms,
        expires_at_ms: read.entry.expires_at_ms,
        charter: charter.clone(),
        stewards: Stewards { seats: set.seats.clone(), threshold: set.threshold },
        organisations: BTreeMap::new(),
        roots: BTreeSet::new(),
        invitations: BTreeSet::new(),
        revocations: Vec::new(),
        withdrawals: BTreeMap::new(),
        addresses: addresses.to_vec(),
    }
}

/// The state after an entry whose place and signatures are in order. Takes the state before by value:
/// on an error, what was applied so far is gone with it.
pub(crate) fn apply(mut state: State, read: &Read) -> Result<State, FoldError> {
    if let Some(newer) = read.newer {
        return Err(newer.into());
    }
    if read.entry.state.is_some_and(|claimed| claimed != state.hash()) {
        return Err(Refusal::StateHash.into());
    }
    state.version = read.entry.version;
    state.tip = read.id;
    state.issued_at_ms = read.entry.issued_at_ms;
    state.expires_at_ms = read.entry.expires_at_ms;
    for operation in &read.operations {
        step(&mut state, operation)?;
    }
    holds_together(&state)?;
    Ok(state)
}

fn step(state: &mut State, operation: &Operation) -> Result<(), Refusal> {
    match operation {
        Operation::Charter(charter) => state.charter = charter.clone(),
        Operation::SetStewards(set) => {
            state.stewards = Stewards { seats: set.seats.clone(), threshold: set.threshold };
        }
        Operation::Admit(op) => admit(state, op)?,
        Operation::Suspend(op) => suspend(known(state, op.organisation)?, op.organisation)?,
        Operation::Reinstate(op) => reinstate(known(state, op.organisation)?, op.organisation)?,
        Operation::Remove(op) => remove(known(state, op.organisation)?, op)?,
        Operation::RevokeNode(op) => {
            known(state, op.organisation)?;
            state.revocations.push(op.clone());
        }
        Operation::RotateRoot(op) => rotate(state, op)?,
        Operation::SetBudget(op) => set_budget(known(state, op.organisation)?, op),
        Operation::Withdraw(op) => withdraw(state, op),
        Operation::Succeed(op) => succeed(state, op)?,
        Operation::SetAddresses(op) => state.addresses.clone_from(&op.addresses),
    }
    Ok(())
}

/// What no single operation can promise: removing or suspending a steward needs new stewards in the
/// same entry, in whichever order the two stand there.
fn holds_together(state: &State) -> Result<(), Refusal> {
    for seat in &state.stewards.seats {
        if !state.is_member(seat.organisation) {
            return Err(Refusal::StewardNotMember(seat.organisation));
        }
        if [Some(seat.key), seat.spare].iter().flatten().any(|key| state.roots.contains(key)) {
            return Err(Refusal::StewardKeyIsRoot(seat.organisation));
        }
    }
    Ok(())
}

fn known(state: &mut State, id: OrganisationId) -> Result<&mut Organisation, Refusal> {
    state.organisations.get_mut(&id).ok_or(Refusal::UnknownOrganisation(id))
}

fn admit(state: &mut State, op: &Admit) -> Result<(), Refusal> {
    for one in &op.admissions {
        let invitation = one.invitation.ok_or(Refusal::NoInvitation(one.organisation))?;
        let acceptance = Acceptance::joining(state.network, one.root, one.invitation);
        enter(state, one, &acceptance)?;
        if !state.invitations.insert(invitation) {
            return Err(Refusal::InvitationAgain(invitation));
        }
    }
    Ok(())
}

fn enter(state: &mut State, one: &Admission, acceptance: &Acceptance) -> Result<(), Refusal> {
    if state.organisations.contains_key(&one.organisation) {
        return Err(Refusal::OrganisationAgain(one.organisation));
    }
    use_root(state, one.root)?;
    if !acceptance.is_signed(&one.acceptance) {
        return Err(Refusal::Acceptance(one.root));
    }
    let organisation = Organisation {
        name: one.name.clone(),
        kind: one.kind,
        territory: one.territory.clone(),
        roots: vec![Root { key: one.root, keep: None }],
        budget: one.budget,
        node_slots: one.node_slots,
        status: Status::Member,
        successor: None,
        admitted_version: state.version,
    };
    state.organisations.insert(one.organisation, organisation);
    Ok(())
}

fn use_root(state: &mut State, root: PublicKey) -> Result<(), Refusal> {
    if state.roots.insert(root) { Ok(()) } else { Err(Refusal::RootAgain(root)) }
}

fn suspend(organisation: &mut Organisation, id: OrganisationId) -> Result<(), Refusal> {
    if organisation.status != Status::Member {
        return Err(Refusal::NotMember(id));
    }
    organisation.status = Status::Suspended;
    Ok(())
}

fn reinstate(organisation: &mut Organisation, id: OrganisationId) -> Result<(), Refusal> {
    if organisation.status != Status::Suspended {
        return Err(Refusal::NotSuspended(id));
    }
    organisation.status = Status::Member;
    Ok(())
}

fn remove(organisation: &mut Organisation, op: &Remove) -> Result<(), Refusal> {
    if matches!(organisation.status, Status::Removed { .. }) {
        return Err(Refusal::RemovedAgain(op.organisation));
    }
    organisation.status = Status::Removed { heads: op.heads.clone() };
    Ok(())
}

/// A removed organisation may rotate too: its root key still withdraws.
fn rotate(state: &mut State, op: &RotateRoot) -> Result<(), Refusal> {
    known(state, op.organisation)?;
    use_root(state, op.root)?;
    if !Acceptance::joining(state.network, op.root, None).is_signed(&op.acceptance) {
        return Err(Refusal::Acceptance(op.root));
    }
    let organisation = known(state, op.organisation)?;
    for root in &mut organisation.roots {
        let stays = |id: &&[u8; 32]| root.keep.as_ref().is_none_or(|kept| kept.contains(*id));
        root.keep = Some(op.keep.iter().filter(stays).copied().collect());
    }
    organisation.roots.push(Root { key: op.root, keep: None });
    Ok(())
}

const fn set_budget(organisation: &mut Organisation, op: &SetBudget) {
    organisation.budget = op.budget;
    organisation.node_slots = op.node_slots;
}

/// A stronger withdrawal replaces a weaker one; nothing weakens one.
fn withdraw(state: &mut State, op: &Withdraw) {
    let stands = state.withdrawals.entry(op.target).or_insert_with(|| op.clone());
    if op.level > stands.level {
        *stands = op.clone();
    }
}

/// A later entry may name another successor: mistakes must be correctable.
fn succeed(state: &mut State, op: &Succeed) -> Result<(), Refusal> {
    known(state, op.new)?;
    if state.answers_for(op.old, op.new) {
        return Err(Refusal::Cycle { old: op.old, new: op.new });
    }
    known(state, op.old)?.successor = Some(op.new);
    Ok(())
}
