//! Everything known about one id: fields, bytes, who vouches for it, how it stands and why.

use super::members::{sentence, status_key};
use super::show::{bar_sentence, one_id};
use crate::holders::{Holder, Subject, Word, holders};
use crate::node::Services;
use crate::prefix::Prefix;
use crate::problem::store_problem;
use crate::store::StoredRecord;
use protocol::api::{HeldBy, Inspection, Problem, ProblemKind, SCHEMA_VERSION};
use protocol::authority::{Authority, Paper, PaperContent};
use protocol::codec;
use protocol::id::{EntryId, OrganisationId, to_hex};
use protocol::record::{Header, kind};
use protocol::roster::{Branches, Operation, SignedEntry};
use protocol::standing::Standing;
use protocol::vocabulary;
use std::sync::Arc;

pub(super) async fn inspect(services: &Services, id: &str) -> Result<Inspection, Problem> {
    let wanted = Prefix::new(id)?;
    let authority = services.governance.authority();
    let branches = services.governance.branches().await;
    if let Some(found) = of_roster(&branches, &wanted)? {
        return Ok(found);
    }
    if let Some(authority) = &authority
        && let Some(found) = of_authority(authority, &wanted)?
    {
        return Ok(found);
    }
    let id = one_id(services, id).await?;
    let record =
        services.store.read(move |view| view.record(id)).await.map_err(|error| store_problem(&error))?;
    let record =
        record.ok_or_else(|| Problem::new(ProblemKind::NotFound, format!("nothing here has the id {id}")))?;
    let held_by = held_by(services, &record).await?;
    Ok(Inspection { held_by, ..of_record(&record, authority) })
}

/// Asks those connected what they hold of it, and says who has ever signed what.
async fn held_by(services: &Services, record: &StoredRecord) -> Result<Vec<HeldBy>, Problem> {
    let facts = &record.facts;
    if let Some(online) = &services.online {
        online.replicate.ask_about(facts.id).await;
    }
    let subject = Subject {
        record: facts.id,
        organisation: facts.organisation,
        stored_at_ms: record.first_stored_ms,
        live: record.standing == Standing::Live,
    };
    let holders = holders(services, subject).await.map_err(|error| store_problem(&error))?;
    Ok(holders.into_iter().map(line).collect())
}

fn line(holder: Holder) -> HeldBy {
    let Holder { name, node, word, at_ms } = holder;
    let (state, does) = match word {
        Word::Held => ("held", "holds it"),
        Word::Pending => ("pending", "has hidden it and will purge it"),
        Word::Purged => ("purged", "has purged it"),
        Word::Absent => ("absent", "does not have its text"),
    };
    let sentence = format!("{name} has signed that it {does}: {}", moment(at_ms));
    HeldBy { organisation: name, node: node.to_string(), state: state.into(), at_ms, sentence }
}

fn inspection(id: String, what: &str, fields: Vec<(&str, String)>) -> Inspection {
    Inspection {
        schema_version: SCHEMA_VERSION,
        id,
        what: what.into(),
        fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        authority: Vec::new(),
        standing: None,
        held_by: Vec::new(),
        bytes: String::new(),
        signatures: Vec::new(),
    }
}

fn of_roster(branches: &Branches, wanted: &Prefix) -> Result<Option<Inspection>, Problem> {
    let fitting = branches.entries().filter(|(_, id, _)| wanted.fits(id));
    let found = wanted.only(fitting, "roster entries")?;
    Ok(found.and_then(|(version, id, signed)| of_entry(branches, version, id, signed)))
}

fn of_entry(branches: &Branches, version: u64, id: EntryId, signed: &SignedEntry) -> Option<Inspection> {
    let entry = signed.entry().ok()?;
    let operations = entry.operations.iter().map(|raw| {
        Operation::from_raw(raw).map_or_else(|error| error.to_string(), |operation| sentence(&operation))
    });
    let mut fields = vec![
        ("version", version.to_string()),
        ("previous", entry.previous.to_string()),
        ("issued", moment(entry.issued_at_ms)),
        ("expires", moment(entry.expires_at_ms)),
    ];
    fields.extend(operations.map(|words| ("does", words)));
    let mut shown = inspection(id.to_string(), "roster entry", fields);
    shown.standing = branches.standing_of(&id).map(|standing| format!("{standing:?}").to_lowercase());
    shown.authority = signers(signed);
    shown.bytes = to_hex(&signed.content);
    shown.signatures = signed.signatures.iter().map(|one| to_hex(&one.signature.0)).collect();
    Some(shown)
}

fn signers(entry: &SignedEntry) -> Vec<String> {
    let line = |one: &protocol::roster::StewardSignature| format!("signed by steward {}", one.organisation);
    entry.signatures.iter().map(line).collect()
}

fn of_authority(authority: &Authority, wanted: &Prefix) -> Result<Option<Inspection>, Problem> {
    let organisations = authority.roster().organisations.iter().filter(|(id, _)| wanted.fits(*id));
    if let Some((id, one)) = wanted.only(organisations, "organisations")? {
        let fields = vec![
            ("name", one.name.clone()),
            ("territory", one.territory.clone()),
            ("status", status_key(&one.status).to_owned()),
            ("root key", one.root().map(ToString::to_string).unwrap_or_default()),
            ("budget", one.budget.to_string()),
            ("admitted in version", one.admitted_version.to_string()),
        ];
        let mut shown = inspection(id.to_string(), "organisation", fields);
        shown.authority = path_of_organisation(authority, *id);
        return Ok(Some(shown));
    }
    let papers = authority.papers().filter(|(id, _)| wanted.fits(&to_hex(id)));
    if let Some((id, paper)) = wanted.only(papers, "papers")? {
        return Ok(of_paper(authority, &id, paper));
    }
    let signers = authority.signers().filter(|(_, node)| wanted.fits(node));
    let Some((organisation, node)) = wanted.only(signers, "nodes")? else { return Ok(None) };
    let fields = vec![("organisation", organisation.to_string()), ("key", node.to_string())];
    let mut shown = inspection(node.to_string(), "node", fields);
    shown.authority = path_of_organisation(authority, organisation);
    shown.authority.push(certified(authority, organisation, &node));
    Ok(Some(shown))
}

fn of_paper(authority: &Authority, id: &[u8; 32], paper: &Paper) -> Option<Inspection> {
    let content = paper.content().ok()?;
    let (what, fields) = match &content {
        PaperContent::Certificate(one) => (
            "certificate",
            vec![
                ("node", one.node.to_string()),
                ("slot", one.slot.to_string()),
                ("renewal", one.renewal.to_string()),
                ("not before", moment(one.not_before_ms)),
                ("expires", moment(one.expires_at_ms)),
                ("label", one.label.clone()),
            ],
        ),
        PaperContent::Revocation(one) => (
            "revocation",
            vec![("node", one.node.to_string()), ("heads that stay", one.last_valid.len().to_string())],
        ),
        PaperContent::RootWithdrawal(one) => (
            "root withdrawal",
            vec![("targets", one.targets.len().to_string()), ("level", level(one.level).to_owned())],
        ),
    };
    let mut shown = inspection(to_hex(id), what, fields);
    shown.authority = path_of_organisation(authority, content.origin().1);
    let (bytes, signatures) = match paper {
        Paper::Certificate(one) => (&one.content, vec![one.root, one.node]),
        Paper::Revocation(one) => (&one.content, vec![one.root]),
        Paper::RootWithdrawal(one) => (&one.content, vec![one.root]),
    };
    shown.bytes = to_hex(bytes);
    shown.signatures = signatures.iter().map(|one| to_hex(&one.0)).collect();
    Some(shown)
}

/// A moment as people read it, in UTC, to the second.
fn moment(at_ms: u64) -> String {
    let at = jiff::Timestamp::from_millisecond(i64::try_from(at_ms).unwrap_or(i64::MAX));
    at.map_or_else(|_| format!("{at_ms} ms"), |at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
}

/// From the founding to an organisation's root key, a sentence a step.
fn path_of_organisation(authority: &Authority, id: OrganisationId) -> Vec<String> {
    let roster = authority.roster();
    let mut path = vec![format!("network “{}” ({})", roster.charter.name, roster.network.short())];
    if let Some(one) = authority.organisation(id) {
        let version = one.admitted_version;
        path.push(if version == 0 {
            format!("{} founded it", one.name)
        } else {
            format!("roster version {version}, signed by the stewards, admitted {}", one.name)
        });
    }
    path
}

fn certified(authority: &Authority, organisation: OrganisationId, node: &protocol::key::PublicKey) -> String {
    let periods = authority.periods((organisation, *node));
    match periods.iter().map(|period| period.expires_at_ms).max() {
        Some(expires) => {
            format!("its root key certified the node {} until {}", node.short(), moment(expires))
        }
        None => format!("no certificate of the node {} counts", node.short()),
    }
}

/// The word for a level of withdrawal.
fn level(code: u16) -> &'static str {
    vocabulary::WITHDRAWAL_LEVEL.key(code).unwrap_or("of a newer version")
}

fn of_record(record: &StoredRecord, authority: Option<Arc<Authority>>) -> Inspection {
    let facts = &record.facts;
    let what = match facts.kind {
        kind::PUBLICATION => "publication",
        kind::WITHDRAWAL => "withdrawal",
        kind::PROFILE => "profile",
        kind::CONFIRMATION => "confirmation",
        _ => "record of a newer kind",
    };
    let mut fields = vec![
        ("work", facts.work().to_string()),
        ("organisation", facts.organisation.to_string()),
        ("node", facts.node.to_string()),
        ("sequence", facts.sequence.to_string()),
        ("previous", facts.previous.map(|id| id.to_string()).unwrap_or_default()),
        ("issued", moment(facts.issued_at_ms)),
        ("first stored here", moment(record.first_stored_ms)),
    ];
    if let Ok(header) = codec::decode::<Header>(&record.envelope.header) {
        fields.push(("body commitment", header.body_commitment.to_string()));
        fields.push(("body bytes", header.body_len.to_string()));
    }
    fields.extend(facts.supersedes.iter().map(|id| ("replaces", id.to_string())));
    let mut shown = inspection(facts.id.to_string(), what, fields);
    shown.standing = Some(match record.standing {
        Standing::Live => "live".into(),
        Standing::Held { until_ms } => format!("held until {}", moment(until_ms)),
        Standing::Withdrawn { level: code, .. } => format!("withdrawn (level: {})", level(code)),
        Standing::Barred(bar) => format!("barred ({}): {}", bar.key(), bar_sentence(bar)),
    });
    if let Some(authority) = authority {
        shown.authority = path_of_organisation(&authority, facts.organisation);
        shown.authority.push(certified(&authority, facts.organisation, &facts.node));
        shown.authority.push("the node signed this record".into());
    }
    shown.bytes = to_hex(&record.envelope.header);
    shown.signatures = vec![to_hex(&record.envelope.signature.0)];
    shown
}
