//! The nodes of an organisation and its root key: who they are, and what is signed about them.

use super::acts::{authority, code, done, invitation};
use super::document;
use super::show::one_id;
use crate::clock;
use crate::node::Services;
use crate::papers::{certificates, validity};
use crate::problem::store_problem;
use crate::setup::fingerprint;
use crate::traffic;
use protocol::api::{
    Cut, NodeLine, NodeRequest, Nodes, Place, Problem, ProblemKind, SCHEMA_VERSION, Secret, Succession,
};
use protocol::authority::{Authority, Certificate, Paper, Signer};
use protocol::id::OrganisationId;
use protocol::key::PublicKey;
use protocol::roster::Organisation;
use protocol::roster::operation::Head;
use protocol::vocabulary;
use serde_json::Value;
use std::collections::HashMap;

/// Answers a question or does an act.
pub(super) async fn node(services: &Services, request: NodeRequest) -> Result<Value, Problem> {
    let (folder, admission) = (&services.folder, &services.admission);
    match request {
        NodeRequest::List => document(list(services).await?),
        NodeRequest::Renew { passphrase } => renew(services, &passphrase).await,
        NodeRequest::Add { organisation } => document(add(services, organisation).await?),
        NodeRequest::Revoke { node, cut, reason, as_steward, passphrase } => {
            let wish = Wish { reason: code(&vocabulary::REASON, &reason)?, cut, as_steward };
            revoke(services, services.papers.node(&node)?, wish, &passphrase).await
        }
        NodeRequest::NewRoot { drop, passphrase } => document(new_root(services, drop, &passphrase).await?),
        NodeRequest::Rotate { request, passphrase } => {
            document(admission.rotate(folder, &request, &passphrase.0).await?)
        }
    }
}

/// Gives a paper to everyone connected, who else would find it within half a minute.
pub(super) async fn hand_round(services: &Services, paper: &Paper) {
    if let Some(online) = &services.online {
        traffic::hand_round(online, paper).await;
    }
}

async fn list(services: &Services) -> Result<Nodes, Problem> {
    let authority = authority(services)?;
    let organisation = services.who.organisation;
    let certificates = certificates(&authority, organisation);
    let nodes: Vec<PublicKey> = certificates.iter().map(|one| one.node).collect();
    let read = services.store.read(move |view| {
        nodes.into_iter().map(|node| Ok((node, view.own_head((organisation, node))?.sequence))).collect()
    });
    let records: HashMap<_, _> = read.await.map_err(|error| store_problem(&error))?;
    let member = authority.organisation(organisation);
    let line = |one: &Certificate| line(services, &authority, one, records.get(&one.node).copied());
    Ok(Nodes {
        schema_version: SCHEMA_VERSION,
        organisation: services.governance.name_of(organisation),
        slots: member.map_or(0, |one| one.node_slots),
        root: member.and_then(Organisation::root).map(|key| fingerprint(key.as_bytes())).unwrap_or_default(),
        nodes: certificates.iter().map(line).collect(),
    })
}

fn line(services: &Services, authority: &Authority, one: &Certificate, records: Option<u64>) -> NodeLine {
    let validity = validity(authority, (one.organisation, one.node), clock::now_ms());
    NodeLine {
        node: one.node.to_string(),
        label: one.label.clone(),
        slot: one.slot,
        this: one.node == services.who.node,
        state: validity.key().into(),
        sentence: format!("it {validity}"),
        expires_at_ms: validity.expires_at_ms(),
        records: records.unwrap_or(0),
    }
}

async fn renew(services: &Services, passphrase: &Secret) -> Result<Value, Problem> {
    let (paper, until_ms) = services.papers.renew(&passphrase.0).await?;
    hand_round(services, &paper).await;
    done(format!("Renewed: this node may sign until {}.", clock::day_of(until_ms)))
}

async fn add(services: &Services, named: Option<String>) -> Result<Place, Problem> {
    let organisation: OrganisationId = match named {
        Some(named) => services.admission.organisation(&named)?,
        None => services.who.organisation,
    };
    let slot = services.papers.free_slot(organisation)?;
    let invitation = invitation(services, None).await?;
    Ok(Place {
        schema_version: SCHEMA_VERSION,
        invitation: invitation.invitation,
        place: format!("{organisation}/{slot}"),
        organisation: services.governance.name_of(organisation),
        expires_at_ms: invitation.expires_at_ms,
    })
}

struct Wish {
    cut: Cut,
    reason: u16,
    as_steward: bool,
}

async fn revoke(
    services: &Services,
    signer: Signer,
    wish: Wish,
    passphrase: &Secret,
) -> Result<Value, Problem> {
    let last_valid = heads(services, signer, wish.cut).await?;
    let reason = wish.reason;
    if wish.as_steward {
        let folder = &services.folder;
        return document(services.admission.revoke(folder, signer, last_valid, reason, &passphrase.0).await?);
    }
    if signer.0 != services.who.organisation {
        let name = services.governance.name_of(signer.0);
        let message = format!("this is a node of {name}, which our root key cannot revoke");
        return Err(Problem::new(ProblemKind::Refused, message).hint("stewards can: --as-steward"));
    }
    let paper = services.papers.revocation(signer, last_valid, reason, &passphrase.0).await?;
    if let Some(online) = &services.online {
        // Once this is in force nobody speaks with the node any more, so it is told before.
        traffic::tell(online, signer.1, &paper).await;
    }
    let paper = services.papers.put_in_force(paper).await?;
    hand_round(services, &paper).await;
    done(format!("Revoked: nobody shows what the node {} signs from now on.", signer.1.short()))
}

async fn heads(services: &Services, signer: Signer, cut: Cut) -> Result<Vec<Head>, Problem> {
    match cut {
        Cut::All => Ok(Vec::new()),
        Cut::Now => services.papers.head_of(signer).await,
        Cut::After(named) => {
            let mut records = Vec::with_capacity(named.len());
            for id in named {
                records.push(one_id(services, &id).await?);
            }
            services.papers.heads(signer, records).await
        }
    }
}

async fn new_root(
    services: &Services,
    drop: Vec<String>,
    passphrase: &Secret,
) -> Result<Succession, Problem> {
    let mut dropped = Vec::with_capacity(drop.len());
    for named in drop {
        dropped.push(services.papers.node(&named)?.1);
    }
    let made = services.papers.new_root(&dropped, &passphrase.0).await?;
    Ok(Succession {
        schema_version: SCHEMA_VERSION,
        request: made.request,
        fingerprint: made.fingerprint,
        recovery_words: Secret(made.words.as_str().to_owned()),
        recovery_file: made.file.display().to_string(),
        kept: made.kept.iter().map(ToString::to_string).collect(),
    })
}
