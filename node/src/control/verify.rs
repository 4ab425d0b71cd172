//! Checking a work's bytes again, from what lies on the disk to the founder's signature.

use super::acts::authority;
use super::show::{bar_sentence, resolve_work};
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::{BodyState, StoredRecord};
use protocol::api::{Problem, ProblemKind, SCHEMA_VERSION, Verification};
use protocol::authority::Authority;
use protocol::id::record_id;
use protocol::roster::Branches;
use protocol::standing::Standing;
use protocol::verify;

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
        return Err(Problem::new(ProblemKind::NotFound, format!("{id} is not a work")));
    }
    let branches = services.governance.branches().await;
    let mut checks = vec![roster(&branches)];
    for (record, body) in records {
        checks.extend(one(&record, body, &authority));
    }
    let ok = checks.iter().all(|(_, held, _)| *held);
    Ok(Verification { schema_version: SCHEMA_VERSION, work: work.to_string(), ok, checks })
}

/// The roster is folded again from its first entry: every signature of every steward is checked anew.
fn roster(branches: &Branches) -> (String, bool, String) {
    let entries = branches.entries().map(|(_, _, entry)| entry.clone()).collect();
    let again = Branches::restore(branches.network(), branches.pin(), entries);
    let held = again.tip() == branches.tip() && again.tip().is_some();
    let words = match again.tip() {
        Some(tip) => format!("{} entries, signed by the stewards from the founding on", tip.version + 1),
        None => "the roster does not begin here".into(),
    };
    ("roster".into(), held, words)
}

fn one(record: &StoredRecord, body: Option<Vec<u8>>, authority: &Authority) -> Vec<(String, bool, String)> {
    let short = record.facts.id.short();
    let named = |what: &str| format!("{what} of {short}");
    let mut checks = Vec::new();
    let same_id = record_id(&record.envelope.header) == record.facts.id;
    checks.push((named("id"), same_id, "the hash of the header's bytes".into()));
    let envelope = record.envelope.clone();
    match verify::record(envelope, authority) {
        Ok(authentic) => {
            let publisher = authority.organisation(authentic.header.organisation);
            let name = publisher.map_or("an organisation", |one| one.name.as_str());
            let words = format!("by a node that the root key of {name} certified");
            checks.push((named("signature"), true, words));
            if let Some(body) = body {
                let whole = verify::body(&authentic, body);
                let words =
                    whole.as_ref().map_or_else(ToString::to_string, |_| "the text is what was signed".into());
                checks.push((named("text"), whole.is_ok(), words));
            } else {
                checks.push((named("text"), true, "not here, so there is nothing to check".into()));
            }
        }
        Err(refusal) => checks.push((named("signature"), false, refusal.to_string())),
    }
    let (held, words) = match record.standing {
        Standing::Barred(bar) => (false, bar_sentence(bar).to_owned()),
        Standing::Live => (true, "live".into()),
        Standing::Held { .. } => (true, "held until its date".into()),
        Standing::Withdrawn { .. } => (true, "withdrawn".into()),
    };
    checks.push((named("standing"), held, words));
    checks
}
