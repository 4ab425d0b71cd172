//! What may be admitted, refused or signed under a roster: pure questions.

use crate::prefix::Prefix;
use protocol::api::{Problem, ProblemKind};
use protocol::authority::Authority;
use protocol::id::{InvitationHash, OrganisationId};
use protocol::join::request::CheckedRequest;
use protocol::join::{SignedJoinRefusal, refusal};
use protocol::key::Context;
use protocol::roster::{SignedEntry, preview};

/// Whether an entry would come next if enough stewards signed it, and one has.
pub(super) fn waits(authority: &Authority, entry: &SignedEntry) -> bool {
    let roster = authority.roster();
    let by_steward = entry.signatures.iter().any(|one| {
        let seat = roster.seat(one.organisation);
        let keys = seat.into_iter().flat_map(|seat| [Some(seat.key), seat.spare]).flatten();
        keys.into_iter().any(|key| key.verifies(Context::RosterEntry, &entry.content, &one.signature))
    });
    by_steward && preview(roster, entry).is_ok()
}

/// Whether a request could be granted under this roster.
pub(super) fn acceptable(authority: &Authority, request: &CheckedRequest, now: u64) -> Result<(), u16> {
    let roster = authority.roster();
    let invitation = &request.invitation;
    if request.request.network != roster.network {
        return Err(refusal::OTHER_NETWORK);
    }
    if roster.invitations.contains(&request.hash) {
        return Err(refusal::USED);
    }
    if roster.roots.contains(&request.request.root) {
        return Err(refusal::ALREADY_KNOWN);
    }
    if invitation.expires_at_ms < now {
        return Err(refusal::EXPIRED);
    }
    let signer = (invitation.organisation, invitation.node);
    let speaks = roster.is_member(invitation.organisation)
        && authority.periods(signer).iter().any(|period| period.expires_at_ms >= now)
        && authority.cuts(signer).is_empty();
    if speaks { Ok(()) } else { Err(refusal::INVITER) }
}

/// The reason of a refusal, if a steward's node signed it for this request.
pub(super) fn refusal_of(
    authority: &Authority,
    no: &SignedJoinRefusal,
    request: InvitationHash,
) -> Option<u16> {
    let no = no.refusal().ok()?;
    let by_steward = authority.roster().seat(no.organisation).is_some()
        && authority.is_certified((no.organisation, no.node))
        && no.network == authority.roster().network;
    (by_steward && no.request == request).then_some(no.reason)
}

/// A member by id, beginning of an id, or name.
pub(super) fn one_organisation(authority: &Authority, named: &str) -> Result<OrganisationId, Problem> {
    let (wanted, prefix) = (named.to_lowercase(), Prefix::new(named).ok());
    let found: Vec<_> = authority
        .roster()
        .organisations
        .iter()
        .filter(|(id, one)| {
            one.name.to_lowercase() == wanted || prefix.as_ref().is_some_and(|prefix| prefix.fits(id))
        })
        .map(|(id, _)| *id)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Problem::new(ProblemKind::NotFound, format!("no member is called {named}"))
            .hint("vicinia members lists them")),
        _ => Err(Problem::new(ProblemKind::Usage, format!("`{named}` fits several members"))
            .hint("use the id: vicinia members --json shows it")),
    }
}

pub(super) fn not_a_steward() -> Problem {
    Problem::new(ProblemKind::Refused, "this organisation is not a steward of the network")
        .hint("ask one of the stewards: vicinia members shows who they are")
}
