//! Where a work comes from and why it can be believed, in plain words, with the ids folded away.

use super::super::App;
use super::super::language::Words;
use crate::clock;
use crate::holders::{Holder, Subject, Word, holders};
use crate::neighbours::{OtherNode, Why};
use crate::reading::{Reading, State};

/// What is known of a work's way here.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Provenance {
    pub(in crate::web) publisher: String,
    pub(in crate::web) publisher_address: String,
    /// Plain sentences, in order.
    pub(in crate::web) sentences: Vec<String>,
    /// Who else holds it, by their last word.
    pub(in crate::web) held: Vec<String>,
    /// Names and values for those who want to know exactly.
    pub(in crate::web) technical: Vec<(String, String)>,
}

/// Puts together roster, header and the neighbours' last words.
pub(super) async fn gather(site: &App, w: Words, reading: &Reading) -> Provenance {
    let authority = site.services.governance.authority();
    let member = authority.as_ref().and_then(|one| one.organisation(reading.organisation));
    let publisher = member.map(|one| one.name.clone()).unwrap_or_else(|| w.t("unknown-organisation"));
    let carrier = site.organisation();
    let mut sentences = vec![
        w.ss("provenance-signed", &publisher, w.date(reading.issued_at_ms)),
        w.s("provenance-checked", w.date(reading.stored_at_ms)),
    ];
    if let Some(member) = member {
        sentences.push(match member.admitted_version {
            0 => w.s("provenance-founder", &publisher),
            version => w.ns("provenance-admitted", version, &publisher),
        });
    }
    sentences.push(if reading.organisation == site.services.who.organisation {
        w.t("provenance-own")
    } else {
        w.s("provenance-carried", carrier)
    });
    let others = crate::neighbours::nodes(&site.services).await.unwrap_or_default();
    let signed = holders(&site.services, subject(reading)).await.unwrap_or_default();
    let signed = |node: &OtherNode| signed.iter().find(|one| one.node == node.node);
    Provenance {
        publisher_address: format!("/organisations/{}", reading.organisation),
        publisher,
        sentences,
        held: others.iter().map(|node| held(w, reading, node, signed(node))).collect(),
        technical: technical(w, reading),
    }
}

fn subject(reading: &Reading) -> Subject {
    Subject {
        record: reading.record,
        organisation: reading.organisation,
        stored_at_ms: reading.stored_at_ms,
        live: reading.state == State::Live,
    }
}

/// What is known of another node and this work: its signed word goes first. Libraries are compared as
/// wholes, too, so a node that was equal after the work came holds it.
fn held(w: Words, reading: &Reading, node: &OtherNode, signed: Option<&Holder>) -> String {
    if let Some(signed) = signed.filter(|signed| signed.word == Word::Held) {
        return w.ss("held-signed", &node.name, w.ago(signed.at_ms, clock::now_ms()));
    }
    let proof = node.equal_ms.filter(|at| *at >= reading.stored_at_ms);
    match (proof, &node.why) {
        (Some(at), _) => w.ss("held-proven", &node.name, w.ago(at, clock::now_ms())),
        (None, Why::Same | Why::Complete) => w.ss("held-proven", &node.name, w.t("ago-now")),
        (None, _) if node.organisation == reading.organisation => w.s("held-publisher", &node.name),
        (None, _) => match node.last_seen_ms {
            Some(at) => w.ss("held-unknown-seen", &node.name, w.ago(at, clock::now_ms())),
            None => w.s("held-unknown", &node.name),
        },
    }
}

fn technical(w: Words, reading: &Reading) -> Vec<(String, String)> {
    vec![
        (w.t("id-work"), reading.work.to_string()),
        (w.t("id-record"), reading.record.to_string()),
        (w.t("id-organisation"), reading.organisation.to_string()),
        (w.t("id-node"), reading.node.to_string()),
        (w.t("id-signed"), w.moment(reading.issued_at_ms)),
        (w.t("id-stored"), w.moment(reading.stored_at_ms)),
    ]
}
