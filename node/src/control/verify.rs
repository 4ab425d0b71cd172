//! Checking a work's bytes again, from what lies on the disk to the founder's signature.

use super::acts::authority;
use super::show::{bar_sentence, resolve_work};
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::{BodyState, StoredRecord};
use protocol::api::{Problem, ProblemKind, SCHEMA_VERSION, Verification};
use protocol::authority::Authority;
use protocol::id::{OrganisationId, record_id};
use protocol::roster::Branches;
use protocol::standing::{Bar, Standing};
use protocol::verify::{self, Authentic, Record};

/// What was checked, whether it held, and words.
type Check = (String, bool, String);

pub(super) async fn verify(services: &Services, id: &str) -> Result<Verification, Problem> {
    let authority = authority(services)?;
    let work = resolve_work(services, id).await?;
    let read = services.store.read(move |view| {
        let with_body = |record: StoredRecord| match view.body(record.facts.id)? {
            BodyState::Here(salted) => Ok((record, Some(salted))),
            BodyState::Purged | BodyState::Missing => Ok((record, None)),
        };
        view.revisions(work)?.into_iter().map(with_body).collect::<Result<Vec<_>, _>>()
    });
    let records = read.await.map_err(|error| store_problem(&error))?;
    if records.is_empty() {
        return Err(Problem::new(ProblemKind::NotFound, format!("`{id}` is not a work")));
    }
    let branches = services.governance.branches().await;
    let mut checks = vec![roster(&branches)];
    let first = records.iter().find(|(record, _)| record.facts.id == work.into());
    let owner = first.map(|(record, _)| record.facts.organisation);
    for (record, body) in records {
        checks.extend(one(&record, body, &authority, owner));
    }
    let ok = checks.iter().all(|(_, held, _)| *held);
    Ok(Verification { schema_version: SCHEMA_VERSION, work: work.to_string(), ok, checks })
}

/// The roster is folded again from its first entry: every signature of every steward is checked anew.
fn roster(branches: &Branches) -> Check {
    let entries = branches.entries().map(|(_, _, entry)| entry.clone()).collect();
    let again = Branches::restore(branches.network(), branches.pin(), entries);
    let held = again.tip() == branches.tip() && again.tip().is_some();
    let words = match again.tip() {
        Some(tip) => format!("{} entries, signed by the stewards from the founding on", tip.version + 1),
        None => "the roster does not begin here".into(),
    };
    ("roster".into(), held, words)
}

fn one(
    record: &StoredRecord,
    body: Option<Vec<u8>>,
    authority: &Authority,
    owner: Option<OrganisationId>,
) -> Vec<Check> {
    let short = record.facts.id.short();
    let named = |what: &str| format!("{what} of {short}");
    let same_id = record_id(&record.envelope.header) == record.facts.id;
    let mut checks = vec![(named("id"), same_id, "the hash of the header's bytes".into())];
    match verify::record(record.envelope.clone(), authority) {
        Ok(authentic) => {
            let organisation = authentic.header.organisation;
            let name =
                authority.organisation(organisation).map_or("an organisation", |one| one.name.as_str());
            let words = format!("by a node that the root key of {name} certified");
            checks.push((named("signature"), true, words));
            let answers = |owner| authority.roster().answers_for(organisation, owner);
            if !owner.is_none_or(answers) {
                // Whoever is a member can sign such a thing; it is no word against the work.
                let words = format!("signed by {name}, which does not answer for this work: no part of it");
                checks.push((named("standing"), true, words));
                return checks;
            }
            checks.push(text(named("text"), &authentic, body));
        }
        Err(refusal) => checks.push((named("signature"), false, refusal.to_string())),
    }
    let (held, words) = standing(record.standing);
    checks.push((named("standing"), held, words));
    checks
}

fn text(what: String, record: &Authentic<Record>, body: Option<Vec<u8>>) -> Check {
    let Some(body) = body else { return (what, true, "not here, so there is nothing to check".into()) };
    let whole = verify::body(record, body);
    let words = whole.as_ref().map_or_else(ToString::to_string, |_| "the text is what was signed".into());
    (what, whole.is_ok(), words)
}

/// How a record stands, and whether it is what it claims to be. It still is while its organisation is
/// suspended or something about it is on its way; it is not where its signer could not speak for the
/// organisation.
fn standing(standing: Standing) -> (bool, String) {
    match standing {
        Standing::Barred(bar) => (matches!(bar, Bar::Suspended | Bar::Gap), bar_sentence(bar).to_owned()),
        Standing::Live => (true, "live".into()),
        Standing::Held { .. } => (true, "held until its date".into()),
        Standing::Withdrawn { .. } => (true, "withdrawn".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_waits_is_still_what_it_claims_to_be() {
        let held = |bar| standing(Standing::Barred(bar)).0;
        assert!(held(Bar::Suspended) && held(Bar::Gap));
        assert!(!held(Bar::Revoked) && !held(Bar::NoCertificate) && !held(Bar::OutsideCertificate));
        assert!(standing(Standing::Withdrawn { level: 3, at_once: true }).0);
    }
}
